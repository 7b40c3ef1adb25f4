import { Alert, App, Button, Card, Progress, Skeleton } from 'antd';
import { useSearchParams } from 'react-router';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Failure, useTellProblem } from '../ui/Failure.tsx';
import { Page } from '../ui/Page.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import './setup.css';
import { useFinishSetup, useSetStep, useSetup, type Setup, type Step, type StepState } from './setup.ts';
import { StepBody } from './StepBody.tsx';
import { setupTexts } from './texts.ts';

const TONES: Readonly<Record<StepState, Tone>> = { open: 'attention', done: 'good', skipped: 'neutral' };

/** Setting the installation up, step by step: each may be skipped, done later, and done again. */
export default function SetupPage() {
  const texts = useTexts(setupTexts);
  const { data, error, refetch } = useSetup();
  return (
    <Page title={texts.title} lead={texts.lead}>
      {error !== null ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Card>
          <Skeleton active title={false} paragraph={{ rows: 8 }} />
        </Card>
      ) : (
        <Steps setup={data} />
      )}
    </Page>
  );
}

function Steps({ setup }: { readonly setup: Setup }) {
  const texts = useTexts(setupTexts);
  const [search, setSearch] = useSearchParams();
  const { steps } = setup;
  const wanted = steps.find(({ step }) => step === search.get('step'));
  const here = wanted ?? steps.find(({ state }) => state === 'open') ?? steps[0];
  if (here === undefined) return null;
  const settled = steps.filter(({ state }) => state !== 'open').length;
  const go = (step: Step) => setSearch({ step }, { replace: true });
  const next = () => {
    const place = steps.indexOf(here);
    const after = [...steps.slice(place + 1), ...steps.slice(0, place)].find(({ state }) => state === 'open');
    if (after !== undefined) go(after.step);
  };
  return (
    <div className="setup">
      <Card>
        <div className="stack">
          <div>
            <div className="small quiet">{texts.progress(settled, steps.length)}</div>
            <Progress
              percent={Math.round((settled / steps.length) * 100)}
              showInfo={false}
              aria-label={texts.progress(settled, steps.length)}
            />
          </div>
          <nav aria-label={texts.steps}>
            <ol className="setup-steps">
              {steps.map(({ step, state }) => (
                <li key={step}>
                  <button type="button" aria-current={step === here.step ? 'step' : undefined} onClick={() => go(step)}>
                    <span>{texts.names[step]}</span>
                    <Status tone={TONES[state]} text={texts.states[state]} />
                  </button>
                </li>
              ))}
            </ol>
          </nav>
          <Finish setup={setup} allSettled={settled === steps.length} />
        </div>
      </Card>
      <OneStep key={here.step} setup={setup} step={here.step} state={here.state} at={here.at} next={next} />
    </div>
  );
}

function OneStep({
  setup,
  step,
  state,
  at,
  next,
}: {
  readonly setup: Setup;
  readonly step: Step;
  readonly state: StepState;
  readonly at: string | null;
  readonly next: () => void;
}) {
  const texts = useTexts(setupTexts);
  const format = useFormat();
  const set = useSetStep();
  const tell = useTellProblem();
  const mark = (to: StepState) =>
    set.mutate(
      { step, state: to },
      {
        onSuccess: () => {
          if (to !== 'open') next();
        },
        onError: tell,
      },
    );
  return (
    <Card title={<h2>{texts.names[step]}</h2>}>
      <div className="stack">
        <p className="quiet">{texts.leads[step]}</p>
        <StepBody step={step} setup={setup} />
        <div className="row setup-acts">
          {state === 'open' ? (
            <>
              <Button type="primary" loading={set.isPending} onClick={() => mark('done')}>
                {texts.done}
              </Button>
              <Button disabled={set.isPending} onClick={() => mark('skipped')}>
                {texts.skip}
              </Button>
            </>
          ) : (
            <>
              <Status tone={TONES[state]} text={texts.states[state]} />
              <span className="quiet small number">{at === null ? null : format.dateTime(at)}</span>
              <Button type="link" size="small" loading={set.isPending} onClick={() => mark('open')}>
                {texts.reopen}
              </Button>
            </>
          )}
        </div>
      </div>
    </Card>
  );
}

function Finish({ setup, allSettled }: { readonly setup: Setup; readonly allSettled: boolean }) {
  const texts = useTexts(setupTexts);
  const ui = useTexts(uiTexts);
  const format = useFormat();
  const { modal } = App.useApp();
  const finish = useFinishSetup();
  const tell = useTellProblem();
  if (setup.finishedAt !== null)
    return <Alert type="success" title={texts.finishedAt(format.dateTime(setup.finishedAt))} />;
  const act = () => finish.mutate(undefined, { onError: tell });
  return (
    <Button
      block
      type={allSettled ? 'primary' : 'default'}
      loading={finish.isPending}
      onClick={() =>
        allSettled
          ? act()
          : modal.confirm({
              title: texts.finishEarly,
              content: texts.finishEarlyLead,
              okText: texts.finish,
              cancelText: ui.cancel,
              onOk: act,
            })
      }
    >
      {texts.finish}
    </Button>
  );
}
