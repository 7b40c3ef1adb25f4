import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Status } from '../ui/Status.tsx';
import { webhookTexts } from './texts.ts';
import type { Webhook } from './webhooks.ts';

/** Whether it is on; and when it is in trouble, since how many tries and when the next one is. */
export function State({ webhook: { status, failures, nextTry } }: { readonly webhook: Webhook }) {
  const texts = useTexts(webhookTexts);
  const format = useFormat();
  if (status === 'paused') return <Status tone="neutral" text={texts.states.paused} />;
  if (status !== 'active') return <Status tone="bad" text={texts.states[status]} />;
  if (failures === 0) return <Status tone="good" text={texts.states.active} />;
  return (
    <>
      <Status tone="attention" text={texts.failing(failures)} />
      {nextTry === null ? null : <div className="quiet small">{texts.nextTry(format.dateTime(nextTry))}</div>}
    </>
  );
}
