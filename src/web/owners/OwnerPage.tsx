import { Button, Card, Empty, Skeleton } from 'antd';
import { Link } from 'react-router';
import { useApplications, type Application } from '../applications/applications.ts';
import { kindTexts } from '../kinds/texts.ts';
import { isEditable, TONES } from '../applications/status.ts';
import { applicationTexts } from '../applications/texts.ts';
import { displayNumber } from '../../domain/number-400.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useMe } from '../session/session.ts';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { NumberCard } from './NumberCard.tsx';
import { useNumbersOfEntity } from './owners.ts';
import { ownerTexts } from './texts.ts';

/** The entity's numbers, each with all its owner may know and do; before, the claim that leads there. */
export default function OwnerPage() {
  const texts = useTexts(ownerTexts);
  const { data: me } = useMe();
  const { data: numbers, error, refetch } = useNumbersOfEntity();
  const entity = me?.entity ?? null;
  return (
    <Page title={texts.title} lead={entity === null ? texts.leadBefore : texts.leadOf(entity.uscc)}>
      <Dossiers />
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : numbers === undefined ? (
        <Card>
          <Skeleton active title={false} paragraph={{ rows: 4 }} />
        </Card>
      ) : numbers.length === 0 ? (
        <Card>
          <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={entity === null ? texts.emptyBefore : texts.empty} />
        </Card>
      ) : (
        numbers.map((number) => <NumberCard key={number.number} number={number} />)
      )}
    </Page>
  );
}

/** What is on its way, and what waits for the owner. */
function Dossiers() {
  const texts = useTexts(ownerTexts);
  const { kinds } = useTexts(kindTexts);
  const statuses = useTexts(applicationTexts).statuses;
  const format = useFormat();
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } = useApplications();
  const open = data?.pages.flatMap(({ items }) => items).filter(isUnderWay) ?? [];
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  if (open.length === 0) return null;
  return (
    <Card title={<h2>{texts.underWay}</h2>}>
      <ul className="tickets">
        {open.map(({ id, kind, status, numbers, deadline }) => (
          <li key={id}>
            <div>
              <strong>{kinds[kind]}</strong>
              <div className="row">
                <Status tone={TONES[status]} text={statuses[status]} />
                {numbers.map((number) => (
                  <span key={number} className="number">
                    {displayNumber(number)}
                  </span>
                ))}
              </div>
              <div className="quiet small">
                {isEditable(status) && deadline !== null ? texts.actBy(format.dateTime(deadline)) : texts.wait}
              </div>
            </div>
            <Link
              to={kind === 'claim' ? `/owner/claims/${id}` : `/applications/${id}?step=submit`}
              aria-label={texts.openOf(kinds[kind])}
            >
              {isEditable(status) ? texts.goOn : texts.look}
            </Link>
          </li>
        ))}
      </ul>
      {hasNextPage ? (
        <Button block onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
          {texts.moreDossiers}
        </Button>
      ) : null}
    </Card>
  );
}

function isUnderWay({ status }: Pick<Application, 'status'>): boolean {
  return !['activated', 'rejected', 'withdrawn', 'expired'].includes(status);
}
