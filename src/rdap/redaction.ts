/** RFC 9537 §4.2, always by removal: what is not shown leaves no trace in the answer, never a placeholder. */
export interface Redacted {
  readonly name: { readonly description: string };
  readonly prePath: string;
  readonly pathLang: 'jsonpath';
  readonly method: 'removal';
  readonly reason: { readonly description: string };
}

const REASON = { description: 'Personal data or address: never public' };

/**
 * What the register holds of a holder and never shows: whoever stands for it and how to reach them.
 * @param holder JSONPath of the holder's entity in the unredacted answer
 * @param nameless the name too, because a sole trader's name contains its operator's
 */
export function redactionsOf(holder: string, nameless: boolean): Redacted[] {
  const card = nameless
    ? [removal('Registrant Name and Card', `${holder}.vcardArray`)]
    : [
        removal('Registrant Address', `${holder}.vcardArray[1][?(@[0]=='adr')]`),
        removal('Registrant Phone', `${holder}.vcardArray[1][?(@[0]=='tel')]`),
        removal('Registrant Email', `${holder}.vcardArray[1][?(@[0]=='email')]`),
      ];
  return [...card, removal('Administrative Contact', `${holder}.entities[?(@.roles[0]=='administrative')]`)];
}

function removal(description: string, prePath: string): Redacted {
  return { name: { description }, prePath, pathLang: 'jsonpath', method: 'removal', reason: REASON };
}
