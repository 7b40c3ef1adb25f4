import { Tensor } from 'onnxruntime-node';
import type { Raster } from '../image/raster.js';
import { asPrinted } from './mainland-print.js';
import type { Recogniser } from './models.js';

/** Height of the strips the recogniser is trained on, pixels. */
export const STRIP_HEIGHT = 48;
/** Pixels of the strip that one time step of the network's output covers. */
const STEP = 8;

/** One recognised character and where it stands in the strip. */
export interface ReadChar {
  readonly char: string;
  /** The network's probability of it, 0…1. */
  readonly p: number;
  /** Centre, as a share (0…1) of the strip's width. */
  readonly at: number;
  /** The next likely characters at the same place with their probabilities, best first. */
  readonly others: readonly { readonly char: string; readonly p: number }[];
}

/** Read one line. `strip` is {@link STRIP_HEIGHT} pixels high, RGB, upright. */
export async function recogniseStrip({ session, dictionary }: Recogniser, strip: Raster): Promise<ReadChar[]> {
  // A narrow strip is padded: the network saw no lines shorter than about two characters.
  const width = Math.max(96, Math.ceil(strip.width / STEP) * STEP);
  const input = new Tensor('float32', toTensor(strip, width), [1, 3, STRIP_HEIGHT, width]);
  const output = (await session.run({ x: input }))[session.outputNames[0] ?? ''];
  const classes = output?.dims[2];
  const steps = output?.dims[1];
  if (!(output?.data instanceof Float32Array) || classes === undefined || steps === undefined) {
    throw new Error('the recogniser gave no character scores');
  }
  return decode(output.data, steps, classes, dictionary, width / strip.width);
}

function toTensor(strip: Raster, width: number): Float32Array {
  const area = width * STRIP_HEIGHT;
  const tensor = new Float32Array(area * 3);
  for (let c = 0; c < 3; c += 1) {
    for (let y = 0; y < STRIP_HEIGHT; y += 1) {
      for (let x = 0; x < strip.width; x += 1) {
        // Trained on BGR: plane 0 is blue.
        const value = strip.data[(y * strip.width + x) * 3 + 2 - c] ?? 0;
        tensor[c * area + y * width + x] = value / 127.5 - 1;
      }
    }
  }
  return tensor;
}

/** CTC greedy decoding that keeps, for each character, its best step and the runners-up there. */
function decode(
  scores: Float32Array,
  steps: number,
  classes: number,
  dictionary: readonly string[],
  stretch: number,
): ReadChar[] {
  const chars: ReadChar[] = [];
  let previous = 0;
  let run: { cls: number; p: number; first: number; last: number; best: number } | null = null;
  const close = (): void => {
    if (run === null) return;
    const char = dictionary[run.cls - 1] ?? '';
    const at = Math.min(1, (((run.first + run.last + 1) / 2) * stretch) / steps);
    const others = runnersUp(scores, run.best, classes, dictionary, run.cls);
    chars.push(asPrinted({ char, p: run.p, at, others }));
    run = null;
  };
  for (let t = 0; t < steps; t += 1) {
    let cls = 0;
    let p = -1;
    for (let k = t * classes, end = k + classes, c = 0; k < end; k += 1, c += 1) {
      const score = scores[k] ?? 0;
      if (score > p) {
        p = score;
        cls = c;
      }
    }
    if (cls !== previous) close();
    if (cls !== 0) {
      if (run === null) run = { cls, p, first: t, last: t, best: t };
      else {
        run.last = t;
        if (p > run.p) {
          run.p = p;
          run.best = t;
        }
      }
    }
    previous = cls;
  }
  close();
  return chars;
}

function runnersUp(
  scores: Float32Array,
  step: number,
  classes: number,
  dictionary: readonly string[],
  winner: number,
): { char: string; p: number }[] {
  const top: { char: string; p: number }[] = [];
  for (let c = 1; c < classes; c += 1) {
    const p = scores[step * classes + c] ?? 0;
    if (c === winner || p < 0.0005) continue;
    top.push({ char: dictionary[c - 1] ?? '', p });
  }
  return top.sort((a, b) => b.p - a.p).slice(0, 4);
}
