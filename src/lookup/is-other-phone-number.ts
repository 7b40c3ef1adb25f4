/**
 * Whether a text that is no 400 number is some other phone number, written properly: seven to fifteen digits (E.164's
 * longest), perhaps with `+` and separators. Shorter ones (`12345`) and anything that begins with 400 but has too few or
 * too many digits is a slip of the pen: malformed, not another number (decision 060).
 */
export function isOtherPhoneNumber(text: string): boolean {
  const written = text
    .normalize('NFKC')
    .trim()
    .replace(/^tel:/iu, '')
    .replace(/[ ().\-\u2010-\u2015\u2212]/gu, '');
  if (!/^\+?[0-9]{7,15}$/u.test(written)) return false;
  return !/^(?:\+|00)?(?:86)?400/u.test(written);
}
