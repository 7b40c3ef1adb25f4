import { Button, Card, Empty, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { PUBLIC_STATUSES, type NumberStatus } from '../../domain/number-status.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useOwnNumbers } from './numbers.ts';
import { numberTexts } from './texts.ts';

const SHOWN = [
  'working',
  'suspended',
  'assigned',
  'pending',
  'reserved',
  'disconnected',
] as const satisfies readonly NumberStatus[];
const TONES: Readonly<Record<(typeof SHOWN)[number], Tone>> = {
  working: 'good',
  suspended: 'bad',
  assigned: 'attention',
  pending: 'busy',
  reserved: 'neutral',
  disconnected: 'neutral',
};

export default function OwnNumbersPage() {
  const texts = useTexts(numberTexts);
  const ui = useTexts(uiTexts);
  const format = useFormat();
  const [status, setStatus] = useState<(typeof SHOWN)[number]>('working');
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useOwnNumbers(status);
  const numbers = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={texts.own} lead={texts.ownLead}>
      <div className="scroll-x">
        <Segmented
          aria-label={texts.status}
          value={status}
          onChange={setStatus}
          options={SHOWN.map((value) => ({ value, label: texts.statuses[value] }))}
        />
      </div>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Card>
          {isPending ? (
            <Skeleton active title={false} paragraph={{ rows: 4 }} />
          ) : numbers.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.ownEmpty} />
          ) : (
            <ul className="tickets">
              {numbers.map(({ number, display, carrier, since, applicationId }) => (
                <li key={number}>
                  <div>
                    <strong className="number large">{display}</strong>
                    <div className="row">
                      <Status tone={TONES[status]} text={texts.statuses[status]} />
                      <span className="quiet">
                        {texts.carriers[carrier]} · {texts.since} {format.dateTime(since)}
                      </span>
                    </div>
                  </div>
                  <div className="row">
                    {PUBLIC_STATUSES.includes(status) ? (
                      <a href={`/numbers/${number}`} aria-label={texts.publicPageOf(display)}>
                        {texts.publicPage}
                      </a>
                    ) : null}
                    {applicationId === null ? null : (
                      <Link to={`/applications/${applicationId}`} aria-label={texts.openFor(display)}>
                        {texts.open}
                      </Link>
                    )}
                  </div>
                </li>
              ))}
            </ul>
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
