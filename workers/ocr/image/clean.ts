import { redFree, type Raster } from './raster.js';

/** Side of the blocks in which the paper's brightness is measured, pixels: larger than a glyph, smaller than a shadow. */
const BLOCK = 32;
/** As bright as this share of the paper is paper: watermarks and pale tints vanish. */
const PAPER = 0.88;
/** As dark as this share of the paper is ink. */
const INK = 0.3;

/**
 * The page without red ink, shadows, tints and watermarks: each pixel of the red channel as a share of the local paper,
 * stretched so that anything near the paper's own brightness becomes white. Grey in three equal channels.
 */
export function cleanPage(raster: Raster): Raster {
  const grey = redFree(raster);
  const { width, height } = grey;
  const columns = Math.ceil(width / BLOCK);
  const rows = Math.ceil(height / BLOCK);
  const paper = smooth(paperOf(grey.data, width, height, columns, rows), columns, rows);
  const out = new Uint8Array(raster.data.length);
  const stretch = 255 / (PAPER - INK);
  for (let y = 0; y < height; y += 1) {
    const by = Math.min(Math.max(y / BLOCK - 0.5, 0), rows - 1);
    const y0 = by | 0;
    const y1 = Math.min(y0 + 1, rows - 1);
    const fy = by - y0;
    for (let x = 0; x < width; x += 1) {
      const bx = Math.min(Math.max(x / BLOCK - 0.5, 0), columns - 1);
      const x0 = bx | 0;
      const x1 = Math.min(x0 + 1, columns - 1);
      const fx = bx - x0;
      const top = (paper[y0 * columns + x0] ?? 255) * (1 - fx) + (paper[y0 * columns + x1] ?? 255) * fx;
      const bottom = (paper[y1 * columns + x0] ?? 255) * (1 - fx) + (paper[y1 * columns + x1] ?? 255) * fx;
      const local = top * (1 - fy) + bottom * fy;
      const i = y * width + x;
      const value = Math.max(0, Math.min(255, ((grey.data[i] ?? 0) / local - INK) * stretch));
      out[i * 3] = value;
      out[i * 3 + 1] = value;
      out[i * 3 + 2] = value;
    }
  }
  return { width, height, data: out };
}

/** The 80th percentile of each block: paper also where a third of the block is ink. */
function paperOf(data: Uint8Array, width: number, height: number, columns: number, rows: number): Float32Array {
  const paper = new Float32Array(columns * rows);
  const histogram = new Uint32Array(256);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      histogram.fill(0);
      let count = 0;
      for (let y = r * BLOCK; y < Math.min(height, (r + 1) * BLOCK); y += 2) {
        for (let x = c * BLOCK; x < Math.min(width, (c + 1) * BLOCK); x += 2) {
          const value = data[y * width + x] ?? 0;
          histogram[value] = (histogram[value] ?? 0) + 1;
          count += 1;
        }
      }
      let above = count * 0.2;
      let level = 255;
      while (level > 0 && (above -= histogram[level] ?? 0) > 0) level -= 1;
      paper[r * columns + c] = Math.max(24, level);
    }
  }
  return paper;
}

/** Where ink fills a block (a portrait, a headline) its neighbours tell what the paper is: take their maximum, then their mean. */
function smooth(paper: Float32Array, columns: number, rows: number): Float32Array {
  return pool(
    pool(paper, columns, rows, (values) => Math.max(...values)),
    columns,
    rows,
    (values) => values.reduce((a, b) => a + b, 0) / values.length,
  );
}

function pool(map: Float32Array, columns: number, rows: number, join: (values: number[]) => number): Float32Array {
  const out = new Float32Array(map.length);
  for (let r = 0; r < rows; r += 1) {
    for (let c = 0; c < columns; c += 1) {
      const values: number[] = [];
      for (let y = Math.max(0, r - 1); y <= Math.min(rows - 1, r + 1); y += 1) {
        for (let x = Math.max(0, c - 1); x <= Math.min(columns - 1, c + 1); x += 1)
          values.push(map[y * columns + x] ?? 0);
      }
      out[r * columns + c] = join(values);
    }
  }
  return out;
}
