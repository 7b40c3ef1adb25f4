import { App, Button, Card, Skeleton } from 'antd';
import { useNavigate } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import { useApplications, useCreateApplication } from '../applications/applications.ts';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure, useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import { Countdown } from './Countdown.tsx';
import { useGiveBack, useReservations, type Reservation } from './numbers.ts';
import { numberTexts } from './texts.ts';

/** What is reserved, how long still, and the way on to its application. */
export function Reservations() {
  const texts = useTexts(numberTexts);
  const { data, error, isPending, refetch } = useReservations();
  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  return (
    <Card title={<h2>{texts.reservations}</h2>}>
      {isPending ? (
        <Skeleton active paragraph={{ rows: 2 }} title={false} />
      ) : data.items.length === 0 ? (
        <p className="quiet">{texts.reservationsEmpty}</p>
      ) : (
        <ul className="tickets">
          {data.items.map((reservation) => (
            <Ticket key={reservation.id} reservation={reservation} />
          ))}
        </ul>
      )}
    </Card>
  );
}

function Ticket({ reservation: { id, number, subscriber, expiresAt } }: { readonly reservation: Reservation }) {
  const texts = useTexts(numberTexts);
  const ui = useTexts(uiTexts);
  const format = useFormat();
  const { modal } = App.useApp();
  const navigate = useNavigate();
  const tell = useTellProblem();
  const run = useOneAtATime();
  const create = useCreateApplication();
  const giveBack = useGiveBack();
  const display = displayNumber(number);
  const draft = useApplications()
    .data?.pages.flatMap(({ items }) => items)
    .find(({ numbers, status }) => status === 'draft' && numbers.includes(number));
  const go = (applicationId: string) => void navigate(`/applications/${applicationId}`);
  const start = () => {
    if (draft !== undefined) go(draft.id);
    else {
      // The reservation's own id: pressing twice, or in two windows, opens one application.
      const wanted = { once: `reservation-${id}`, numbers: [number], entity: subscriber };
      run(() => create.mutateAsync(wanted).then((made) => go(made.id), tell));
    }
  };
  const ask = () => {
    modal.confirm({
      title: texts.giveBackTitle(display),
      content: texts.giveBackLead,
      okText: texts.giveBack,
      okButtonProps: { danger: true },
      cancelText: ui.cancel,
      onOk: () => giveBack.mutateAsync(id).catch(tell),
    });
  };
  return (
    <li>
      <div>
        <strong className="number large">{display}</strong>
        <div>{subscriber.name}</div>
        <div title={texts.until(format.dateTime(expiresAt))}>
          <Countdown until={expiresAt} say={texts.left} />
        </div>
      </div>
      <div className="row">
        <Button type="primary" ghost loading={create.isPending} onClick={start} aria-label={texts.startFor(display)}>
          {draft === undefined ? texts.start : texts.continue}
        </Button>
        {draft === undefined ? (
          <Button type="text" onClick={ask} aria-label={texts.giveBackTitle(display)}>
            {texts.giveBack}
          </Button>
        ) : null}
      </div>
    </li>
  );
}
