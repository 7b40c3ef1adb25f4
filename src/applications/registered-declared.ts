import type { Deps } from '../deps.js';
import type { Declared } from '../domain/application.js';
import type { NumberRow } from '../registry/number-model.js';
import { assignmentsOfNumber } from '../registry/number-queries.js';
import { loadApplication } from './application-queries.js';
import { openDeclared } from './open-declared.js';

/**
 * What the register holds about numbers of one dossier, as it was declared. Numbers taken over from an older register have
 * no dossier: then what their assignment says.
 */
export async function registeredDeclared(deps: Deps, rows: readonly NumberRow[]): Promise<Declared> {
  const [first] = rows;
  if (first === undefined) throw new TypeError('no numbers');
  const numbers = rows.map(({ _id }) => _id);
  const id = first.applicationId;
  const dossier = id === null ? null : await loadApplication(deps, id);
  if (dossier !== null) return { ...openDeclared(deps, dossier), numbers, carrier: first.carrier };
  const live = (await assignmentsOfNumber(deps, first._id)).find((row) => row.live);
  if (live === undefined) throw new Error('a number in service has no live assignment');
  const { uscc, name } = live.holder;
  const purpose = live.registeredPurpose === '' ? undefined : live.registeredPurpose;
  return { numbers, carrier: first.carrier, entity: { uscc, name }, purpose, landingNumbers: [] };
}
