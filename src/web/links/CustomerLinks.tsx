import { LinkOutlined } from '@ant-design/icons';
import { App, Button, Card, Input } from 'antd';
import { agentIsLegalRepresentative } from '../../domain/application.js';
import type { Application } from '../applications/applications.ts';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { useIssueLink, useLinks, useRevokeLink, type DossierLinks, type Person } from './links.ts';
import { linkTexts } from './texts.ts';

/** Links for the people of a dossier, and whether each has consented. */
export function CustomerLinks({ application, open }: { readonly application: Application; readonly open: boolean }) {
  const texts = useTexts(linkTexts).customer;
  const { data: links } = useLinks(application.id);
  const persons: readonly Person[] = agentIsLegalRepresentative({
    agent: { isLegalRepresentative: application.agent?.isLegalRepresentative === true },
  })
    ? ['legal_representative']
    : ['legal_representative', 'agent'];
  return (
    <Card size="small" title={<h3>{texts.title}</h3>}>
      <div className="stack">
        <p className="quiet">{texts.lead}</p>
        {persons.map((person) => (
          <OnePerson key={person} applicationId={application.id} person={person} links={links} open={open} />
        ))}
      </div>
    </Card>
  );
}

interface OnePersonProps {
  readonly applicationId: string;
  readonly person: Person;
  readonly links: DossierLinks | undefined;
  readonly open: boolean;
}

function OnePerson({ applicationId, person, links, open }: OnePersonProps) {
  const { customer: texts, persons } = useTexts(linkTexts);
  const format = useFormat();
  const { message } = App.useApp();
  const issue = useIssueLink(applicationId);
  const revoke = useRevokeLink(applicationId);
  const tell = useTellProblem();
  const name = persons[person];
  const consent = links?.consents.find((one) => one.person === person);
  const live = links?.live.find((link) => link.person === person);
  const address = issue.data?.address;
  const copy = () => {
    if (address === undefined) return;
    void navigator.clipboard.writeText(address).then(() => message.success(texts.copied));
  };
  return (
    <div className="stack tight">
      <div className="row spread">
        <strong>{name}</strong>
        <span className={consent?.answer === 'given' ? 'status good' : 'status neutral'}>
          {consent === undefined
            ? texts.none
            : consent.answer === 'given'
              ? texts.given(format.dateTime(consent.at))
              : texts.withdrawn(format.dateTime(consent.at))}
        </span>
      </div>
      {consent?.readingRight === false ? <p className="status attention">{texts.wrong}</p> : null}
      {address === undefined ? null : (
        <div className="row">
          <Input readOnly value={address} aria-label={texts.ready(name)} onFocus={({ target }) => target.select()} />
          <Button type="primary" ghost onClick={copy}>
            {texts.copy}
          </Button>
        </div>
      )}
      <div className="row">
        {open ? (
          <Button
            icon={<LinkOutlined />}
            loading={issue.isPending}
            onClick={() => issue.mutate({ purpose: 'customer', person }, { onError: tell })}
          >
            {texts.make(name)}
          </Button>
        ) : null}
        {live === undefined ? null : (
          <>
            <span className="quiet">{texts.until(format.dateTime(live.expiresAt))}</span>
            <Button
              type="text"
              danger
              aria-label={texts.endOf(name)}
              onClick={() => {
                issue.reset();
                revoke.mutate(live.id, { onError: tell });
              }}
            >
              {texts.end}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
