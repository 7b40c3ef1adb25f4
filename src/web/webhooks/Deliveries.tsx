import { App, Button } from 'antd';
import { Link } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { Ledger, pagesOf } from '../ui/Ledger.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Status, type Tone } from '../ui/Status.tsx';
import { webhookTexts } from './texts.ts';
import { useDeliveries, useRedeliver, type Delivery } from './webhooks.ts';

const TONES: Readonly<Record<Delivery['status'], Tone>> = {
  waiting: 'busy',
  delivered: 'good',
  cancelled: 'neutral',
  failed: 'bad',
};

/** What was sent and what came back, newest first. */
export function Deliveries({ webhookId }: { readonly webhookId: string }) {
  const texts = useTexts(webhookTexts);
  const format = useFormat();
  const query = useDeliveries(webhookId);
  return (
    <Ledger<Delivery>
      {...pagesOf(query)}
      label={texts.log}
      empty={texts.noLog}
      rowKey={({ id }) => id}
      columns={[
        { key: 'kind', title: texts.kind, head: true, render: ({ kind }) => nameOf(texts.kindNames, kind) },
        { key: 'about', title: texts.about, render: (delivery) => <About delivery={delivery} /> },
        {
          key: 'happened',
          title: texts.happenedAt,
          render: ({ happenedAt }) => <span className="number">{format.dateTime(happenedAt)}</span>,
        },
        { key: 'outcome', title: texts.outcome, render: (delivery) => <Outcome delivery={delivery} /> },
        { key: 'answer', title: texts.answer, render: (delivery) => <LastAnswer delivery={delivery} /> },
        {
          key: 'attempts',
          title: texts.attempts,
          end: true,
          render: ({ attempts }) => <span className="number">{format.count(attempts)}</span>,
        },
        {
          key: 'again',
          title: texts.actions,
          render: (delivery) => <Again webhookId={webhookId} delivery={delivery} />,
        },
      ]}
    />
  );
}

function nameOf(names: Readonly<Record<string, string>>, kind: string): string {
  return names[kind] ?? kind;
}

function About({ delivery: { applicationId, numbers } }: { readonly delivery: Delivery }) {
  const texts = useTexts(webhookTexts);
  const format = useFormat();
  const words = numbers.length === 0 ? texts.application : format.list(numbers.map(displayNumber));
  if (applicationId !== null) return <Link to={`/applications/${applicationId}`}>{words}</Link>;
  return numbers.length === 0 ? <span className="quiet">—</span> : <span className="number">{words}</span>;
}

function Outcome({ delivery: { status, nextTry, log } }: { readonly delivery: Delivery }) {
  const texts = useTexts(webhookTexts);
  const format = useFormat();
  return (
    <>
      <Status tone={TONES[status]} text={texts.outcomes[status]} />
      {status === 'cancelled' ? <div className="quiet small">{texts.cancelledWhy}</div> : null}
      {nextTry === null || log.length === 0 ? null : (
        <div className="quiet small">{texts.nextTry(format.dateTime(nextTry))}</div>
      )}
    </>
  );
}

function LastAnswer({ delivery: { log } }: { readonly delivery: Delivery }) {
  const texts = useTexts(webhookTexts);
  const why = useWhyNot();
  const last = log.at(-1);
  if (last === undefined) return <span className="quiet">{texts.noAnswer}</span>;
  return last.status === null ? why(last) : texts.answered(last.status, last.milliseconds);
}

/** Why an attempt did not get through, in words. */
export function useWhyNot(): (attempt: Delivery['log'][number]) => string {
  const texts = useTexts(webhookTexts);
  return ({ status, fault }) => (fault === null ? texts.httpFault(status ?? 0) : texts.faults[fault]);
}

function Again({ webhookId, delivery }: { readonly webhookId: string; readonly delivery: Delivery }) {
  const texts = useTexts(webhookTexts);
  const format = useFormat();
  const { message } = App.useApp();
  const redeliver = useRedeliver(webhookId);
  const tell = useTellProblem();
  const run = useOneAtATime();
  const { id, kind, status, happenedAt } = delivery;
  if (kind === 'webhook.test' || status === 'cancelled') return null;
  return (
    <Button
      size="small"
      loading={redeliver.isPending}
      aria-label={texts.againNamed(nameOf(texts.kindNames, kind), format.dateTime(happenedAt))}
      onClick={() => run(() => redeliver.mutateAsync(id).then(() => void message.success(texts.againDone), tell))}
    >
      {texts.again}
    </Button>
  );
}
