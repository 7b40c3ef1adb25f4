import { DateTime } from 'luxon';
import { entityOrganisation } from '../accounts/scope.js';
import type { Deps } from '../deps.js';
import { loadApplication } from '../applications/application-queries.js';
import { businessToday } from '../domain/business-calendar.js';
import { displayNumber } from '../domain/number-400.js';
import type { EventRow } from '../events/event-model.js';
import { findHold } from '../registry/hold-queries.js';
import { DISOWNED } from '../registry/disown-number.js';
import { assignmentsOfNumber, numbersInServiceOfBlock, workingNumbersOf } from '../registry/number-queries.js';
import { findReseller } from '../resellers/reseller-queries.js';
import type { NoticeParams, NoticeTemplate } from './notice-texts.js';
import { reachApplicant, reachCarrier, reachHolder, reachReseller, reachTerm, type Reach } from './recipients.js';
import type { NewNotice } from './send-notice.js';
import { undoOf, UNDO_MARGIN_SECONDS } from './undoable.js';

type Rule = (deps: Deps, event: EventRow) => AsyncGenerator<NewNotice> | Promise<NewNotice[]> | NewNotice[];

/** Which event tells whom what. What is not listed tells nobody. */
export const NOTICE_RULES: Readonly<Record<string, Rule>> = {
  'number.suspended': suspended,
  'number.hold_placed': suspended,
  'number.reinstated': (deps, event) => aboutNumbers(deps, event, 'number_reinstated'),
  // An upheld dispute has words of its own.
  'number.disconnected': (deps, event) =>
    textOf(event, 'ground') === DISOWNED
      ? []
      : aboutNumbers(deps, event, 'number_disconnected', { days: String(deps.policy.returnDays) }),
  'number.disputed': (deps, event) => aboutDispute(deps, event, 'number_disputed', ['reseller']),
  'number.dispute_settled': (deps, event) => aboutDispute(deps, event, 'dispute_settled', ['holder', 'reseller']),
  'number.dispute_upheld': (deps, event) => aboutDispute(deps, event, 'dispute_upheld', ['holder', 'reseller']),
  'number.changed': (deps, event) => aboutNumbers(deps, event, 'registration_changed'),
  'number.renewed': (deps, event) => aboutNumbers(deps, event, 'registration_changed'),
  'number.reseller_changed': resellerSwapped,
  'number.transferred': transferred,
  'number.reservation_expired': reservationExpired,
  'block.retirement_announced': blockRetiring,
  'number.disconnection_announced': (deps, event) =>
    aboutNumbers(deps, event, 'disconnection_announced', { due: textOf(event, 'effectiveOn') }),
  'number.disconnection_cancelled': (deps, event) => aboutNumbers(deps, event, 'disconnection_cancelled'),
  'number.returned': (deps, event) => aboutNumbers(deps, event, 'number_returned'),
  'emergency.stopped': (deps, event) => aboutStop(deps, event, 'emergency_to_confirm'),
  'emergency.unconfirmed': (deps, event) => aboutStop(deps, event, 'emergency_unconfirmed'),
  'number.activated': (deps, event) => aboutNumbers(deps, event, 'number_activated'),
  'number.verification_due': (deps, event) =>
    aboutNumbers(deps, event, 'verification_due', { due: textOf(event, 'due') }),
  'application.submit_compliant': consentsAsked,
  'application.submit_pending': consentsAsked,
  'application.deadline_near': (deps, event) => aboutApplication(deps, event, 'deadline_near'),
  'application.approve': (deps, event) => aboutApplication(deps, event, 'application_approved'),
  'application.approve_second': (deps, event) => aboutApplication(deps, event, 'application_approved'),
  'application.reject': (deps, event) => aboutApplication(deps, event, 'application_rejected'),
  'application.request_information': (deps, event) => aboutApplication(deps, event, 'application_information'),
  'application.expire': (deps, event) => aboutApplication(deps, event, 'application_expired'),
  'application.rescind': (deps, event) => aboutApplication(deps, event, 'approval_rescinded'),
  'reseller.status_changed': resellerChanged,
  'webhook.switched_off': webhookSwitchedOff,
};

function textOf(event: EventRow, member: string): string {
  const value = event.after?.[member];
  return typeof value === 'string' ? value : '';
}

function numbersOf(event: EventRow): string[] {
  return event.subjects.filter((subject) => subject.kind === 'number').map((subject) => subject.id);
}

function notice(event: EventRow, reach: Reach, template: NoticeTemplate, params: NoticeParams): NewNotice {
  // A number in the occasion: one event may be about several numbers of one holder.
  return { occasion: `${event._id.toHexString()} ${params['number'] ?? ''}`, template, params, ...reach };
}

