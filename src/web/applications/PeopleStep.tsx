import { Checkbox, Form, Input, Select } from 'antd';
import { useMemo } from 'react';
import { ID_TYPES, type IdType } from '../../domain/application.js';
import { parseCitizenId } from '../../domain/citizen-id.js';
import type { DocumentKind } from '../../domain/ocr-fields.js';
import { DocumentTile } from '../documents/DocumentTile.tsx';
import { useDocument } from '../documents/documents.ts';
import { ReadingHint } from '../documents/ReadingHint.tsx';
import { useTexts } from '../language/language.tsx';
import { CustomerLinks } from '../links/CustomerLinks.tsx';
import { memberOf, textOf, useDraft, usePrefill } from './draft.ts';
import { certainReadings } from './EntityStep.tsx';
import { Field } from './Field.tsx';
import { applicationTexts } from './texts.ts';

type Person = 'legalRepresentative' | 'agent';

/** For the first three kinds the arithmetic of citizen IDs holds. */
const CITIZEN: readonly IdType[] = ['resident_id', 'hk_mo_tw_residence_permit', 'foreign_permanent_resident'];

const KINDS = {
  legalRepresentative: ['legal_representative_id_front', 'legal_representative_id_back'],
  agent: ['agent_id_front', 'agent_id_back'],
} as const satisfies Record<Person, readonly DocumentKind[]>;

export function PeopleStep() {
  const texts = useTexts(applicationTexts).people;
  const { application, keep, open } = useDraft();
  const agentIs = memberOf(application, 'agent.isLegalRepresentative') === true;
  return (
    <>
      <CustomerLinks
        application={application}
        open={[...KINDS.legalRepresentative, ...KINDS.agent].some((kind) => open(kind))}
      />
      <section className="stack" aria-label={texts.legalRepresentative}>
        <h2>{texts.legalRepresentative}</h2>
        <PersonFields person="legalRepresentative" />
      </section>
      <section className="stack" aria-label={texts.agent}>
        <h2>{texts.agent}</h2>
        <Checkbox
          checked={agentIs}
          disabled={!open('agent')}
          onChange={({ target }) => keep('agent.isLegalRepresentative', target.checked)}
        >
          {texts.agentIs}
        </Checkbox>
        {agentIs ? null : <PersonFields person="agent" />}
        <div className="fields">
          <Field path="agent.mobile" label={texts.mobile} hint={texts.mobileHint} maxLength={30} inputMode="tel" />
        </div>
      </section>
    </>
  );
}

function PersonFields({ person }: { readonly person: Person }) {
  const texts = useTexts(applicationTexts).people;
  const { application, form, keep, open } = useDraft();
  const kindOf = (side: 'front' | 'back') =>
    `${person === 'agent' ? 'agent_id' : 'legal_representative_id'}_${side}` as const satisfies DocumentKind;
  const idOf = (kind: DocumentKind) => application.documents.find((document) => document.kind === kind)?.id;
  const front = idOf(kindOf('front'));
  const { data: document } = useDocument(front);
  usePrefill(useMemo(() => certainReadings(document, { [`${person}.name`]: 'name' }), [document, person]));
  const name = `${person}.name`;
  const type = (memberOf(application, `${person}.idType`) ?? 'resident_id') as IdType;
  return (
    <>
      <div className="tiles">
        <DocumentTile
          applicationId={application.id}
          kind={kindOf('front')}
          documentId={front}
          hint={texts.frontHint}
          open={open(kindOf('front'))}
        />
        <DocumentTile
          applicationId={application.id}
          kind={kindOf('back')}
          documentId={idOf(kindOf('back'))}
          hint={texts.backHint}
          open={open(kindOf('back'))}
        />
      </div>
      <div className="fields">
        <Field
          path={name}
          label={texts.name}
          maxLength={100}
          hint={
            <Form.Item noStyle dependencies={[[person, 'name']]}>
              {() => (
                <ReadingHint
                  documentId={front}
                  field="name"
                  label={texts.name}
                  value={String(form.getFieldValue([person, 'name']) ?? '')}
                  onUse={(value) => {
                    form.setFieldValue([person, 'name'], value);
                    keep(name, value);
                  }}
                />
              )}
            </Form.Item>
          }
        />
        <Form.Item label={texts.idType} htmlFor={`${person}-id-type`}>
          <Select<IdType>
            id={`${person}-id-type`}
            value={type}
            disabled={!open(`${person}.idType`)}
            onChange={(value) => keep(`${person}.idType`, value)}
            options={ID_TYPES.map((value) => ({ value, label: texts.idTypes[value] }))}
          />
        </Form.Item>
        <IdNumber person={person} type={type} documentId={front} />
      </div>
    </>
  );
}

/** The API shows ID numbers masked even to who declared them: what is saved is told, not put into the input again. */
function IdNumber({
  person,
  type,
  documentId,
}: {
  readonly person: Person;
  readonly type: IdType;
  readonly documentId: string | undefined;
}) {
  const texts = useTexts(applicationTexts).people;
  const { application, form, keep, open } = useDraft();
  const path = `${person}.idNumber`;
  const kept = textOf(application, path);
  const leave = () => {
    const value = String(form.getFieldValue([`${person}IdNumber`]) ?? '').trim();
    if (value !== '' && (!CITIZEN.includes(type) || isCitizenId(value))) keep(path, value);
  };
  return (
    <Form.Item
      name={`${person}IdNumber`}
      label={texts.idNumber}
      normalize={(value: string) => value.toUpperCase()}
      validateTrigger="onBlur"
      rules={[
        {
          validator: (_rule, value: string | undefined = '') =>
            value.trim() === '' || !CITIZEN.includes(type) || isCitizenId(value.trim())
              ? Promise.resolve()
              : Promise.reject(new Error(texts.idWrong)),
        },
      ]}
      extra={
        <>
          {kept === '' ? null : <span>{texts.idKept(kept)}</span>}
          <ReadingHint documentId={documentId} field="idNumber" label={texts.idNumber} value={undefined} />
        </>
      }
    >
      <Input className="number" maxLength={30} autoComplete="off" disabled={!open(path)} onBlur={leave} />
    </Form.Item>
  );
}

function isCitizenId(text: string): boolean {
  return parseCitizenId(text, new Date().toISOString().slice(0, 10))?.valid === true;
}
