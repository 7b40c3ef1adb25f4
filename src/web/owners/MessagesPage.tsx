import { Button } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { PagedList } from '../ui/PagedList.tsx';
import { Status } from '../ui/Status.tsx';
import { useMessages, useReadMessage, type Notice } from './owners.ts';
import { ownerTexts } from './texts.ts';

/** What the entity was told, by whatever way it also went out; each says what to do and by when. */
export default function MessagesPage() {
  const texts = useTexts(ownerTexts).messages;
  return (
    <Page title={texts.title} lead={texts.lead}>
      <PagedList
        query={useMessages()}
        empty={texts.empty}
        row={(message) => <Message key={message.id} message={message} />}
      />
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
