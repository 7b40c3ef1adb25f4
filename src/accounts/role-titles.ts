import type { Config } from '../config.js';
import type { Role } from './principal.js';

type Titles = Readonly<Record<Role, { readonly zh: string; readonly en: string }>>;

const CARRIER: Titles = {
  reseller_agent: { zh: '代理商业务员', en: 'Reseller staff' },
  reseller_admin: { zh: '代理商管理员', en: 'Reseller administrator' },
  reviewer: { zh: '审核员', en: 'Reviewer' },
  senior_reviewer: { zh: '高级审核员', en: 'Senior reviewer' },
  carrier_admin: { zh: '运营商管理员', en: 'Carrier administrator' },
  auditor: { zh: '审计员', en: 'Auditor' },
  entity_user: { zh: '使用单位', en: 'Holder' },
};

/** What a role is called: in an agency those who review are its own compliance staff, not the carrier's. */
export const ROLE_TITLES: Readonly<Record<Config['MODE'], Titles>> = {
  carrier: CARRIER,
  agency: {
    ...CARRIER,
    reviewer: { zh: '合规审核员', en: 'Compliance reviewer' },
    senior_reviewer: { zh: '合规负责人', en: 'Head of compliance' },
    carrier_admin: { zh: '平台管理员', en: 'Platform administrator' },
  },
};
