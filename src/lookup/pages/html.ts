/** Markup that may be put into other markup as it is. Only `html` makes it. */
export class SafeHtml {
  constructor(readonly text: string) {}
}

export type HtmlValue = string | number | SafeHtml | null | readonly HtmlValue[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * A template whose every value is escaped, for text and quoted attributes alike; lists are joined, null is nothing. There
 * is no way round it but `html` itself (decision 064).
 */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): SafeHtml {
  return new SafeHtml(strings.reduce((text, part, index) => text + render(values[index - 1] ?? null) + part));
}

function render(value: HtmlValue): string {
  if (value === null) return '';
  if (value instanceof SafeHtml) return value.text;
  if (typeof value === 'string' || typeof value === 'number') {
    return String(value).replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
  }
  return value.map(render).join('');
}
