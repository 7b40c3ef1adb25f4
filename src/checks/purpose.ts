import { industryDivision, industryPolicy } from '../domain/industry.js';
import type { Dossier } from './dossier.js';
import { documentsOf } from './find-sheet.js';
import { evidence, fail, notApplicable, pass, warn, type CheckResult } from './result.js';

/**
 * `purpose.industry`: the declared division under the industry policy. Only what an installation prohibits outright
 * fails; a licence that is missing is for a person, who also sees whether it fits.
 */
export function checkIndustry(dossier: Dossier): CheckResult[] {
  const code = (dossier.declared.industry ?? '').trim().toUpperCase();
  if (code === '') return [notApplicable({ zh: '没有填写行业。', en: 'No industry was declared.' })];
  const proof = [evidence({ field: 'industry', expected: code })];
  const licence = industryDivision(code)?.licence ?? null;
  const rule = industryPolicy(code, dossier.policy.industries);
  switch (rule) {
    case null:
      return [
        warn(
          {
            zh: '填写的行业代码不在国民经济行业分类中，由审核员核对。',
            en: 'The declared industry is no division of GB/T 4754-2017; a reviewer will look.',
          },
          ['PURPOSE_UNCLEAR'],
          proof,
        ),
      ];
    case 'prohibit':
      return [
        fail(
          {
            zh: '该行业不能申请 400 号码；如行业填写有误，请更正。',
            en: 'A 400 number cannot be issued for this industry; if it was entered wrongly, please correct it.',
          },
          ['INDUSTRY_PROHIBITED'],
          proof,
        ),
      ];
    case 'needs_licence':
      if (documentsOf(dossier, ['industry_licence']).length === 0) {
        const name = licence === null ? '' : `（${licence}）`;
        return [
          warn(
            {
              zh: `该行业须提供行业许可证${name}，请补充上传。`,
              en: 'This industry needs an industry licence; please upload it.',
            },
            ['INDUSTRY_LICENCE_MISSING'],
            [...proof, evidence({ field: 'industry_licence', expected: licence })],
          ),
        ];
      }
      return [pass({ zh: '已提供行业许可证，由审核员查看。', en: 'An industry licence was uploaded.' }, proof)];
    case 'allow':
      return [pass({ zh: '该行业可以申请 400 号码。', en: 'A 400 number may be issued for this industry.' }, proof)];
  }
}
