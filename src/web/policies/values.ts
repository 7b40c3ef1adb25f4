/** Values come as JSON of a shape the server has checked; here they become what their field is made of. */
export interface Period {
  readonly begins: string;
  readonly ends: string;
}

export function asPeriods(value: unknown): Period[] {
  return Array.isArray(value) ? value.filter(isPeriod) : [];
}

function isPeriod(value: unknown): value is Period {
  return typeof value === 'object' && value !== null && 'begins' in value && 'ends' in value;
}

export function asNames(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Lists by name: `{all: ['commitment_letter']}` */
export function asLists(value: unknown): Record<string, string[]> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, list]) => [name, asNames(list)]));
}

/** Choices by code: `{I65: 'prohibit'}` */
export function asChoices(value: unknown): [code: string, choice: string][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([code, choice]) => (typeof choice === 'string' ? [[code, choice]] : []));
}

export function asNumber(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