/** A number of an older register may have no reseller: the carrier looks after it. */
function isServed(event: EventRow): event is EventRow & { resellerId: string } {
  return event.resellerId !== null && event.resellerId !== '';
}

/** Holder and reseller of each number. */
async function* aboutNumbers(
  deps: Deps,
  event: EventRow,
  template: NoticeTemplate,
  params: NoticeParams = {},
): AsyncGenerator<NewNotice> {
  for (const number of numbersOf(event)) {
    const holder = await reachHolder(deps, number);
    const told = { ...params, number: displayNumber(number) };
    if (holder !== null) yield notice(event, holder, template, told);
    if (isServed(event)) yield notice(event, await reachApplicant(deps, event.resellerId), template, told);
  }
}

/** Who disputes a number is reached by the contact that it confirmed: another one may be of whoever used its name. */
async function* aboutDispute(
  deps: Deps,
  event: EventRow,
  template: NoticeTemplate,
  told: readonly ('holder' | 'reseller')[],
): AsyncGenerator<NewNotice> {
  for (const number of numbersOf(event)) {
    const params = { number: displayNumber(number) };
    const uscc = told.includes('holder') ? textOf(event, 'uscc') : '';
    if (uscc !== '') yield notice(event, await reachApplicant(deps, entityOrganisation(uscc)), template, params);
    if (isServed(event)) yield notice(event, await reachApplicant(deps, event.resellerId), template, params);
  }
}

/** Holder, the reseller that serves the number from now on, and the one that did until then. */
async function* resellerSwapped(deps: Deps, event: EventRow): AsyncGenerator<NewNotice> {
  yield* aboutNumbers(deps, event, 'registration_changed');
  for (const number of numbersOf(event)) {
    const former = await formerTerm(deps, number);
    if (former !== undefined && former.resellerId !== '' && former.resellerId !== event.resellerId)
      yield notice(event, await reachReseller(deps, former.resellerId), 'registration_changed', {
        number: displayNumber(number),
      });
  }
}

/** Both holders and the reseller. */
async function* transferred(deps: Deps, event: EventRow): AsyncGenerator<NewNotice> {
  const params = { on: businessToday(event.effectiveAt, deps.config.TZ_BUSINESS) };
  yield* aboutNumbers(deps, event, 'number_transferred', params);
  for (const number of numbersOf(event)) {
    const former = await formerTerm(deps, number);
    if (former === undefined) continue;
    const told = { ...params, number: displayNumber(number) };
    yield notice(event, await reachTerm(deps, former), 'number_transferred', told);
  }
}

/** The assignment before the present one. */
async function formerTerm(deps: Deps, number: string) {
  return (await assignmentsOfNumber(deps, number)).at(-2);
}

async function reservationExpired(deps: Deps, event: EventRow): Promise<NewNotice[]> {
  const [number = ''] = numbersOf(event);
  if (event.resellerId === null) return [];
  const params = { number: displayNumber(number), days: String(deps.policy.reReserveAfterDays) };
  return [notice(event, await reachReseller(deps, event.resellerId), 'reservation_expired', params)];
}

/** Everybody who has a number in the block (domain.md §1: nothing is lost when a network ends). */
async function* blockRetiring(deps: Deps, event: EventRow): AsyncGenerator<NewNotice> {
  const block = event.subjects.find(({ kind }) => kind === 'block');
  if (block === undefined) return;
  for await (const { _id, resellerId } of numbersInServiceOfBlock(deps, block.id)) {
    const holder = await reachHolder(deps, _id);
    const params = { number: displayNumber(_id) };
    if (holder !== null) yield notice(event, holder, 'block_retiring', params);
    if (resellerId !== null && resellerId !== '')
      yield notice(event, await reachReseller(deps, resellerId), 'block_retiring', params);
  }
}

/** A stop always says why, what to do and until when (domain.md §1). */
async function* suspended(deps: Deps, event: EventRow): AsyncGenerator<NewNotice> {
  const holdId = event.after?.['holdId'];
  const hold = typeof holdId === 'string' ? await findHold(deps, holdId) : null;
  yield* aboutNumbers(deps, event, 'number_suspended', {
    reason: hold?.reason ?? '',
    remedy: hold?.remedy ?? '',
    documents: hold?.documentsRequired.join('、') ?? '',
    expectedRecovery: hold?.expectedRecovery ?? '',
  });
}

