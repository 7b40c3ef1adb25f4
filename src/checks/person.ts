import type { Dossier } from './dossier.js';
import { agentIsSomebodyElse } from './people.js';
import { evidence, fail, pass, warn, type CheckResult } from './result.js';

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

/**
 * `contact.not_reseller`: whoever is to be told about a number must be the holder, not the reseller's own people: they
 * vanish with it (domain.md §1). A small holder may truly share a mailbox, so a person looks; but nobody claims numbers
 * through a reseller's telephone.
 */
export function checkContactNotReseller({ facts, request }: Dossier): CheckResult[] {
  if (facts.contactsOfReseller.length === 0)
    return [pass({ zh: '联系方式不是代理商人员的。', en: 'No contact belongs to the reseller’s own people.' })];
  const proof = facts.contactsOfReseller.map((field) => evidence({ field }));
  const message = {
    zh: '联系方式与代理商人员的相同，请填写使用单位自己的联系方式。',
    en: 'A contact is one of the reseller’s own people; name one of the holder’s.',
  };
  return [(request.kind === 'claim' ? fail : warn)(message, ['OTHER'], proof)];
}
