import { Alert, App, Button, Card, Skeleton } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { toProblem } from '../api/problem.ts';
import { useTexts } from '../language/language.tsx';
import { Failure, useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { useChecks, useEvaluate, useSubmit, type Check } from './applications.ts';
import { Doubts, Failures } from './CheckList.tsx';
import { useDraft } from './draft.ts';
import type { Step } from './steps.ts';
import { applicationTexts } from './texts.ts';

/** The checks as they stand, and the button that hands the dossier in. */
export function SubmitStep({ onGo }: { readonly onGo: (step: Step) => void }) {
  const texts = useTexts(applicationTexts).submit;
  const { application, save } = useDraft();
  const { message } = App.useApp();
  const { data: checks, error, refetch } = useChecks(application.id);
  const evaluate = useEvaluate(application.id);
  const submit = useSubmit(application.id);
  const tell = useTellProblem();
  const run = useOneAtATime();
  const [contests, setContests] = useState<Readonly<Record<string, string>>>({});
  const once = useRef(crypto.randomUUID());
  const { mutate } = evaluate;
  // What was just changed on another step counts: wait until it is saved, then check.
  useEffect(() => {
    if (!save.isPending) mutate();
  }, [application.revision, save.isPending, mutate]);

  if (error !== null) return <Failure error={error} retry={() => void refetch()} />;
  const open = (status: Check['status']) =>
    (checks ?? []).filter((check) => check.status === status && check.audience === 'user_action');
  const failing = open('fail');
  const doubtful = [...open('warn'), ...open('unreadable')];
  const pending = open('pending').length > 0;
  const uncontested = failing.filter(({ code }) => (contests[code] ?? '').trim() === '');
  const send = () => {
    const contest = failing
      .map(({ code }) => ({ checkCode: code, reason: (contests[code] ?? '').trim() }))
      .filter(({ reason }) => reason !== '');
    run(() =>
      submit.mutateAsync({ contest, once: once.current }).then(
        () => void message.success(texts.done),
        (problem: unknown) => {
          once.current = crypto.randomUUID();
          if (toProblem(problem).code === 'CHECKS_FAILED') {
            mutate();
            void message.warning(texts.stillFailing);
          } else tell(problem);
        },
      ),
    );
  };
  const contest = (code: string, reason: string | null) => {
    setContests((before) =>
      reason === null
        ? Object.fromEntries(Object.entries(before).filter(([name]) => name !== code))
        : { ...before, [code]: reason },
    );
  };
  return (
    <div className="stack" aria-busy={evaluate.isPending}>
      {checks === undefined || (evaluate.isPending && checks.length === 0) ? (
        <Card>
          <Skeleton active title={false} paragraph={{ rows: 4 }} />
        </Card>
      ) : (
        <>
          {pending ? <Alert type="info" showIcon title={texts.pending} /> : null}
          {failing.length > 0 ? (
            <Failures checks={failing} contests={contests} onContest={contest} onGo={onGo} />
          ) : null}
          {failing.length === 0 && !pending ? <Alert type="success" showIcon title={texts.ready} /> : null}
          {doubtful.length > 0 ? <Doubts checks={doubtful} /> : null}
          <p className="quiet">{texts.passed(open('pass').length)}</p>
        </>
      )}
      <div className="row">
        <Button
          type="primary"
          size="large"
          loading={submit.isPending}
          disabled={checks === undefined || save.isPending || uncontested.length > 0}
          onClick={send}
        >
          {texts.submit}
        </Button>
        <Button loading={evaluate.isPending} onClick={() => mutate()}>
          {texts.again}
        </Button>
      </div>
    </div>
  );
}
