/** Public complaints about a number: what about, how far, how it ended (domain.md §1, contract: *POST /complaints*). */
export const COMPLAINT_CATEGORIES = [
  'price_fraud',
  'false_registration',
  'provider_gone',
  'service_attitude',
  'system_fault',
  'scam',
  'other',
] as const;
export type ComplaintCategory = (typeof COMPLAINT_CATEGORIES)[number];

export const COMPLAINT_STATUSES = ['received', 'in_hand', 'closed'] as const;
export type ComplaintStatus = (typeof COMPLAINT_STATUSES)[number];

/** `unsubstantiated`: it did not stand. `referred`: handed to another body, which the answer names. */
export const FINDINGS = ['substantiated', 'unsubstantiated', 'resolved', 'referred'] as const;
export type Finding = (typeof FINDINGS)[number];
/** `withdrawn`: the complainant had it erased before anybody found anything (PIPL article 47). */
export const COMPLAINT_OUTCOMES = [...FINDINGS, 'withdrawn'] as const;
export type ComplaintOutcome = (typeof COMPLAINT_OUTCOMES)[number];

export const COMPLAINT_EVENTS = ['add_screenshot', 'assign', 'answer', 'close', 'reopen', 'withdraw'] as const;
export type ComplaintEvent = (typeof COMPLAINT_EVENTS)[number];

/** event → from → to; every other pair is refused. */
export const COMPLAINT_TRANSITIONS: Record<ComplaintEvent, Partial<Record<ComplaintStatus, ComplaintStatus>>> = {
  add_screenshot: { received: 'received', in_hand: 'in_hand' },
  assign: { received: 'in_hand', in_hand: 'in_hand' },
  answer: { received: 'in_hand', in_hand: 'in_hand' },
  close: { received: 'closed', in_hand: 'closed' },
  reopen: { closed: 'in_hand' },
  withdraw: { received: 'closed', in_hand: 'closed' },
};

/** Where a complainant stood: a 400 number only receives calls, so who *got* one is told of forged caller IDs. */
export const CALL_DIRECTIONS = ['received', 'dialled'] as const;
export type CallDirection = (typeof CALL_DIRECTIONS)[number];

/** 16 characters without look-alikes (Crockford's base 32): 80 bits that somebody can write down. */
const RECEIPT_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const RECEIPT_LENGTH = 16;

/** A receipt from random bytes. @param bytes at least 16; the low five bits of each count */
export function receiptOf(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, RECEIPT_LENGTH), (byte) => RECEIPT_ALPHABET.charAt(byte & 31)).join('');
}

/** As people copy it: any case, with or without hyphens, O for 0, I and L for 1. Null when it is none. */
export function normaliseReceipt(written: string): string | null {
  const receipt = written
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/gu, '1');
  return /^[0-9A-HJKMNP-TV-Z]{16}$/u.test(receipt) ? receipt : null;
}

/** `XXXX-XXXX-XXXX-XXXX`. */
export function displayReceipt(receipt: string): string {
  return receipt.match(/.{4}/gu)?.join('-') ?? receipt;
}
