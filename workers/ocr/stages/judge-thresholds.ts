/** Below these figures reader A alone is not believed. Fitted on generated documents (docs/ocr.md, *Calibration*). */
export const THRESHOLDS = {
  /** Both looks of reader A agree and so does another reader. */
  agreed: 0.5,
  /** A character of a name that reader A and its older network read alike, reader B not. */
  characterOlder: 0.95,
  /** A character of a name that reader B does not read, or the older network reads otherwise. */
  character: 0.97,
  /** A character of a name in whose place reader B reads another one. */
  characterDisputed: 0.99,
  /** A character of a name that reader B reads in the same place. */
  characterTwice: 0.7,
  /** A character that reader A is known to write for rare ones it has no class for; reader B often errs alike. */
  standIn: 0.995,
  /** Digits of dates and 400 numbers, which have no check digit: both looks of A agree, B reads something else. */
  digits: 0.97,
  /** Long text, one look only. */
  text: 0.97,
  /** Long text that both looks of reader A and the older network show. */
  textTwice: 0.85,
  /** A code that fails its check digit although all three looks agree. */
  invalidCode: 0.98,
} as const;
