import { Tensor, type InferenceSession } from 'onnxruntime-node';
import sharp from 'sharp';
import { minAreaRect, type Point, type TurnedRect } from '../image/geometry.js';
import type { Raster } from '../image/raster.js';

const PIXEL_THRESHOLD = 0.3;
const BOX_THRESHOLD = 0.5;
/** PP-OCR trains on text shrunk by this ratio; the found core is grown back by it (DB, Liao et al. 2020, §3.5). */
const UNCLIP_RATIO = 1.6;
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/** One line of text as the detector sees it, in pixels of the raster it was given. */
export interface DetectedBox extends TurnedRect {
  readonly score: number;
}

/** Find the lines of text. The picture is scaled so that its longer side is `longSide` pixels (never enlarged beyond 2 ×). */
export async function detectText(model: InferenceSession, raster: Raster, longSide: number): Promise<DetectedBox[]> {
  const scale = Math.min(2, longSide / Math.max(raster.width, raster.height));
  const width = Math.max(32, Math.round((raster.width * scale) / 32) * 32);
  const height = Math.max(32, Math.round((raster.height * scale) / 32) * 32);
  const input = new Tensor('float32', await toTensor(raster, width, height), [1, 3, height, width]);
  const output = (await model.run({ x: input }))['sigmoid_0.tmp_0'];
  if (!(output?.data instanceof Float32Array)) throw new Error('the detector gave no score map');
  const sx = raster.width / width;
  const sy = raster.height / height;
  return componentsOf(output.data, width, height).flatMap((c) => {
    const box = toBox(c.border);
    if (box === null || c.score < BOX_THRESHOLD) return [];
    return [
      { ...box, cx: box.cx * sx, cy: box.cy * sy, width: box.width * sx, height: box.height * sy, score: c.score },
    ];
  });
}

async function toTensor(raster: Raster, width: number, height: number): Promise<Float32Array> {
  const pixels = await sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer();
  const area = width * height;
  const tensor = new Float32Array(area * 3);
  for (let c = 0; c < 3; c += 1) {
    const mean = MEAN[c] ?? 0;
    const deviation = DEVIATION[c] ?? 1;
    // Trained on BGR: plane 0 is blue.
    for (let i = 0; i < area; i += 1) tensor[c * area + i] = ((pixels[i * 3 + 2 - c] ?? 0) / 255 - mean) / deviation;
  }
  return tensor;
}

interface Component {
  readonly border: Point[];
  readonly score: number;
}

/** Connected areas above the threshold, each as the end points of its rows (enough for its hull) and its mean score. */
function componentsOf(scores: Float32Array, width: number, height: number): Component[] {
  const seen = new Uint8Array(scores.length);
  const stack: number[] = [];
  const found: Component[] = [];
  for (let start = 0; start < scores.length; start += 1) {
    if (seen[start] === 1 || (scores[start] ?? 0) <= PIXEL_THRESHOLD) continue;
    const rows = new Map<number, [number, number]>();
    let sum = 0;
    let count = 0;
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      sum += scores[at] ?? 0;
      count += 1;
      const row = rows.get(y);
      if (row === undefined) rows.set(y, [x, x]);
      else if (x < row[0]) row[0] = x;
      else if (x > row[1]) row[1] = x;
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dx = -1; dx <= 1; dx += 1) {
          const nx = x + dx;
          const ny = y + dy;
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const next = ny * width + nx;
          if (seen[next] === 1 || (scores[next] ?? 0) <= PIXEL_THRESHOLD) continue;
          seen[next] = 1;
          stack.push(next);
        }
      }
    }
    if (count < 12) continue;
    const border: Point[] = [];
    for (const [y, [x0, x1]] of rows) {
      border.push({ x: x0, y }, { x: x1 + 1, y }, { x: x0, y: y + 1 }, { x: x1 + 1, y: y + 1 });
    }
    found.push({ border, score: sum / count });
  }
  return found;
}

function toBox(border: readonly Point[]): TurnedRect | null {
  const core = minAreaRect(border);
  if (core === null || Math.min(core.width, core.height) < 3) return null;
  const grow = (core.width * core.height * UNCLIP_RATIO) / (2 * (core.width + core.height));
  return { ...core, width: core.width + 2 * grow, height: core.height + 2 * grow };
}
