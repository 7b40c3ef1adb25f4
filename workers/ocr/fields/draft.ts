import type { Part } from './flow.js';

/**
 * What sort of thing a value is, which decides how it is normalised and what makes it trustworthy.
 * `person` and `entity` are names; `numbers` are 400 numbers; `text` is anything long without a structure.
 */
export type Shape = 'uscc' | 'idNumber' | 'date' | 'until' | 'person' | 'entity' | 'numbers' | 'word' | 'text';

/** One place on the page where a field's value was found, not yet judged. */
export interface Draft {
  readonly field: string;
  readonly shape: Shape;
  readonly parts: readonly Part[];
  /** Takes the value out of the text of the parts, for reader B's text as for reader A's; null when it is not there. */
  readonly parse: (text: string) => string | null;
  /** Where the value ends is a guess: certain characters do not make it `read`. */
  readonly doubtful?: boolean;
}
