import type { Raster } from './image/raster.js';
import { detectText, type DetectedBox } from './paddle/detect.js';
import { loadPaddleModels } from './paddle/models.js';
import { recogniseStrip, type ReadChar } from './paddle/recognise.js';
import { createTesseractPool, type TesseractPool } from './tesseract/pool.js';

/** The warmed readers of one process, shared by all documents it works on. */
export interface OcrEngines {
  /** Find text lines; the picture is scaled to `longSide` pixels first. */
  detect(raster: Raster, longSide: number): Promise<DetectedBox[]>;
  /** Reader A (PP-OCR) on a strip of one line, 48 pixels high. */
  readonly recognise: (strip: Raster) => Promise<ReadChar[]>;
  /** An older network of PP-OCR on the same, as an opinion of its own; null where reader A is that one. */
  readonly recogniseOlder: ((strip: Raster) => Promise<ReadChar[]>) | null;
  /** Reader B; null where tesseract.js cannot run: then more is `unsure`. */
  readonly tesseract: TesseractPool | null;
  close(): Promise<void>;
}

/**
 * Load and warm both readers. `concurrency` is how many documents are read at a time: so many tesseract.js workers of each
 * kind are kept, and so many PP-OCR inferences run at once (one thread each, the model's memory is shared).
 * @throws Error when the PP-OCR models cannot be loaded
 */
export async function createEngines(options: { concurrency: number }): Promise<OcrEngines> {
  const size = Math.max(1, Math.floor(options.concurrency));
  const [{ detection, recognition, older }, tesseract] = await Promise.all([
    loadPaddleModels(),
    createTesseractPool(size).catch(() => null),
  ]);
  const limit = limiter(size);
  const blank: Raster = { width: 96, height: 48, data: new Uint8Array(96 * 48 * 3).fill(255) };
  await detectText(detection, blank, 64);
  await recogniseStrip(recognition, blank);
  return {
    detect: (raster, longSide) => limit(() => detectText(detection, raster, longSide)),
    recognise: (strip) => limit(() => recogniseStrip(recognition, strip)),
    recogniseOlder: older === null ? null : (strip) => limit(() => recogniseStrip(older, strip)),
    tesseract,
    close: async () => {
      await Promise.all([
        tesseract?.close(),
        detection.release(),
        recognition.session.release(),
        older?.session.release(),
      ]);
    },
  };
}

/** Run at most `size` tasks at a time, in the order they came. */
function limiter(size: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= size) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
