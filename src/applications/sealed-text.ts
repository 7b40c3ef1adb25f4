import type { Deps } from '../deps.js';

/** Free text of people about people (notes, reasons), sealed; base64 so that it fits a string column. */
export function sealText<Text extends string | null>(
  deps: Pick<Deps, 'cipher'>,
  applicationId: string,
  text: Text,
): Text | string {
  return text === null ? text : deps.cipher.seal(`text:${applicationId}`, Buffer.from(text)).toString('base64');
}

export function openText<Text extends string | null>(
  deps: Pick<Deps, 'cipher'>,
  applicationId: string,
  sealed: Text,
): Text | string {
  return sealed === null ? sealed : deps.cipher.open(`text:${applicationId}`, Buffer.from(sealed, 'base64')).toString();
}
