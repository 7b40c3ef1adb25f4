/**
 * Names compare by folding the width of brackets and punctuation, blanks and dots (domain.md §6): OCR cannot tell
 * `（` from `(`, and the printed form is kept as the value.
 */
export function fold(text: string): string {
  return text
    .replace(/[\s·•・‧．.]/g, '')
    .replaceAll('（', '(')
    .replaceAll('）', ')')
    .replaceAll('，', ',')
    .replaceAll('；', ';')
    .replaceAll('：', ':')
    .toUpperCase();
}

export const sameName = (a: string, b: string): boolean => fold(a) === fold(b);
