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

const DISOWNED: Record<Language, { reason: string; remedy: string }> = {
  zh: {
    reason: '经核实，登记单位并非该号码的使用单位，登记信息已作废，号码已停止服务。',
    remedy: '如曾拨打该号码并受到损失，请向公安机关报案，并可在本页投诉。',
  },
  en: {
    reason:
      'The entity it was registered to was found not to be its holder. The registration is void and the number out of service.',
    remedy: 'Whoever called it and suffered a loss should report it to the police, and can complain on this page.',
  },
};

/** What the public is told when it was found that nobody known ever answered for the number. @param on `YYYY-MM-DD` */
export function disownedNotice(on: string, language: Language): Notice {
  return { kind: 'dispute', ...DISOWNED[language], expectedRecovery: null, postponed: 0, on };
}
