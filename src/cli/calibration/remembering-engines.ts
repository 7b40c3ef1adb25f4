import { createHash } from 'node:crypto';
import type { OcrEngines } from '../../../workers/ocr/engines.js';

/** Engines that compute nothing twice for one document, and say how long what they remembered had taken. */
export interface RememberingEngines {
  readonly engines: OcrEngines;
  /** Forget everything: the next document begins. */
  forget(): void;
  /** Milliseconds that were saved since the last call. */
  saved(): number;
}

/**
 * The same document is read many times with one stage left out each: most of what the networks are asked is the same. Their time
 * still counts, as `saved`.
 */
export function rememberingEngines(engines: OcrEngines): RememberingEngines {
  const known = new Map<string, { readonly answer: Promise<unknown>; readonly took: number }>();
  let saved = 0;
  const once = async <T>(
    question: readonly (string | number)[],
    data: Uint8Array,
    ask: () => Promise<T>,
  ): Promise<T> => {
    const key = createHash('sha1').update(question.join(' ')).update(data).digest('base64');
    const before = known.get(key);
    if (before !== undefined) {
      saved += before.took;
      // Only this function writes the map, with what `ask` of the same question gave.
      return before.answer as Promise<T>;
    }
    const started = performance.now();
    const answer = await ask();
    known.set(key, { answer: Promise.resolve(answer), took: performance.now() - started });
    return answer;
  };
  const { recognise, recogniseOlder, tesseract } = engines;
  return {
    engines: {
      ...engines,
      detect: (raster, longSide) =>
        once(['detect', raster.width, longSide], raster.data, () => engines.detect(raster, longSide)),
      recognise: (strip) => once(['recognise', strip.width], strip.data, () => recognise(strip)),
      recogniseOlder:
        recogniseOlder === null
          ? null
          : (strip) => once(['older', strip.width], strip.data, () => recogniseOlder(strip)),
      tesseract:
        tesseract === null
          ? null
          : {
              read: (picture, mode, whitelist, signal) =>
                once(['b', mode, whitelist], picture, () => tesseract.read(picture, mode, whitelist, signal)),
              close: () => tesseract.close(),
            },
    },
    forget: () => {
      known.clear();
    },
    saved: () => {
      const milliseconds = saved;
      saved = 0;
      return milliseconds;
    },
  };
}
