import { Button, Card, Empty, Skeleton } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useEvents, type EventFilter } from './audit.ts';
import { ActorName, TypeName } from './Happening.tsx';
import { auditTexts } from './texts.ts';
import { WhatChanged } from './WhatChanged.tsx';

/** Who changed one thing, when, and why. */
export function History({ title, filter }: { readonly title: string; readonly filter: EventFilter }) {
  const texts = useTexts(auditTexts);
  const ui = useTexts(uiTexts);
  const format = useFormat();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useEvents(filter, 10);
  const events = data?.pages.flatMap(({ items }) => items);
  return (
    <Card title={<h2>{title}</h2>}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : events === undefined ? (
        <Skeleton active title={false} />
      ) : events.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.noHistory} />
      ) : (
        <ul className="tickets">
          {events.map((event) => (
            <li key={event.id}>
              <div className="grow">
                <TypeName type={event.type} />
                {event.reason === null ? null : <p>{texts.because(event.reason)}</p>}
                <WhatChanged before={event.before} after={event.after} />
              </div>
              <div className="column-end quiet small">
                <span className="number">{format.dateTime(event.recordedAt)}</span>
                <ActorName actor={event.actor} />
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
  );
}
