/**
 * Stages and looks that can be left out, to measure what each brings (docs/ocr.md, *What each stage brings*): nothing else
 * turns them off.
 */
export const OPTIONAL_STAGES = {
  clean: 'page cleaned of red ink, shadow, tint and watermark',
  straighten: 'rows made level and parallel',
  columns: 'columns set upright',
  closeIn: 'page far away looked at closely',
  finePrint: 'small print looked for on a larger picture',
  swollen: 'boxes that a watermark has swollen looked at again',
  reread: 'doubtful lines read from the untouched page too',
  lineEnds: 'lines whose box was cut short read again from a longer one',
  secondLook: 'second look of reader A',
  olderNetwork: 'the older network beside reader A',
  readerB: 'reader B (tesseract.js)',
  crossCheck: 'facts of a page vouch for each other',
  sealVouches: 'name on a seal vouches for the printed one',
  qrSizes: 'QR looked for in further sizes and cuts',
} as const;

export type OptionalStage = keyof typeof OPTIONAL_STAGES;
export type Without = ReadonlySet<OptionalStage>;
export const NOTHING_LEFT_OUT: Without = new Set();
