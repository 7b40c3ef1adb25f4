import { DownloadOutlined } from '@ant-design/icons';
import { Alert, App, Button, Card, Progress, Skeleton } from 'antd';
import { Link, useParams } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import { toProblem } from '../api/problem.ts';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure, useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useBulk, useBulkItems, useRun, useSendArchive, type Bulk, type BulkItem } from './bulks.ts';
import { BULK_TONES, Counts } from './BulksPage.tsx';
import { ChooseFile } from './ChooseFile.tsx';
import { bulkTexts } from './texts.ts';

const TONES: Readonly<Record<BulkItem['status'], Tone>> = {
  ready: 'good',
  refused: 'bad',
  queued: 'busy',
  submitted: 'good',
  failed: 'bad',
};

/** One sheet: its papers, its rows, and the button that submits the good ones. */
export default function BulkPage() {
  const texts = useTexts(bulkTexts);
  const { id = '' } = useParams();
  const { data: bulk, error, refetch } = useBulk(id);
  const format = useFormat();
  const parent = { to: '/bulks', text: texts.title };
  if (bulk === undefined) {
    return (
      <Page title={texts.title} parent={parent}>
        {error === null ? <Skeleton active title={false} /> : <Failure error={error} retry={() => void refetch()} />}
      </Page>
    );
  }
  const { status, counts, createdAt } = bulk;
  return (
    <Page
      title={texts.titleOf(format.dateTime(createdAt))}
      parent={parent}
      lead={
        <span className="row">
          <Status tone={BULK_TONES[status]} text={texts.statuses[status]} />
          <Counts counts={counts} />
        </span>
      }
    >
      {status === 'checked' ? <Papers bulk={bulk} /> : <Running bulk={bulk} />}
      {counts.refused + counts.failed > 0 && (bulk.hasPapers || status !== 'checked') ? (
        <Card>
          <div className="row">
            <a href={`/api/v1/bulks/${id}/errors.xlsx`} download={`400-bulk-errors-${id}.xlsx`}>
              <DownloadOutlined aria-hidden /> {texts.errors}
            </a>
            <span className="quiet">{texts.errorsLead}</span>
          </div>
        </Card>
      ) : null}
      <Rows bulk={bulk} />
    </Page>
  );
}

function Papers({ bulk: { id, hasPapers, counts } }: { readonly bulk: Bulk }) {
  const texts = useTexts(bulkTexts);
  const ui = useTexts(uiTexts);
  const { modal } = App.useApp();
  const archive = useSendArchive(id);
  const start = useRun(id);
  const tell = useTellProblem();
  const run = useOneAtATime();
  const refused = archive.error === null ? null : toProblem(archive.error);
  const reason = (texts.reasons as Readonly<Record<string, string>>)[String(refused?.members['reason'])];
  const ask = () => {
    modal.confirm({
      title: texts.runTitle(counts.ready),
      content: texts.runLead,
      okText: texts.run(counts.ready),
      cancelText: ui.cancel,
      onOk: () => start.mutateAsync(undefined).catch(tell),
    });
  };
  return (
    <Card title={<h2>{texts.papers}</h2>}>
      <div className="stack">
        <p className="quiet">{texts.papersLead}</p>
        {refused === null ? null : reason === undefined ? (
          <Failure error={archive.error} />
        ) : (
          <Alert role="alert" type="error" showIcon title={reason} />
        )}
        <div className="row">
          <ChooseFile
            text={hasPapers ? texts.papersAgain : texts.papers}
            accept=".zip"
            busy={archive.isPending}
            primary={counts.ready === 0}
            onChoose={(file) => run(() => archive.mutateAsync(file).catch(() => undefined))}
          />
          {archive.isPending ? (
            <span role="status" className="quiet">
              {texts.sending}
            </span>
          ) : null}
          {counts.ready > 0 ? (
            <Button type="primary" loading={start.isPending} disabled={archive.isPending} onClick={ask}>
              {texts.run(counts.ready)}
            </Button>
          ) : null}
        </div>
      </div>
    </Card>
  );
}

function Running({ bulk: { counts, status } }: { readonly bulk: Bulk }) {
  const texts = useTexts(bulkTexts);
  const done = counts.submitted + counts.failed;
  const all = done + counts.queued;
  return (
    <Card>
      <div role="status" className="stack">
        <Progress
          percent={all === 0 ? 100 : Math.round((done / all) * 100)}
          status={status === 'running' ? 'active' : 'normal'}
          format={() => texts.progress(done, all)}
          aria-label={texts.statuses[status]}
        />
      </div>
    </Card>
  );
}

function Rows({ bulk: { id, counts, hasPapers } }: { readonly bulk: Bulk }) {
  const texts = useTexts(bulkTexts);
  const { data: items, error, refetch } = useBulkItems(id, JSON.stringify([counts, hasPapers]));
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (items === undefined) return <Skeleton active title={false} />;
  return (
    <Card title={<h2>{texts.rows}</h2>}>
      <ul className="tickets">
        {items.map((item) => (
          <Row key={item.row} item={item} />
        ))}
      </ul>
    </Card>
  );
}

function Row({ item }: { readonly item: BulkItem }) {
  const texts = useTexts(bulkTexts);
  const { row, status, numbers, name, papers, applicationId, issues, failure } = item;
  return (
    <li>
      <div className="grow">
        <div className="row">
          <span className="quiet number">
            {texts.row} {row}
          </span>
          <strong>{name}</strong>
          {numbers.map((number) => (
            <span key={number} className="number">
              {displayNumber(number)}
            </span>
          ))}
        </div>
        {issues.map(({ code, field, message }) => (
          <div key={`${field} ${code} ${message}`}>{message}</div>
        ))}
        {failure === null ? null : (
          <div>
            {failure.message} {applicationId === null ? null : texts.draft}
          </div>
        )}
      </div>
      <div className="column-end">
        <Status tone={TONES[status]} text={texts.itemStatuses[status]} />
        {status === 'ready' ? <span className="quiet small">{texts.paperCount(papers)}</span> : null}
        {applicationId === null ? null : (
          <Link to={`/applications/${applicationId}`} aria-label={texts.applicationOf(name)}>
            {texts.application}
          </Link>
        )}
      </div>
    </li>
  );
}