/** Whose decision is missing is not known: everybody at the carrier who could decide is told. */
async function aboutStop(
  deps: Deps,
  event: EventRow,
  template: 'emergency_to_confirm' | 'emergency_unconfirmed',
): Promise<NewNotice[]> {
  const target = event.subjects.find(({ kind }) => kind !== 'emergency_stop');
  if (target === undefined) return [];
  const { kind, id } = target;
  const name = kind === 'number' ? displayNumber(id) : kind === 'reseller' ? (await findReseller(deps, id)).name : id;
  const by = event.after?.['confirmBy'];
  const until =
    by instanceof Date ? DateTime.fromJSDate(by, { zone: deps.config.TZ_BUSINESS }).toFormat('yyyy-MM-dd HH:mm') : '';
  return [notice(event, reachCarrier(), template, { target: name, until })];
}

async function aboutApplication(deps: Deps, event: EventRow, template: NoticeTemplate): Promise<NewNotice[]> {
  const application = event.subjects.find((subject) => subject.kind === 'application');
  if (application === undefined || event.resellerId === null) return [];
  const params = {
    application: application.id,
    numbers: numbersOf(event).map(displayNumber).join('、'),
    due: await dueOf(deps, event, template, application.id),
  };
  const told = notice(event, await reachApplicant(deps, event.resellerId), template, params);
  const undo = undoOf(event);
  if (undo === null) return [told];
  const seconds = deps.policy.undoSeconds + UNDO_MARGIN_SECONDS;
  return [
    {
      ...told,
      notBefore: DateTime.fromJSDate(event.recordedAt).plus({ seconds }).toJSDate(),
      undo,
    },
  ];
}

/** Whoever has to agree is asked when the application is handed in; where silence consents, until when it is none. */
async function* consentsAsked(deps: Deps, event: EventRow): AsyncGenerator<NewNotice> {
  const id = event.subjects.find((subject) => subject.kind === 'application')?.id ?? '';
  for (const { answer, organisation, dueAt } of (await loadApplication(deps, id))?.consents ?? []) {
    if (answer !== 'open') continue;
    const until =
      dueAt === null ? '' : DateTime.fromJSDate(dueAt, { zone: deps.config.TZ_BUSINESS }).toFormat('yyyy-MM-dd HH:mm');
    yield notice(event, await reachApplicant(deps, organisation), 'consent_asked', {
      numbers: numbersOf(event).map(displayNumber).join('、'),
      due: until === '' ? '' : `${until} 前不答复视为同意 / silence until then consents. `,
    });
  }
}

/**
 * The deadline that was given: the event holds it when it is about nothing else, otherwise the application does, whatever the
 * policy says by now. Where the application went on before anybody could be told, no deadline stands: as policy would give it.
 */
async function dueOf(deps: Deps, event: EventRow, template: NoticeTemplate, id: string): Promise<string> {
  const given = event.after?.['deadline'] ?? (await loadApplication(deps, id))?.deadline;
  const days = template === 'application_approved' ? deps.policy.acceptanceDays : deps.policy.actionRequiredDays;
  const at = given instanceof Date ? given : DateTime.fromJSDate(event.recordedAt).plus({ days }).toJSDate();
  return businessToday(at, deps.config.TZ_BUSINESS);
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  active: '正常 / active',
  suspended: '暂停 / suspended',
  exiting: '退出中 / exiting',
  closed: '已关闭 / closed',
};

/** The reseller itself; and when it leaves, every holder it serves: nobody loses a number because a middleman vanished. */
async function* resellerChanged(deps: Deps, event: EventRow): AsyncGenerator<NewNotice> {
  const id = event.subjects[0]?.id ?? '';
  const status = textOf(event, 'status');
  const { name } = await findReseller(deps, id);
  const words = STATUS_WORDS[status] ?? status;
  const spoken = event.reason === null ? words : `${words}（${event.reason}）`;
  yield notice(event, await reachReseller(deps, id), 'reseller_status', { status: spoken });
  if (status !== 'exiting' && status !== 'closed') return;
  for await (const number of workingNumbersOf(deps, id)) {
    const holder = await reachHolder(deps, number);
    const params = { number: displayNumber(number), reseller: name };
    if (holder !== null) yield notice(event, holder, 'reseller_leaving', params);
  }
}

/** The reseller's own box, and its contact: nothing reaches its program, so a person must hear of it. */
async function webhookSwitchedOff(deps: Deps, event: EventRow): Promise<NewNotice[]> {
  if (!isServed(event)) return [];
  const params = { host: textOf(event, 'host') };
  return [notice(event, await reachReseller(deps, event.resellerId), 'webhook_switched_off', params)];
}
