import { DownloadOutlined } from '@ant-design/icons';
import { agentIsLegalRepresentative } from '../../domain/application.js';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import { DocumentTile } from '../documents/DocumentTile.tsx';
import { documentTexts } from '../documents/texts.ts';
import { useTexts } from '../language/language.tsx';
import type { Application } from './applications.ts';
import { memberOf, useDraft } from './draft.ts';
import { applicationTexts } from './texts.ts';

const FORMS = [
  'authorisation_letter',
  'acceptance_form',
  'commitment_letter',
] as const satisfies readonly DocumentKind[];

export function DocumentsStep() {
  const texts = useTexts(applicationTexts).documents;
  const { application, open } = useDraft();
  const idOf = (kind: DocumentKind) => application.documents.find((document) => document.kind === kind)?.id;
  const forms = agentIs(application) ? FORMS.filter((kind) => kind !== 'authorisation_letter') : FORMS;
  const others = application.documents.filter(({ kind }) => kind === 'other');
  return (
    <>
      <p className="quiet">{texts.lead}</p>
      <div className="tiles">
        {forms.map((kind) => (
          <div key={kind} className="stack">
            <DocumentTile
              applicationId={application.id}
              kind={kind}
              documentId={idOf(kind)}
              hint={kind === 'authorisation_letter' ? texts.letterHint : texts.counterHint}
              open={open(kind)}
            />
            <FormLink application={application} kind={kind} />
          </div>
        ))}
      </div>
      <h2>{texts.more}</h2>
      <div className="tiles">
        {others.map(({ id }) => (
          <DocumentTile key={id} applicationId={application.id} kind="other" documentId={id} open={open('other')} />
        ))}
        <DocumentTile
          applicationId={application.id}
          kind="other"
          documentId={undefined}
          hint={texts.otherHint}
          open={open('other')}
        />
      </div>
    </>
  );
}

/** The form as a PDF, filled in from the dossier. */
export function FormLink({
  application,
  kind,
}: {
  readonly application: Application;
  readonly kind: (typeof FORMS)[number];
}) {
  const texts = useTexts(applicationTexts).documents;
  const names = useTexts(documentTexts).kinds;
  return (
    <a
      href={`/api/v1/applications/${application.id}/forms/${kind}.pdf`}
      target="_blank"
      rel="noreferrer"
      aria-label={texts.formOf(names[kind])}
    >
      <DownloadOutlined aria-hidden /> {texts.form}
    </a>
  );
}

function agentIs(application: Application): boolean {
  const declared = memberOf(application, 'agent.isLegalRepresentative');
  return agentIsLegalRepresentative({
    agent: typeof declared === 'boolean' ? { isLegalRepresentative: declared } : undefined,
  });
}
