import { DownloadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Card, Progress, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Ledger, pagesOf } from '../ui/Ledger.tsx';
import { Page } from '../ui/Page.tsx';
import { ReasonDialog } from '../ui/ReasonDialog.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import {
  isMoving,
  useItems,
  useMoveOperation,
  useOperation,
  type Item,
  type ItemStatus,
  type Operation,
} from './imports.ts';
import { Mapping } from './Mapping.tsx';
import { ITEM_TONES, TONES } from './status.ts';
import { importTexts } from './texts.ts';

const ITEM_STATUSES = ['planned', 'done', 'refused', 'missed', 'undone', 'kept'] as const;

/** One import: what the file says, what is wrong with it, what would happen, and what did. */
export default function ImportPage() {
  const texts = useTexts(importTexts);
  const { id = '' } = useParams();
  const { data: operation, error, refetch } = useOperation(id);
  const parent = { to: '/imports', text: texts.title };
  if (operation === undefined) {
    return (
      <Page title={texts.one} parent={parent}>
        {error === null ? <Skeleton active title={false} /> : <Failure error={error} retry={() => void refetch()} />}
      </Page>
    );
  }
  const { status, reason, createdAt } = operation;
  return (
    <Page
      key={id}
      title={reason}
      parent={parent}
      lead={
        <span className="row">
          <Status tone={TONES[status]} text={texts.statuses[status]} />
          <When at={createdAt} />
        </span>
      }
      actions={<Steps operation={operation} />}
    >
      <Outcome operation={operation} />
      <Mapping operation={operation} />
      <Profile operation={operation} />
      <Rows operation={operation} />
    </Page>
  );
}

function When({ at }: { readonly at: string }) {
  return <span className="quiet number">{useFormat().dateTime(at)}</span>;
}

function Outcome({ operation }: { readonly operation: Operation }) {
  const texts = useTexts(importTexts);
  const format = useFormat();
  const { status, rows, accepted, refused, progress, campaignDays } = operation;
  const gone = (progress['done'] ?? 0) + (progress['missed'] ?? 0);
  const back = (progress['undone'] ?? 0) + (progress['kept'] ?? 0);
  const share =
    status === 'undoing' ? back / Math.max(1, back + (progress['done'] ?? 0)) : gone / Math.max(1, accepted);
  return (
    <Card>
      <div className="stack">
        <dl className="figures">
          {(
            [
              [texts.counts.rows, rows],
              [texts.counts.accepted, accepted],
              [texts.counts.refused, refused],
              ...(status === 'profiled' || status === 'cancelled'
                ? []
                : ([
                    [texts.items.done, progress['done'] ?? 0],
                    [texts.items.undone, back],
                  ] as const)),
            ] as const
          ).map(([name, count]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{format.count(count)}</dd>
            </div>
          ))}
        </dl>
        {isMoving(operation) ? (
          <Progress percent={Math.floor(share * 100)} status="active" aria-label={texts.statuses[status]} />
        ) : null}
        <p className="quiet">{texts.next[status]}</p>
        {status === 'profiled' ? <p className="quiet">{texts.campaign(campaignDays)}</p> : null}
      </div>
    </Card>
  );
}

