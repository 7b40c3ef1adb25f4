/** What a member of a dossier holds, in one line; null when nothing. */
export function changedValue(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value ? '✓' : '✗';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (typeof value !== 'object') return null;
  const parts = (Array.isArray(value) ? value : Object.values(value)).map(changedValue).filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(' · ');
}

export function memberName(names: Readonly<Record<string, string>>, member: string): string {
  return names[member] ?? member;
}
