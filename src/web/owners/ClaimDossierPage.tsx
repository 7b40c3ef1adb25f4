import { Alert, App, Button, Card, Form, Input, Radio, Skeleton } from 'antd';
import { useState } from 'react';
import { useParams } from 'react-router';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import type { Application } from '../applications/applications.ts';
import { useApplication } from '../applications/applications.ts';
import { FormLink } from '../applications/DocumentsStep.tsx';
import { DraftProvider, memberOf, useDraft, useNewDraft } from '../applications/draft.ts';
import { Requests } from '../applications/Requests.tsx';
import { isEditable, TONES } from '../applications/status.ts';
import { SubmitStep } from '../applications/SubmitStep.tsx';
import { applicationTexts } from '../applications/texts.ts';
import { useApplicationEvents } from '../applications/use-application-events.ts';
import { Withdraw } from '../applications/Withdraw.tsx';
import { problemText, toProblem } from '../api/problem.ts';
import { DocumentTile } from '../documents/DocumentTile.tsx';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { Failure } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { useConfirmContact, useSendContactCode } from './owners.ts';
import { ownerTexts } from './texts.ts';

/** The papers of a claim, the contact's code, and the button that hands it in; afterwards where it stands. */
export default function ClaimDossierPage() {
  const texts = useTexts(ownerTexts).claim;
  const { id = '' } = useParams();
  const { data: application, error, refetch } = useApplication(id);
  useApplicationEvents(id);
  if (application === undefined) {
    return (
      <Page title={texts.title}>
        {error === null ? <Skeleton active title={false} /> : <Failure error={error} retry={() => void refetch()} />}
      </Page>
    );
  }
  return isEditable(application.status) ? (
    <Papers key={id} application={application} />
  ) : (
    <Waiting application={application} />
  );
}

const REPRESENTATIVE = [
  'business_licence',
  'legal_representative_id_front',
  'legal_representative_id_back',
] as const satisfies readonly DocumentKind[];
const AGENT = ['agent_id_front', 'agent_id_back', 'authorisation_letter'] as const satisfies readonly DocumentKind[];

function Papers({ application }: { readonly application: Application }) {
  const texts = useTexts(ownerTexts).claim;
  const draft = useNewDraft(application);
  const byAgent = memberOf(application, 'agent.isLegalRepresentative') === false;
  const kinds: readonly DocumentKind[] = byAgent ? [...REPRESENTATIVE, ...AGENT] : REPRESENTATIVE;
  return (
    <DraftProvider value={draft}>
      <Page
        title={texts.title}
        lead={application.entity.name}
        actions={<Withdraw application={application} />}
        parent={{ to: '/owner', text: texts.back }}
      >
        {application.requests.length > 0 ? (
          <Requests application={application} onGo={() => window.scrollTo({ top: 0 })} />
        ) : null}
        <Card title={<h2>{texts.papers}</h2>}>
          <div className="stack">
            <p className="quiet">{texts.papersLead}</p>
            <div className="tiles">
              {kinds.map((kind) => (
                <div key={kind} className="stack">
                  <DocumentTile
                    applicationId={application.id}
                    kind={kind}
                    documentId={application.documents.find((document) => document.kind === kind)?.id}
                    open={draft.open(kind)}
                  />
                  {kind === 'authorisation_letter' ? <FormLink application={application} kind={kind} /> : null}
                </div>
              ))}
            </div>
          </div>
        </Card>
        <Card title={<h2>{texts.contact}</h2>}>
          <ContactCode />
        </Card>
        <Card title={<h2>{texts.handIn}</h2>}>
          <SubmitStep onGo={() => window.scrollTo({ top: 0 })} />
        </Card>
      </Page>
    </DraftProvider>
  );
}

/** A code goes to the declared mobile or e-mail and comes back: nobody claims with a contact that is not theirs. */
function ContactCode() {
  const texts = useTexts(ownerTexts).claim;
  const { language } = useLanguage();
  const { message } = App.useApp();
  const { application } = useDraft();
  const [channel, setChannel] = useState<'sms' | 'email'>('sms');
  const sending = useSendContactCode(application.id);
  const confirm = useConfirmContact(application.id);
  const run = useOneAtATime();
  if (confirm.isSuccess) {
    return (
      <div role="status">
        <Status tone="good" text={texts.confirmed} />
      </div>
    );
  }
  const give = ({ code }: { code: string }) =>
    run(() =>
      confirm.mutateAsync(code.replace(/\D/g, '')).then(
        () => void message.success(texts.confirmed),
        () => undefined,
      ),
    );
  const refused = confirm.error ?? sending.error;
  return (
    <div className="stack" style={{ maxWidth: 420 }}>
      <p className="quiet">{texts.contactLead}</p>
      <Radio.Group
        aria-label={texts.contact}
        value={channel}
        onChange={({ target }) => setChannel(target.value === 'email' ? 'email' : 'sms')}
        options={[
          { value: 'sms', label: texts.bySms },
          { value: 'email', label: texts.byEmail },
        ]}
      />
      <Button
        loading={sending.isPending}
        onClick={() => run(() => sending.mutateAsync(channel).catch(() => undefined))}
      >
        {sending.isSuccess ? texts.sendAgain : texts.sendCode}
      </Button>
      {refused === null ? null : (
        <Alert role="alert" type="error" showIcon title={problemText(toProblem(refused), language)} />
      )}
      {sending.isSuccess ? (
        <Form layout="vertical" requiredMark={false} onFinish={give} disabled={confirm.isPending}>
          <p role="status">{channel === 'sms' ? texts.sentSms : texts.sentEmail}</p>
          <Form.Item
            name="code"
            label={texts.code}
            rules={[{ required: true, message: texts.codeMissing }]}
            validateTrigger="onSubmit"
          >
            <Input className="number" inputMode="numeric" autoComplete="one-time-code" maxLength={12} />
          </Form.Item>
          <Button type="primary" htmlType="submit" loading={confirm.isPending}>
            {texts.confirm}
          </Button>
        </Form>
      ) : null}
    </div>
  );
}

function Waiting({ application }: { readonly application: Application }) {
  const texts = useTexts(ownerTexts).claim;
  const statuses = useTexts(applicationTexts).statuses;
  const format = useFormat();
  const { status, decision, submittedAt } = application;
  const next = texts.next[status === 'approved' || status === 'activated' || status === 'rejected' ? status : 'other'];
  return (
    <Page title={texts.title} lead={application.entity.name} parent={{ to: '/owner', text: texts.back }}>
      <Card>
        <div className="stack">
          <Status tone={TONES[status]} text={statuses[status]} />
          {submittedAt === null ? null : <p className="quiet">{texts.handedIn(format.dateTime(submittedAt))}</p>}
          <p>{next}</p>
          {decision?.texts.map((text) => (
            <strong key={text}>{text}</strong>
          ))}
          {decision?.appeal == null ? null : <p className="quiet">{decision.appeal}</p>}
        </div>
      </Card>
    </Page>
  );
}
