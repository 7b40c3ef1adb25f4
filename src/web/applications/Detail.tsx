import { Alert, Card, Descriptions, Steps } from 'antd';
import { OPEN_STATUSES } from '../../domain/application-state.js';
import { industryDivision } from '../../domain/industry.js';
import { DocumentTile } from '../documents/DocumentTile.tsx';
import { useLanguage, useTexts } from '../language/language.tsx';
import { Page } from '../ui/Page.tsx';
import type { Application } from './applications.ts';
import { FormLink } from './DocumentsStep.tsx';
import { GROUPS } from './status.ts';
import { applicationTexts } from './texts.ts';
import { Lead } from './Wizard.tsx';
import { Withdraw } from './Withdraw.tsx';

/** A dossier that is on its way or has ended: where it stands, what was decided and why, what it says. */
export function Detail({ application }: { readonly application: Application }) {
  const texts = useTexts(applicationTexts);
  const { status, decision } = application;
  const open = OPEN_STATUSES.some((known) => known === status);
  const at = ['review', 'acceptance', 'working'].findIndex((group) =>
    GROUPS[group as keyof typeof GROUPS].some((known) => known === status),
  );
  return (
    <Page
      title={texts.titleOf(application.entity.name ?? texts.unnamed)}
      parent={{ to: '/applications', text: texts.board }}
      lead={<Lead application={application} />}
      actions={open ? <Withdraw application={application} /> : undefined}
    >
      {at < 0 ? null : (
        <Card>
          <Steps
            size="small"
            responsive={false}
            current={at + 1}
            status={status === 'activated' ? 'finish' : 'process'}
            className="wizard-steps"
            items={(['submitted', 'review', 'acceptance', 'working'] as const).map((name) => ({
              title: texts.detail.milestones[name],
            }))}
          />
        </Card>
      )}
      {status === 'approved' ? (
        <Alert
          type="info"
          showIcon
          title={texts.detail.acceptanceHint}
          description={
            <span className="row">
              <FormLink application={application} kind="acceptance_form" />
              <FormLink application={application} kind="commitment_letter" />
            </span>
          }
        />
      ) : null}
      {decision === null ? null : <Decision decision={decision} />}
      <Card title={<h2>{texts.detail.declared}</h2>}>
        <Declared application={application} />
      </Card>
      <Card title={<h2>{texts.detail.papers}</h2>}>
        <div className="tiles">
          {application.documents.map(({ id, kind }) => (
            <DocumentTile key={id} applicationId={application.id} kind={kind} documentId={id} open={false} />
          ))}
        </div>
      </Card>
    </Page>
  );
}

function Decision({ decision }: { readonly decision: NonNullable<Application['decision']> }) {
  const texts = useTexts(applicationTexts).detail;
  const rejected = decision.outcome === 'reject';
  if (!rejected && decision.noteToApplicant === null) return null;
  return (
    <Card title={<h2>{texts.decision}</h2>} className={rejected ? 'card-bad' : ''}>
      <div className="stack tight">
        {decision.texts.map((text) => (
          <strong key={text}>{text}</strong>
        ))}
        {decision.noteToApplicant === null ? null : (
          <span>
            {texts.note}：{decision.noteToApplicant}
          </span>
        )}
        {decision.appeal === null ? null : <span className="quiet">{decision.appeal}</span>}
      </div>
    </Card>
  );
}

function Declared({ application }: { readonly application: Application }) {
  const texts = useTexts(applicationTexts);
  const { language } = useLanguage();
  const { entity, legalRepresentative, agent, purpose, industry } = application;
  const person = (value: { readonly name?: string; readonly idNumber?: string } | null) =>
    [value?.name, value?.idNumber].filter((part) => part !== undefined).join(' · ');
  return (
    <Descriptions
      column={{ xs: 1, md: 2 }}
      items={[
        { key: 'name', label: texts.entity.name, children: entity.name },
        { key: 'uscc', label: texts.entity.uscc, children: <span className="number">{entity.uscc}</span> },
        { key: 'representative', label: texts.people.legalRepresentative, children: person(legalRepresentative) },
        {
          key: 'agent',
          label: texts.people.agent,
          children: agent?.isLegalRepresentative === true ? texts.people.agentIs : person(agent),
        },
        { key: 'purpose', label: texts.purpose.purpose, children: purpose },
        {
          key: 'industry',
          label: texts.purpose.industry,
          children: industry === null ? null : `${industry} ${industryDivision(industry)?.[language] ?? ''}`,
        },
      ]}
    />
  );
}
