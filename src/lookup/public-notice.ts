import { HOLD_RULES } from '../domain/hold-rules.js';
import type { Language } from '../http/problem.js';
import type { HoldRow } from '../registry/hold-model.js';
import type { PublicRecord } from './lookup-schemas.js';
import { withoutPersonalNumbers } from './without-personal-numbers.js';

type Notice = PublicRecord['notices'][number];

const NEUTRAL: Record<Language, { reason: string; remedy: string }> = {
  zh: {
    reason: '运营商已暂停该号码的服务，正在核实有关情况。',
    remedy: '使用单位可联系号码所属运营商办理。',
  },
  en: {
    reason: 'The carrier has stopped this number while it looks into the matter.',
    remedy: 'The holder can settle this with the carrier of the number.',
  },
};

/**
 * What the public is told of one hold. A fraud stop is suspicion, not a finding: it is shown as a stop by the carrier, in
 * words that say nothing about the holder (decision 063).
 * @param on `YYYY-MM-DD`, the day the hold was placed
 */
export function publicNotice(hold: HoldRow, on: string, language: Language): Notice {
  const { expectedRecovery, postponed } = hold;
  if (HOLD_RULES[hold.kind].publicly === 'neutral')
    return { kind: 'carrier', ...NEUTRAL[language], expectedRecovery, postponed, on };
  return {
    kind: hold.kind,
    reason: withoutPersonalNumbers(hold.reason),
    remedy: hold.remedy === null ? null : withoutPersonalNumbers(hold.remedy),
    expectedRecovery,
    postponed,
    on,
  };
}
