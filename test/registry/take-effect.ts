import { loadApplication } from '../../src/applications/application-queries.js';
import type { Deps } from '../../src/deps.js';
import { DomainError } from '../../src/domain/errors.js';
import { SYSTEM } from '../../src/events/record-event.js';
import { numbersByDigits } from '../../src/registry/number-queries.js';
import { recordAcceptance } from '../../src/registry/record-acceptance.js';
import { transferNumber } from '../../src/registry/transfer-number.js';
import { ADMIN } from './hold-fixture.js';

/** The last act about an application: the carrier's acceptance, or carrying an accepted transfer out. */
export interface LastAct {
  readonly act: 'accept' | 'transfer';
  readonly id: string;
  readonly number: string;
}

export async function takeEffect(deps: Deps, { act, id, number }: LastAct): Promise<void> {
  if (act === 'transfer') {
    const [row] = await numbersByDigits(deps, [number]);
    if (row === undefined) throw new DomainError('NOT_FOUND');
    await transferNumber(deps, ADMIN, row, '样例');
    return;
  }
  const application = await loadApplication(deps, id);
  if (application === null) throw new DomainError('NOT_FOUND');
  const acceptedOn = deps.clock.now().toISOString().slice(0, 10);
  const request = { acceptanceNumber: `SL-${id}`, counter: '样例营业厅', staff: '受理员', acceptedOn };
  await recordAcceptance(deps, SYSTEM, application, request);
}
