import { Button, Card, Empty, Skeleton } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure, useTellProblem } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useMessages, useReadMessage, type Notice } from './owners.ts';
import { ownerTexts } from './texts.ts';

/** What the entity was told, by whatever way it also went out; each says what to do and by when. */
export default function MessagesPage() {
  const texts = useTexts(ownerTexts).messages;
  const ui = useTexts(uiTexts);
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useMessages();
  const messages = data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page title={texts.title} lead={texts.lead}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Card>
          {isPending ? (
            <Skeleton active />
          ) : messages.length === 0 ? (
            <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={texts.empty} />
          ) : (
            <ul className="tickets">
              {messages.map((message) => (
                <Message key={message.id} message={message} />
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

function Message({ message: { id, title, text, on, read } }: { readonly message: Notice }) {
  const texts = useTexts(ownerTexts).messages;
  const format = useFormat();
  const mark = useReadMessage();
  const tell = useTellProblem();
  return (
    <li>
      <div className="grow">
        <strong>{title}</strong> {read ? null : <Status tone="attention" text={texts.unread} />}
        <p>{text}</p>
        <div className="quiet small">{format.dateTime(on)}</div>
      </div>
      {read ? null : (
        <Button
          loading={mark.isPending}
          onClick={() => mark.mutate(id, { onError: tell })}
          aria-label={texts.markRead(title)}
        >
          {texts.mark}
        </Button>
      )}
    </li>
  );
}
