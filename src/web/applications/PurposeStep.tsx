import { Form, Select } from 'antd';
import { INDUSTRY_POLICY, INDUSTRY_SECTIONS, industryDivision, industryPolicy } from '../../domain/industry.js';
import { DocumentTile } from '../documents/DocumentTile.tsx';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useMe } from '../session/session.ts';
import { textOf, useDraft } from './draft.ts';
import { Field } from './Field.tsx';
import { LandingNumbers } from './LandingNumbers.tsx';
import { applicationTexts } from './texts.ts';

export function PurposeStep() {
  const texts = useTexts(applicationTexts).purpose;
  const { language } = useLanguage();
  const { application, keep, open } = useDraft();
  const industry = textOf(application, 'industry');
  const overrides = useMe().data?.installation.industries ?? {};
  const licence = industryDivision(industry)?.licence ?? null;
  const licensed = licence !== null || industryPolicy(industry, overrides) === 'needs_licence';
  const idOf = (kind: string) => application.documents.find((document) => document.kind === kind)?.id;
  return (
    <>
      <div className="fields one">
        <Field path="purpose" label={texts.purpose} hint={texts.purposeHint} maxLength={500} rows={3} />
        <Form.Item label={texts.industry} htmlFor="industry" extra={texts.industryHint}>
          <Select
            id="industry"
            showSearch={{ optionFilterProp: 'label' }}
            value={industry === '' ? undefined : industry}
            disabled={!open('industry')}
            onChange={(value: string) => keep('industry', value)}
            options={Object.entries(INDUSTRY_SECTIONS).map(([section, name]) => ({
              label: name[language],
              title: name[language],
              options: Object.entries(INDUSTRY_POLICY)
                .filter(([code]) => code.startsWith(section) && industryPolicy(code, overrides) !== 'prohibit')
                .map(([code, division]) => ({ value: code, label: `${code} ${division[language]}` })),
            }))}
          />
        </Form.Item>
        {licensed ? (
          <DocumentTile
            applicationId={application.id}
            kind="industry_licence"
            documentId={idOf('industry_licence')}
            {...(licence === null ? {} : { hint: texts.licence(licence) })}
            open={open('industry_licence')}
          />
        ) : null}
        {application.numbers.length > 1 ? (
          <>
            <Field path="multiNumberReason" label={texts.multi} maxLength={500} rows={2} />
            <DocumentTile
              applicationId={application.id}
              kind="multi_number_proof"
              documentId={idOf('multi_number_proof')}
              open={open('multi_number_proof')}
            />
          </>
        ) : null}
        <LandingNumbers />
      </div>
    </>
  );
}
