/** The middle one, or the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  const other = sorted[Math.floor(sorted.length / 2)];
  return middle === undefined || other === undefined ? null : (middle + other) / 2;
}
