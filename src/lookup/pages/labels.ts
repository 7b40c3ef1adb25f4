import { DateTime } from 'luxon';
import type { Carrier } from '../../domain/number-status.js';
import { PROVINCES } from '../../domain/region.js';
import { usccCategory } from '../../domain/uscc.js';
import type { Language } from '../../http/problem.js';
import type { VerificationLevel } from '../../registry/assignment-model.js';
import type { HoldKind } from '../../domain/hold-rules.js';
import type { PublicRecord } from '../lookup-schemas.js';

type Texts = Readonly<Record<Language, string>>;

/** The carriers' public names and service lines. */
export const CARRIER_LABELS: Readonly<Record<Carrier, Texts & { readonly line: string }>> = {
  CU: { zh: '中国联通', en: 'China Unicom', line: '10010' },
  CM: { zh: '中国移动', en: 'China Mobile', line: '10086' },
  CT: { zh: '中国电信', en: 'China Telecom', line: '10000' },
};

export const STATUS_LABELS: Readonly<Record<PublicRecord['status'], Texts>> = {
  working: { zh: '正常使用', en: 'In service' },
  suspended: { zh: '已停机', en: 'Suspended' },
  disconnected: { zh: '已销户', en: 'Disconnected' },
};

export const LEVEL_LABELS: Readonly<Record<VerificationLevel, Texts>> = {
  legacy_unverified: { zh: '沿用旧登记，尚未核验', en: 'Carried over from older records, not yet verified' },
  document_checked: { zh: '已核对单位证照与经办证件', en: 'The organisation’s documents were checked' },
  source_corroborated: {
    zh: '证照已与官方登记信息比对一致',
    en: 'Documents checked and matched with the official register',
  },
  entity_confirmed: { zh: '已由使用单位直接确认', en: 'Confirmed by the organisation itself' },
};

export const EVENT_LABELS: Readonly<Record<PublicRecord['history'][number]['event'], Texts>> = {
  activated: { zh: '开通', en: 'Put into service' },
  imported: { zh: '沿用旧登记', en: 'Carried over from older records' },
  suspended: { zh: '停机', en: 'Suspended' },
  reinstated: { zh: '复机', en: 'Back in service' },
  transferred: { zh: '过户', en: 'Transferred to another holder' },
  disconnected: { zh: '销户', en: 'Disconnected' },
  returned: { zh: '原使用单位恢复使用', en: 'Taken back by its last holder' },
};

export const HOLD_LABELS: Readonly<Record<HoldKind, Texts>> = {
  authority_order: { zh: '按主管部门要求停机', en: 'Stopped by order of an authority' },
  fraud: { zh: '运营商停机', en: 'Stopped by the carrier' },
  dispute: { zh: '登记存在争议，暂停服务', en: 'Stopped while the registration is disputed' },
  verification_overdue: { zh: '到期未重新核验', en: 'Verification is overdue' },
  arrears: { zh: '欠费停机', en: 'Bill unpaid' },
  owner_request: { zh: '使用单位申请停机', en: 'Stopped at the holder’s request' },
  carrier: { zh: '运营商停机', en: 'Stopped by the carrier' },
};

/** 2026年3月2日 · 2 March 2026. @param day `YYYY-MM-DD` */
export function dayLabel(day: string, language: Language): string {
  const date = DateTime.fromISO(day, { zone: 'utc' });
  return language === 'zh' ? date.toFormat('yyyy年M月d日') : date.setLocale('en-GB').toFormat('d MMMM yyyy');
}

/** 北京市 · Beijing. An unknown name stays as it is. */
export function provinceLabel(province: string, language: Language): string {
  return PROVINCES.find(({ zh }) => zh === province)?.[language] ?? province;
}

/** What kind of organisation a holder is, and where: 企业 · 浙江省杭州市. City names have no English form here. */
export function kindAndPlace(holder: NonNullable<PublicRecord['holder']>, language: Language): string {
  const kind = usccCategory(holder.uscc).category?.[language] ?? null;
  const province = holder.province === null ? null : provinceLabel(holder.province, language);
  const city = holder.city === holder.province ? null : holder.city;
  const place =
    language === 'zh' ? `${province ?? ''}${city ?? ''}` : [city, province].filter((part) => part !== null).join(', ');
  return [kind, place].filter((part) => part !== null && part !== '').join(' · ');
}
