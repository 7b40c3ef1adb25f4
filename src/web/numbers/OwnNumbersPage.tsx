import { Button, Card, Empty, Segmented, Skeleton } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { PUBLIC_STATUSES, type NumberStatus } from '../../domain/number-status.js';
import { kindTexts } from '../kinds/texts.ts';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useFile } from '../owners/owners.ts';
import { Failure, useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useOwnNumbers, type NumberItem } from './numbers.ts';
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
              {numbers.map((number) => (
                <OwnNumber key={number.number} item={number} status={status} />
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

/** From so many days before it is due, verifying a number anew is what to do next. */
const SOON_DAYS = 60;

function OwnNumber({ item, status }: { readonly item: NumberItem; readonly status: (typeof SHOWN)[number] }) {
  const texts = useTexts(numberTexts);
  const { kinds } = useTexts(kindTexts);
  const format = useFormat();
  const navigate = useNavigate();
  const file = useFile();
  const tell = useTellProblem();
  const run = useOneAtATime();
  const [once, renew] = useState(() => crypto.randomUUID());
  const { number, display, carrier, since, applicationId, holder, verified } = item;
  const soon = verified !== null && daysUntil(verified.due) <= SOON_DAYS;
  const open = (kind: 'change' | 'renewal') =>
    run(() =>
      file
        .mutateAsync({ kind, numbers: [number], once: `${once}-${kind}` })
        .then(({ id }) => navigate(`/applications/${id}?step=entity`), tell)
        .finally(() => renew(crypto.randomUUID())),
    );
  return (
    <li>
      <div className="grow">
        <strong className="number large">{display}</strong>
        {holder === null ? null : (
          <div>
            {holder.name} <span className="quiet number">{holder.uscc}</span>
          </div>
        )}
        <div className="row">
          <Status tone={TONES[status]} text={texts.statuses[status]} />
          <span className="quiet">
            {texts.carriers[carrier]} · {texts.since} {format.dateTime(since)}
          </span>
          {verified === null ? null : <span className={soon ? 'urgent' : 'quiet'}>{texts.verifyBy(verified.due)}</span>}
        </div>
      </div>
      <div className="row">
        {status === 'working' || status === 'suspended'
          ? (['renewal', 'change'] as const).map((kind) => (
              <Button
                key={kind}
                type={kind === 'renewal' && soon ? 'primary' : 'default'}
                ghost={kind === 'renewal' && soon}
                loading={file.isPending && file.variables.kind === kind}
                onClick={() => open(kind)}
                aria-label={`${kinds[kind]} ${display}`}
              >
                {kinds[kind]}
              </Button>
            ))
          : null}
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
  );
}

function daysUntil(day: string): number {
  return (new Date(`${day}T00:00:00+08:00`).getTime() - Date.now()) / 86_400_000;
}
