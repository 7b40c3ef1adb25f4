import { PlusOutlined } from '@ant-design/icons';
import { Button, Card, Empty, Segmented, Skeleton } from 'antd';
import { Link, useSearchParams } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Countdown } from '../numbers/Countdown.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useApplications, type Application } from './applications.ts';
import { GROUPS, isEditable, TONES, type Group } from './status.ts';
import { applicationTexts } from './texts.ts';

const isGroup = (name: string): name is Group => Object.hasOwn(GROUPS, name);

export default function BoardPage() {
  const texts = useTexts(applicationTexts);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useApplications();
  const ui = useTexts(uiTexts);
  const [search, setSearch] = useSearchParams();
  const asked = search.get('group') ?? '';
  const group = isGroup(asked) ? asked : 'mine';
  const all = data?.pages.flatMap(({ items }) => items) ?? [];
  const of = (name: Group) => all.filter(({ status }) => GROUPS[name].some((known) => known === status));
  const counted = (name: Group) => `${texts.groups[name]} ${of(name).length}${hasNextPage ? '+' : ''}`;
  const create = (
    <Link to="/numbers">
      <Button type="primary" icon={<PlusOutlined />} tabIndex={-1}>
        {texts.create}
      </Button>
    </Link>
  );
  return (
    <Page title={texts.board} lead={texts.boardLead} actions={create}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Card>
          <div className="scroll-x">
            <Segmented<Group>
              value={group}
              aria-label={texts.board}
              onChange={(name) => setSearch({ group: name }, { replace: true })}
              options={Object.keys(GROUPS)
                .filter(isGroup)
                .map((name) => ({ value: name, label: isPending ? texts.groups[name] : counted(name) }))}
            />
          </div>
          {isPending ? (
            <Skeleton active title={false} paragraph={{ rows: 4 }} />
          ) : (
            <List name={group} applications={of(group)} />
          )}
          {hasNextPage ? (
            <Button block onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
              {ui.more}
            </Button>
          ) : null}
        </Card>
      )}
    </Page>
  );
}

function List({ name, applications }: { readonly name: Group; readonly applications: readonly Application[] }) {
  const texts = useTexts(applicationTexts);
  if (applications.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.empty[name]} />;
  }
  // Mine: what was sent back before what was never sent, and what ends soonest first.
  const sorted = [...applications].sort(
    (a, b) =>
      Number(b.status === 'action_required') - Number(a.status === 'action_required') ||
      (a.deadline ?? '9').localeCompare(b.deadline ?? '9'),
  );
  return (
    <ul className="tickets">
      {sorted.map((application) => (
        <Row key={application.id} application={application} />
      ))}
    </ul>
  );
}

function Row({ application }: { readonly application: Application }) {
  const { id, status, numbers, entity, requests, deadline, createdAt, submittedAt } = application;
  const texts = useTexts(applicationTexts);
  const format = useFormat();
  return (
    <li>
      <div>
        <Link to={`/applications/${id}`} className="strong">
          {entity.name ?? texts.unnamed}
        </Link>
        <div className="row">
          {numbers.map((number) => (
            <span key={number} className="number">
              {displayNumber(number)}
            </span>
          ))}
        </div>
        <div className="row quiet small">
          {submittedAt === null
            ? texts.createdOn(format.dateTime(createdAt))
            : texts.submittedOn(format.dateTime(submittedAt))}
        </div>
      </div>
      <div className="column-end">
        <Status tone={TONES[status]} text={texts.statuses[status]} />
        {requests.length > 0 && status === 'action_required' ? <span>{texts.asked(requests.length)}</span> : null}
        {deadline === null ? null : <Countdown until={deadline} say={texts.left} />}
        <Link
          to={`/applications/${id}`}
          aria-label={`${texts.next[isEditable(status) ? status : 'other']} ${entity.name ?? texts.unnamed}`}
        >
          {texts.next[isEditable(status) ? status : 'other']}
        </Link>
      </div>
    </li>
  );
}
