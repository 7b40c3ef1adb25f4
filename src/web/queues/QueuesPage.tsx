import { App, Button } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { Ledger } from '../ui/Ledger.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useFailedJobs, useQueues, useRetryJob, type FailedJob, type QueueHealth } from './queues.ts';
import { queueTexts } from './texts.ts';

/** Longer than anything should wait while somebody works. */
const SLOW_MS = 10 * 60_000;

/** How the queues stand, and what gave up. */
export default function QueuesPage() {
  const texts = useTexts(queueTexts);
  const format = useFormat();
  const queues = useQueues();
  const failed = useFailedJobs();
  const names: Readonly<Record<string, string>> = texts.queues;
  return (
    <Page
      title={texts.title}
      lead={texts.lead}
      actions={
        <Button href="/jobs" target="_blank" rel="noopener">
          {texts.board}
        </Button>
      }
    >
      <Ledger<QueueHealth>
        label={texts.title}
        items={queues.data}
        error={queues.error}
        retry={queues.refetch}
        empty={texts.none}
        rowKey={({ queue }) => queue}
        columns={[
          {
            key: 'queue',
            title: texts.queue,
            head: true,
            render: ({ queue }) => (
              <>
                {names[queue] ?? queue} <code className="quiet small">{queue}</code>
              </>
            ),
          },
          { key: 'state', title: texts.state, render: (queue) => <Health queue={queue} /> },
          { key: 'oldest', title: texts.oldest, render: ({ oldestWaiting }) => <Waited since={oldestWaiting} /> },
          ...(['waiting', 'active', 'delayed', 'failed', 'workers'] as const).map((name) => ({
            key: name,
            title: texts.counts[name],
            end: true,
            render: (queue: QueueHealth) => (
              <span className={name === 'failed' && queue.failed > 0 ? 'number urgent' : 'number'}>
                {format.count(queue[name])}
              </span>
            ),
          })),
        ]}
      />
      <h2>{texts.failedTitle}</h2>
      <Ledger<FailedJob>
        label={texts.failedTitle}
        items={failed.data}
        error={failed.error}
        retry={failed.refetch}
        empty={texts.noneFailed}
        rowKey={({ queue, id }) => `${queue}/${id}`}
        columns={[
          {
            key: 'job',
            title: texts.job,
            head: true,
            render: ({ name, id }) => (
              <>
                {name} <div className="quiet small">{id}</div>
              </>
            ),
          },
          { key: 'reason', title: texts.why, render: ({ failedReason }) => failedReason },
          { key: 'attempts', title: texts.attempts, end: true, render: ({ attempts }) => format.count(attempts) },
          {
            key: 'at',
            title: texts.failedAt,
            render: ({ failedAt }) => (
              <span className="number">{failedAt === null ? '' : format.dateTime(failedAt)}</span>
            ),
          },
          { key: 'act', title: texts.actions, render: (job) => <Retry job={job} /> },
        ]}
      />
    </Page>
  );
}

function Health({ queue: { paused, workers, failed, oldestWaiting } }: { readonly queue: QueueHealth }) {
  const texts = useTexts(queueTexts);
  if (paused) return <Status tone="attention" text={texts.paused} />;
  if (workers === 0) return <Status tone="bad" text={texts.noWorker} />;
  if (waitedMs(oldestWaiting) > SLOW_MS) return <Status tone="attention" text={texts.slow} />;
  return failed > 0 ? <Status tone="attention" text={texts.withFailures} /> : <Status tone="good" text={texts.fine} />;
}

function Waited({ since }: { readonly since: string | null }) {
  const texts = useTexts(queueTexts);
  const ui = useTexts(uiTexts);
  if (since === null) return <span className="quiet">{texts.nothingWaits}</span>;
  const minutes = Math.max(0, Math.round(waitedMs(since) / 60_000));
  return <span className="number">{minutes < 120 ? ui.minutes(minutes) : ui.hours(Math.round(minutes / 60))}</span>;
}

function waitedMs(since: string | null): number {
  return since === null ? 0 : Date.now() - Date.parse(since);
}

function Retry({ job }: { readonly job: FailedJob }) {
  const texts = useTexts(queueTexts);
  const { message } = App.useApp();
  const retry = useRetryJob();
  const tell = useTellProblem();
  const run = useOneAtATime();
  return (
    <Button
      size="small"
      loading={retry.isPending}
      aria-label={texts.retryNamed(job.id)}
      onClick={() => run(() => retry.mutateAsync(job).then(() => void message.success(texts.retried), tell))}
    >
      {texts.retry}
    </Button>
  );
}
