import { PROVINCES, provinceAndCity } from '../domain/region.js';
import type { Dossier } from './dossier.js';
import { findEntityPaper } from './find-sheet.js';
import { evidence, fail, notApplicable, pass, pending, warn, type CheckResult } from './result.js';
import { readValue } from './sheet.js';

/**
 * `reseller.authorised`: active, within its authorisation's dates (both included) and, where that is limited, the
 * province of the entity's address.
 */
export function checkReseller(dossier: Dossier): CheckResult[] {
  if (dossier.facts.reseller === null) {
    return [notApplicable({ zh: '由使用单位自行办理。', en: 'The holder files for itself.' })];
  }
  const { status, authorisation } = dossier.facts.reseller;
  const { from, until, provinces } = authorisation;
  if (status !== 'active') {
    const proof = [evidence({ field: 'reseller.status', read: status, expected: 'active' })];
    return [
      fail(
        {
          zh: '代理商当前不能提交申请，请联系运营商。',
          en: 'The reseller cannot submit applications at present; please contact the carrier.',
        },
        ['RESELLER_NOT_AUTHORISED'],
        proof,
      ),
    ];
  }
  if (dossier.today < from || dossier.today > until) {
    const proof = [evidence({ field: 'reseller.authorisation', read: `${from}…${until}`, expected: dossier.today })];
    return [
      fail(
        {
          zh: '代理商的授权不在有效期内，请联系运营商续期。',
          en: "The reseller's authorisation is not in force today; please have the carrier renew it.",
        },
        ['RESELLER_NOT_AUTHORISED'],
        proof,
      ),
    ];
  }
  if (provinces === null) return [authorised()];
  return [withinProvinces(dossier, provinces)];
}

function authorised(): CheckResult {
  return pass({ zh: '代理商在授权范围内。', en: 'The reseller is authorised.' });
}

function withinProvinces(dossier: Dossier, provinces: readonly string[]): CheckResult {
  const declared = (dossier.declared.entity.address ?? '').trim();
  const paper = findEntityPaper(dossier);
  if (declared === '' && paper.state === 'pending') return pending([evidence({ documentId: paper.documentId })]);
  const printed = paper.state === 'found' ? readValue(paper.sheet, 'address') : null;
  const { province } = provinceAndCity(declared === '' ? (printed ?? '') : declared);
  const proof = [evidence({ field: 'entity.address', read: province, expected: provinces.join(',') })];
  if (province === null) {
    return warn(
      {
        zh: '无法从地址判断省份，由审核员核对代理商的授权范围。',
        en: "The province cannot be told from the address; a reviewer will compare the reseller's authorisation.",
      },
      [],
      proof,
    );
  }
  const known = PROVINCES.find(({ zh }) => zh === province);
  // An authorisation names provinces as people do: 浙江省, 浙江, or the code 33.
  const names = [province, known?.short, known?.code].filter((name) => name !== undefined);
  if (provinces.some((allowed) => names.includes(allowed.trim()))) return authorised();
  return fail(
    {
      zh: '申请单位所在省份不在代理商的授权范围内，请联系运营商。',
      en: "The entity's province is outside the reseller's authorisation; please contact the carrier.",
    },
    ['RESELLER_NOT_AUTHORISED'],
    proof,
  );
}
