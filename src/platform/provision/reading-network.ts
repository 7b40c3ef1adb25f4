import { existsSync } from 'node:fs';
import { cachedFiles, fetchFiles, type Wheel } from './python-wheel.js';
import { say, step } from './say.js';

/** The recogniser of PP-OCRv6 small (Apache-2.0): no npm package ships it. Without it PP-OCRv4 reads alone, less well. */
const WHEEL: Wheel = {
  distribution: 'rapidocr',
  version: '3.10.0',
  members: ['rapidocr/models/PP-OCRv6_rec_small.onnx'],
  mode: 0o644,
  targets: {
    any: {
      pip: ['--python-version', '311'],
      sha256: '2fc34e26cd0f48514804a94f8832283039c7334076bff60768b1fed9ad068050',
    },
  },
};

/** The model's file; undefined when it has not been fetched. */
export function ocrModelAtHand(): string | undefined {
  const [file] = cachedFiles(WHEEL);
  return existsSync(file) ? file : undefined;
}

/** Fetches the model unless it is here (27 MB, once for all checkouts); says so when it cannot be had, and goes on. */
export async function provideOcrModel(): Promise<void> {
  if (ocrModelAtHand() !== undefined) return;
  await step('已下载识别模型 / reading model downloaded', () => fetchFiles(WHEEL)).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    say(`识别模型无法下载，改用自带的旧模型 / the reading model cannot be had, the older one is used: ${reason}`);
  });
}
