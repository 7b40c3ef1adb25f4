import type { Principal, Role } from '../accounts/principal.js';
import type { Carrier } from '../domain/number-status.js';

/** Everything here is invented and says so: 样例, reserved domains (RFC 2606), a region code that is not assigned. */

export const DEMO_RESELLERS = {
  first: { name: '样例第一代理有限公司', uscc: '91110199MADEM0011F' },
  second: { name: '样例第二代理有限公司', uscc: '91110199MADEM002X7' },
} as const;
export type DemoReseller = keyof typeof DEMO_RESELLERS;

export interface Persona {
  readonly role: Role;
  readonly name: string;
  readonly email: string;
  readonly reseller?: DemoReseller;
}

/** Only when the environment names no administrator. */
export const DEMO_ADMIN: Persona = {
  role: 'carrier_admin',
  name: '系统管理员',
  email: 'admin@carrier.example',
};

export const DEMO_PERSONAS = {
  reviewer: { role: 'reviewer', name: '样例审核员', email: 'reviewer@carrier.example' },
  senior: { role: 'senior_reviewer', name: '样例高级审核员', email: 'senior@carrier.example' },
  auditor: { role: 'auditor', name: '样例审计员', email: 'auditor@carrier.example' },
  firstAdmin: { role: 'reseller_admin', name: '样例一管理员', email: 'admin@first.example', reseller: 'first' },
  firstAgent: { role: 'reseller_agent', name: '样例一业务员', email: 'agent@first.example', reseller: 'first' },
  secondAdmin: { role: 'reseller_admin', name: '样例二管理员', email: 'admin@second.example', reseller: 'second' },
  secondAgent: { role: 'reseller_agent', name: '样例二业务员', email: 'agent@second.example', reseller: 'second' },
} as const satisfies Record<string, Persona>;
export type PersonaName = keyof typeof DEMO_PERSONAS;
/** Who acts in the demo, once the accounts exist. */
export type DemoCast = Readonly<Record<PersonaName, Principal>>;

/** The first holds the dossiers' numbers, the others something to choose from: 连号 and 豹子号. */
export const DEMO_BLOCKS: readonly { readonly from: string; readonly to: string; readonly carrier: Carrier }[] = [
  { from: '4008880000', to: '4008880099', carrier: 'CT' },
  { from: '4001234560', to: '4001234569', carrier: 'CM' },
  { from: '4006668880', to: '4006668889', carrier: 'CU' },
];
