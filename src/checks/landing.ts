import type { DeclaredLanding } from '../domain/application.js';
import { parseLandingNumber } from '../domain/landing-number.js';
import { compareNames } from './compare.js';
import type { Dossier } from './dossier.js';
import { evidence, fail, notApplicable, pass, warn, type CheckResult } from './result.js';

const NONE = { zh: '没有填写绑定号码。', en: 'No landing number was declared.' };

/** `landing.format`: each is a mobile, fixed or service line that exists in the numbering plan. */
export function checkLandingFormat({ declared: { landingNumbers } }: Dossier): CheckResult[] {
  if (landingNumbers.length === 0) return [notApplicable(NONE)];
  const wrong = landingNumbers.filter(({ number }) => parseLandingNumber(number) === null);
  if (wrong.length === 0) return [pass({ zh: '绑定号码格式正确。', en: 'Every landing number is well-formed.' })];
  const message = {
    zh: '有绑定号码不是有效的手机号、带区号的固定电话或服务号码，请更正。',
    en: 'A landing number is no valid mobile, service or fixed line with its area code; please correct it.',
  };
  return [fail(message, ['LANDING_NUMBER_UNREGISTERED'], wrong.map(landingEvidence))];
}

/**
 * `landing.registered`: who answers for the line is stated: the entity itself, or, for a line that ends on a platform,
 * its operator (domain.md §6). Rests on one vendor's rule, so anything else is for a person.
 */
export function checkLandingRegistered({ declared }: Dossier): CheckResult[] {
  const { landingNumbers, entity } = declared;
  if (landingNumbers.length === 0) return [notApplicable(NONE)];
  const open = landingNumbers.filter((landing) => !isAnsweredFor(landing, entity.name));
  if (open.length === 0) {
    return [pass({ zh: '绑定号码均已说明归属。', en: 'The owner of every landing number is stated.' })];
  }
  const message = {
    zh: '有绑定号码没有说明归属，或不在申请单位名下，由审核员核对。',
    en: "A landing number's owner is not stated or is not the entity; a reviewer will look.",
  };
  return [warn(message, ['LANDING_NUMBER_UNREGISTERED'], open.map(landingEvidence))];
}

function isAnsweredFor(
  { line, ownerName, ownerIsEntity, platformOperator }: DeclaredLanding,
  entity: string | undefined,
): boolean {
  if (line === 'platform') return (platformOperator ?? '').trim() !== '';
  const named = (ownerName ?? '').trim();
  if (named !== '') return entity !== undefined && compareNames(named, entity) === 'same';
  return ownerIsEntity === true;
}

function landingEvidence({ number, ownerName }: DeclaredLanding) {
  return evidence({ field: 'landingNumbers', read: ownerName ?? null, expected: number });
}

/** `landing.shared` (reviewers only): a line that other entities use too is how scam lines hide behind clean numbers. */
export function checkLandingShared({ declared, facts }: Dossier): CheckResult[] {
  if (declared.landingNumbers.length === 0) return [notApplicable(NONE)];
  if (facts.sharedLandingNumbers.length === 0) {
    return [pass({ zh: '绑定号码没有其他单位使用。', en: 'No other entity uses the landing numbers.' })];
  }
  const proof = facts.sharedLandingNumbers.map(({ number, otherEntities }) =>
    evidence({ field: 'landingNumbers', read: String(otherEntities), expected: number }),
  );
  const message = {
    zh: '有绑定号码还被其他单位使用，请核实。',
    en: 'Other entities use a landing number too; verify.',
  };
  return [warn(message, ['OTHER'], proof)];
}
