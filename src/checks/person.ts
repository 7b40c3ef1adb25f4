import type { Dossier } from './dossier.js';
import { agentIsSomebodyElse } from './people.js';
import { evidence, pass, warn, type CheckResult } from './result.js';

/** `person.entity_count` (reviewers only): one person standing for many entities is how front companies look. */
export function checkEntityCount({ declared, facts, policy }: Dossier): CheckResult[] {
  const { legalRepresentative, agent } = facts.otherEntitiesOfPerson;
  const limit = policy.maxOtherEntitiesPerPerson;
  const counts = [{ field: 'legalRepresentative', others: legalRepresentative }];
  if (agentIsSomebodyElse(declared)) counts.push({ field: 'agent', others: agent });
  const many = counts.filter(({ others }) => others >= limit);
  if (many.length === 0) {
    return [pass({ zh: '相关人员代表的其他单位数量正常。', en: 'Neither person stands for many other entities.' })];
  }
  const proof = many.map(({ field, others }) => evidence({ field, read: String(others), expected: `< ${limit}` }));
  const agentOnly = many.every(({ field }) => field === 'agent');
  return [
    warn(
      {
        zh: `同一人员还代表 ${limit} 个及以上其他单位，请核实。`,
        en: `The same person stands for ${limit} or more other entities; verify.`,
      },
      [agentOnly ? 'AGENT_NOT_EMPLOYEE' : 'OTHER'],
      proof,
    ),
  ];
}

/** `contact.confirmed`: somebody reached the declared contact and it is the entity's. No reason code: nothing is wrong. */
export function checkContact({ facts }: Dossier): CheckResult[] {
  if (facts.contactConfirmed) return [pass({ zh: '联系方式已确认。', en: 'The contact has been confirmed.' })];
  return [
    warn(
      {
        zh: '联系方式尚未确认，由审核员回访。',
        en: 'The contact has not been confirmed yet; a reviewer will call back.',
      },
      [],
    ),
  ];
}
