import { isValidUscc, usccCategory } from '../domain/uscc.js';
import { compareCodes, compareEntityNames, compareNames, foldCode, matchResult } from './compare.js';
import type { Dossier } from './dossier.js';
import { findEntityPaper, onSheet } from './find-sheet.js';
import { evidence, notApplicable, pass, warn, type CheckResult } from './result.js';
import { fieldEvidence, readValue, type Sheet } from './sheet.js';

const LICENCE = { zh: '营业执照或登记证书', en: 'licence or certificate' };

/** Runs a check on the licence, or on the certificate an organisation without one holds. */
export function onLicence(dossier: Dossier, check: (sheet: Sheet) => CheckResult): CheckResult[] {
  return [onSheet(findEntityPaper(dossier), LICENCE, 'business_licence', check)];
}

/**
 * `licence.uscc_checksum`: the declared code and, when certain, the printed one satisfy GB 32100-2015. Codes that do not
 * were legally issued in early pilots, so this warns at most.
 */
export function checkUsccChecksum(dossier: Dossier): CheckResult[] {
  const found = findEntityPaper(dossier);
  const sheet = found.state === 'found' ? found.sheet : null;
  const printed = sheet === null ? null : readValue(sheet, 'uscc');
  const { uscc } = dossier.declared.entity;
  const codes = [uscc, printed].flatMap((code) =>
    code === undefined || code === null || code.trim() === '' ? [] : [foldCode(code)],
  );
  const proof = [
    sheet === null
      ? evidence({ field: 'entity.uscc', expected: uscc ?? null })
      : fieldEvidence(sheet, 'uscc', uscc ?? null),
  ];
  if (codes.length === 0) {
    return [
      notApplicable(
        { zh: '没有可校验的统一社会信用代码。', en: 'There is no unified social credit code to check.' },
        proof,
      ),
    ];
  }
  if (!codes.every(isValidUscc)) {
    const message = {
      zh: '统一社会信用代码校验位不符，请逐位核对；早期代码可能例外，由审核员确认。',
      en: 'The unified social credit code fails its check digit; please check each character. Early codes may be exceptions, a reviewer decides.',
    };
    return [warn(message, ['USCC_INVALID'], proof)];
  }
  return [
    pass({ zh: '统一社会信用代码校验通过。', en: 'The unified social credit code passes its check digit.' }, proof),
  ];
}

/** `licence.uscc_matches` */
export function checkUscc(dossier: Dossier): CheckResult[] {
  const what = { zh: '证照上的统一社会信用代码', en: 'The unified social credit code on the licence' };
  const expected = dossier.declared.entity.uscc;
  return onLicence(dossier, (sheet) =>
    matchResult(what, ['USCC_MISMATCH'], [{ sheet, field: 'uscc', expected, compare: compareCodes }]),
  );
}

/** `licence.name_matches` */
export function checkName(dossier: Dossier): CheckResult[] {
  const { name, uscc } = dossier.declared.entity;
  const soleTrader = uscc !== undefined && usccCategory(foldCode(uscc)).kind === 'sole_trader';
  const what = { zh: '证照上的名称', en: 'The name on the licence' };
  // A licence that proves a new name must bear it.
  const others = dossier.request.changes.includes('entity.name') ? [] : dossier.facts.otherNames;
  const compare = compareEntityNames(others);
  return onLicence(dossier, (sheet) => {
    if (soleTrader && isNoTradeName(readValue(sheet, 'name') ?? '')) return withoutTradeName(sheet, name);
    return matchResult(what, ['NAME_MISMATCH'], [{ sheet, field: 'name', expected: name, compare }]);
  });
}

/** A sole trader without a trade name has `***` where the name stands (domain.md §6). */
function isNoTradeName(name: string): boolean {
  return /^[*＊※/\-—]+$/u.test(name.trim());
}

function withoutTradeName(sheet: Sheet, declared: string | undefined): CheckResult {
  const proof = [fieldEvidence(sheet, 'name', declared ?? null)];
  if (declared !== undefined && (isNoTradeName(declared) || declared.includes('无字号'))) {
    return pass(
      { zh: '个体工商户无字号，与填写的一致。', en: 'A sole trader without a trade name, as declared.' },
      proof,
    );
  }
  const message = {
    zh: '执照显示该个体工商户没有字号，由审核员核对填写的名称。',
    en: 'The licence shows a sole trader without a trade name; a reviewer will compare the declared one.',
  };
  return warn(message, ['NAME_MISMATCH'], proof);
}

/**
 * `licence.legal_representative_matches`: both places where the declaration names the legal representative have to agree
 * with the licence, or a card of somebody else would pass as theirs.
 */
export function checkLegalRepresentative(dossier: Dossier): CheckResult[] {
  const { entity, legalRepresentative } = dossier.declared;
  const what = { zh: '证照上的法定代表人（负责人、经营者）', en: 'The legal representative on the licence' };
  const declared = [entity.legalRepresentative, legalRepresentative?.name].filter((name) => name !== undefined);
  const names = [...new Set(declared)];
  const expected = names.length === 0 ? [undefined] : names;
  return onLicence(dossier, (sheet) =>
    matchResult(
      what,
      ['LEGAL_REPRESENTATIVE_MISMATCH'],
      expected.map((name) => ({ sheet, field: 'legalRepresentative', expected: name, compare: compareNames })),
    ),
  );
}