function Profile({ operation: { id, profile, refused } }: { readonly operation: Operation }) {
  const texts = useTexts(importTexts);
  const { language } = useLanguage();
  const format = useFormat();
  return (
    <Card
      title={<h2>{texts.problems}</h2>}
      extra={
        refused === 0 ? null : (
          <Button
            icon={<DownloadOutlined />}
            href={`/api/v1/operations/${id}/errors.xlsx`}
            download={`errors-${id}.xlsx`}
          >
            {texts.errorFile}
          </Button>
        )
      }
    >
      {profile.length === 0 ? (
        <p>{texts.noProblems}</p>
      ) : (
        <ul className="tickets">
          {profile.map(({ code, severity, count, ...text }) => (
            <li key={code}>
              <div className="grow">
                <Status tone={severity === 'refuse' ? 'bad' : 'attention'} text={texts.severities[severity]} />{' '}
                {text[language]}
              </div>
              <strong className="number">{texts.rowsOf(format.count(count))}</strong>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

function Rows({ operation: { id, status: at, progress } }: { readonly operation: Operation }) {
  const texts = useTexts(importTexts);
  const ui = useTexts(uiTexts);
  const { language } = useLanguage();
  const format = useFormat();
  const [status, setStatus] = useState<ItemStatus | 'all'>('all');
  const query = useItems(id, status === 'all' ? undefined : status, at);
  return (
    <Ledger<Item>
      {...pagesOf(query)}
      label={texts.affected}
      empty={texts.noRows}
      rowKey={({ row }) => String(row)}
      filters={
        <div className="scroll-x">
          <Segmented
            aria-label={texts.state}
            value={status}
            onChange={setStatus}
            options={[
              { value: 'all' as const, label: ui.all },
              ...ITEM_STATUSES.filter((each) => (progress[each] ?? 0) > 0).map((each) => ({
                value: each,
                label: `${texts.items[each]} ${format.count(progress[each] ?? 0)}`,
              })),
            ]}
          />
        </div>
      }
      columns={[
        { key: 'row', title: texts.row, render: ({ row }) => <span className="number">{row}</span> },
        {
          key: 'number',
          title: texts.fields.number,
          head: true,
          render: ({ number }) => <span className="number">{number === null ? '' : displayNumber(number)}</span>,
        },
        {
          key: 'name',
          title: texts.fields.name,
          render: ({ name, uscc }) => (
            <>
              {name} <div className="quiet small number">{uscc}</div>
            </>
          ),
        },
        {
          key: 'status',
          title: texts.state,
          render: (item) => <Status tone={ITEM_TONES[item.status]} text={texts.items[item.status]} />,
        },
        {
          key: 'issues',
          title: texts.problems,
          render: ({ issues }) =>
            issues.length === 0 ? null : issues.map((issue) => <div key={issue.code}>{issue[language]}</div>),
        },
        {
          key: 'due',
          title: texts.due,
          render: (item) => (item.status === 'refused' ? null : <span className="number">{item.due}</span>),
        },
      ]}
    />
  );
}

type Act = 'run' | 'cancel' | 'undo';

function Steps({ operation }: { readonly operation: Operation }) {
  const texts = useTexts(importTexts);
  const [act, setAct] = useState<Act | null>(null);
  const { status, accepted } = operation;
  return (
    <>
      {status === 'profiled' ? (
        <>
          <Button onClick={() => setAct('cancel')}>{texts.acts.cancel.name}</Button>
          <Button type="primary" disabled={accepted === 0} onClick={() => setAct('run')}>
            {texts.acts.run.name}
          </Button>
        </>
      ) : null}
      {status === 'done' ? (
        <Button danger onClick={() => setAct('undo')}>
          {texts.acts.undo.name}
        </Button>
      ) : null}
      {act === null ? null : <Ask act={act} operation={operation} onClose={() => setAct(null)} />}
    </>
  );
}

function Ask({
  act,
  operation: { id, accepted },
  onClose,
}: {
  readonly act: Act;
  readonly operation: Operation;
  readonly onClose: () => void;
}) {
  const texts = useTexts(importTexts);
  const format = useFormat();
  const { message } = App.useApp();
  const { mutateAsync } = useMoveOperation(act);
  const say = texts.acts[act];
  return (
    <ReasonDialog
      title={say.title(format.count(accepted))}
      lead={act === 'run' ? <Alert type="warning" showIcon title={say.lead} /> : say.lead}
      send={say.name}
      danger={act === 'undo'}
      onSend={(reason) => mutateAsync({ id, reason }).then(() => void message.success(say.done))}
      onClose={onClose}
    />
  );
}
