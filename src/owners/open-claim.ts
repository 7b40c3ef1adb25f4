import { Types } from 'mongoose';
import { insertOwner } from '../accounts/new-owner.js';
import { hashPassword } from '../accounts/password.js';
import { userOrganisation } from '../accounts/scope.js';
import { takenAccount } from '../accounts/taken.js';
import type { ApplicationRow } from '../applications/application-model.js';
import { keepApplication } from '../applications/keep-application.js';
import { draftDeadline, newApplication } from '../applications/new-application.js';
import { columnsOf } from '../applications/open-declared.js';
import { toDeclared } from '../applications/to-declared.js';
import type { Deps } from '../deps.js';
import { DomainError } from '../domain/errors.js';
import { inTransaction } from '../platform/mongo.js';
import { numbersOfEntity } from '../registry/number-queries.js';
import type { ClaimBody } from './owner-schemas.js';

/**
 * Somebody says that an entity's numbers are theirs to manage: an account that acts for nobody yet, and a dossier for the
 * fresh licence and the legal representative's ID. It is read, checked and reviewed like every other.
 * @throws DomainError NOT_FOUND (no number under this code) | EMAIL_TAKEN
 */
export async function openClaim(deps: Deps, body: ClaimBody): Promise<ApplicationRow> {
  const { email, password, name, mobile, entity, legalRepresentative, agent } = body;
  const [first] = await numbersOfEntity(deps, entity.uscc);
  if (first === undefined) throw new DomainError('NOT_FOUND');
  const declared = toDeclared(
    {
      numbers: [],
      entity: { ...entity, contact: { name, mobile, email } },
      legalRepresentative,
      agent: { mobile, ...(agent ?? { isLegalRepresentative: true }) },
    },
    first.carrier,
  );
  const passwordHash = await hashPassword(password);
  const _id = new Types.ObjectId();
  try {
    return await inTransaction(deps.db, async () => {
      const userId = await insertOwner(deps, { email, name }, passwordHash);
      const row = newApplication({
        _id,
        kind: 'claim',
        resellerId: userOrganisation(userId),
        createdBy: userId,
        createdAt: deps.clock.now(),
        ...columnsOf(deps, _id.toHexString(), declared),
        deadline: draftDeadline(deps),
      });
      await keepApplication(deps, row, { kind: 'user', id: userId }, [{ kind: 'user', id: userId }]);
      return row;
    });
  } catch (error) {
    throw takenAccount(error);
  }
}
