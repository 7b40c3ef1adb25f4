import { Form } from 'antd';
import { useMemo } from 'react';
import { hasUsccShape, isValidUscc } from '../../domain/uscc.js';
import { DocumentTile } from '../documents/DocumentTile.tsx';
import { useDocument, type DocumentAnswer } from '../documents/documents.ts';
import { ReadingHint } from '../documents/ReadingHint.tsx';
import { useTexts } from '../language/language.tsx';
import { useDraft, usePrefill } from './draft.ts';
import { Field } from './Field.tsx';
import { applicationTexts } from './texts.ts';

/** Member of the dossier → field on the licence. */
const FROM_LICENCE = {
  'entity.name': 'name',
  'entity.uscc': 'uscc',
  'entity.type': 'type',
  'entity.legalRepresentative': 'legalRepresentative',
  'entity.address': 'address',
} as const;

export function EntityStep() {
  const texts = useTexts(applicationTexts);
  const { application, form, keep, open } = useDraft();
  const licence = application.documents.find(({ kind }) => kind === 'business_licence')?.id;
  const certificate = application.documents.find(({ kind }) => kind === 'entity_certificate')?.id;
  const paper = licence ?? certificate;
  const { data: document } = useDocument(paper);
  usePrefill(useMemo(() => certainReadings(document, FROM_LICENCE), [document]));
  const hint = (path: keyof typeof FROM_LICENCE, label: string) => (
    <Form.Item noStyle dependencies={[path.split('.')]}>
      {() => (
        <ReadingHint
          documentId={paper}
          field={FROM_LICENCE[path]}
          label={label}
          value={String(form.getFieldValue(path.split('.')) ?? '')}
          onUse={
            open(path)
              ? (value) => {
                  form.setFieldValue(path.split('.'), value);
                  keep(path, value);
                }
              : undefined
          }
        />
      )}
    </Form.Item>
  );
  const { entity } = texts;
  return (
    <>
      <div className="tiles">
        <DocumentTile
          applicationId={application.id}
          kind="business_licence"
          documentId={licence}
          hint={texts.licenceFirst}
          open={open('business_licence')}
        />
        <DocumentTile
          applicationId={application.id}
          kind="entity_certificate"
          documentId={certificate}
          open={open('entity_certificate')}
        />
      </div>
      <div className="fields">
        <Field path="entity.name" label={entity.name} maxLength={200} hint={hint('entity.name', entity.name)} />
        <Field
          path="entity.uscc"
          label={entity.uscc}
          maxLength={18}
          code
          hint={hint('entity.uscc', entity.uscc)}
          rules={[
            {
              validator: (_rule, value: string | undefined = '') =>
                value.trim() === '' || hasUsccShape(value.trim())
                  ? Promise.resolve()
                  : Promise.reject(new Error(entity.usccShape)),
            },
            {
              // Legally issued codes that fail the check digit exist (domain.md §3).
              warningOnly: true,
              validator: (_rule, value: string | undefined = '') =>
                !hasUsccShape(value.trim()) || isValidUscc(value.trim())
                  ? Promise.resolve()
                  : Promise.reject(new Error(entity.usccCheck)),
            },
          ]}
        />
        <Field
          path="entity.legalRepresentative"
          label={entity.legalRepresentative}
          maxLength={100}
          hint={hint('entity.legalRepresentative', entity.legalRepresentative)}
        />
        <Field path="entity.type" label={entity.type} optional maxLength={60} hint={hint('entity.type', entity.type)} />
        <Field
          path="entity.address"
          label={entity.address}
          optional
          maxLength={300}
          hint={hint('entity.address', entity.address)}
        />
      </div>
    </>
  );
}

/** What a paper says with certainty, by member; null until it has been read. */
export function certainReadings<Path extends string>(
  document: DocumentAnswer | undefined,
  fields: Readonly<Record<Path, string>>,
): Record<string, string | null> | null {
  if (document?.status !== 'ready' || document.fields === null) return null;
  const readings = document.fields;
  return Object.fromEntries(
    Object.entries<string>(fields).map(([path, field]) => {
      const reading = readings[field];
      return [path, reading?.verdict === 'read' ? reading.value : null];
    }),
  );
}
