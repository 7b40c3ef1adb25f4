export const HIDDEN = '＊＊＊';

// Citizen ID (GB 11643), mobile and fixed line, with the separators people put in; 400, 1xx and 9xxxx numbers stay.
const CITIZEN_ID = /(?<![0-9A-Za-z])\d{6}[ －-]?\d{8}[ －-]?\d{3}[0-9XxＸ](?![0-9A-Za-z])/gu;
const MOBILE = /(?<!\d)(?:[+＋]?86[ －-]?)?1[3-9]\d[ －-]?\d{4}[ －-]?\d{4}(?!\d)/gu;
const FIXED_LINE = /(?<!\d)[(（]?0\d{2,3}[)）]?[ －-]?\d{3,4}[ －-]?\d{4}(?!\d)/gu;

/**
 * Free text for the public without phone, landing and identity numbers that somebody typed into it. Names cannot be told
 * from other words: the forms say that none belongs there, and a reviewer reads what they hold.
 */
export function withoutPersonalNumbers(text: string): string {
  const readable = text.replace(/[０-９]/gu, (digit) => digit.normalize('NFKC'));
  return readable.replace(CITIZEN_ID, HIDDEN).replace(MOBILE, HIDDEN).replace(FIXED_LINE, HIDDEN);
}
