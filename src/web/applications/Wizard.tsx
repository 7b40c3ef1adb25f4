import { Button, Card, Form, Grid, Steps } from 'antd';
import { useSearchParams } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { HandOver } from '../links/HandOver.tsx';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import type { Application } from './applications.ts';
import { DocumentsStep } from './DocumentsStep.tsx';
import { DraftProvider, useNewDraft } from './draft.ts';
import { EntityStep } from './EntityStep.tsx';
import { PeopleStep } from './PeopleStep.tsx';
import { PurposeStep } from './PurposeStep.tsx';
import { Requests } from './Requests.tsx';
import { SaveState } from './SaveState.tsx';
import { TONES } from './status.ts';
import { isStep, stepOfRequest, STEPS, type Step } from './steps.ts';
import { SubmitStep } from './SubmitStep.tsx';
import { applicationTexts } from './texts.ts';
import { Withdraw } from './Withdraw.tsx';

/** A dossier that may be changed: five steps, any of them at any time, each change saved when it is made. */
export function Wizard({ application }: { readonly application: Application }) {
  const texts = useTexts(applicationTexts);
  const draft = useNewDraft(application);
  // A phone is its own camera.
  const wide = Grid.useBreakpoint().md === true;
  const [search, setSearch] = useSearchParams();
  const asked = search.get('step') ?? '';
  const [request] = application.requests;
  // A dossier that was sent back opens where the first thing was asked.
  const step: Step = isStep(asked) ? asked : request === undefined ? 'entity' : stepOfRequest(request);
  const at = STEPS.indexOf(step);
  const go = (next: Step) => {
    setSearch({ step: next });
    window.scrollTo({ top: 0 });
  };
  const [before, after] = [STEPS[at - 1], STEPS[at + 1]];
  return (
    <DraftProvider value={draft}>
      <Page
        title={texts.titleOf(application.entity.name ?? texts.unnamed)}
        parent={{ to: '/applications', text: texts.board }}
        lead={<Lead application={application} />}
        actions={
          <>
            <SaveState />
            <Withdraw application={application} />
          </>
        }
      >
        {application.requests.length > 0 ? <Requests application={application} onGo={go} /> : null}
        <Card>
          <div className="stack">
            <Steps
              size="small"
              responsive={false}
              current={at}
              onChange={(index) => {
                const next = STEPS[index];
                if (next !== undefined) go(next);
              }}
              className="wizard-steps"
              items={STEPS.map((name) => ({ title: texts.steps[name] }))}
            />
            <div className="row spread">
              <h2>{texts.steps[step]}</h2>
              {step === 'submit' || !wide ? null : <HandOver application={application} />}
            </div>
            <Form form={draft.form} layout="vertical" requiredMark={false} component={false}>
              <div className="stack">
                {step === 'entity' ? <EntityStep /> : null}
                {step === 'people' ? <PeopleStep /> : null}
                {step === 'purpose' ? <PurposeStep /> : null}
                {step === 'documents' ? <DocumentsStep /> : null}
                {step === 'submit' ? <SubmitStep onGo={go} /> : null}
              </div>
            </Form>
            <div className="row spread">
              {before === undefined ? <span /> : <Button onClick={() => go(before)}>{texts.previous}</Button>}
              {after === undefined ? null : (
                <Button type="primary" onClick={() => go(after)}>
                  {texts.nextStep}
                </Button>
              )}
            </div>
          </div>
        </Card>
      </Page>
    </DraftProvider>
  );
}

export function Lead({
  application: { status, numbers, submittedAt, createdAt },
}: {
  readonly application: Application;
}) {
  const texts = useTexts(applicationTexts);
  const format = useFormat();
  return (
    <span className="row">
      <Status tone={TONES[status]} text={texts.statuses[status]} />
      {numbers.map((number) => (
        <strong key={number} className="number">
          {displayNumber(number)}
        </strong>
      ))}
      <span>
        {submittedAt === null
          ? texts.createdOn(format.dateTime(createdAt))
          : texts.submittedOn(format.dateTime(submittedAt))}
      </span>
    </span>
  );
}
