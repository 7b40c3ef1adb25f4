import type { Cell } from './sheet-row.js';

/** `4.00888E+09`, `9.1E+17`: Excel shows long numbers so. */
const EXPONENT = /^\d(?:\.\d+)?E\+?\d+$/i;

/** Whether a 400 number was spoilt: an exponent, a date, or 4008881 where 400-888-0001 lost its zeros to a number format. */
export function isDestroyedNumber(text: string, cell: Cell | undefined): boolean {
  return EXPONENT.test(text) || cell?.kind === 'date' || /^400\d{0,6}$/.test(text.replace(/\D/g, ''));
}

/** Whether a code of 18 places was: Excel keeps fifteen digits of a number, so that it ends in 000 or shows an exponent. */
export function isDestroyedCode(text: string, cell: Cell | undefined): boolean {
  if (EXPONENT.test(text) || cell?.kind === 'date' || /^\d{15}000$/.test(text)) return true;
  return cell?.kind === 'number' && /^\d{16,}$/.test(text);
}
