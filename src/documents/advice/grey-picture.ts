/** One byte a pixel, row by row. */
export interface GreyPicture {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** Sums over rectangles in constant time: entry `(y + 1) * (width + 1) + x + 1` is the sum of all pixels up to (x, y). */
export function integralOf({ data, width, height }: GreyPicture): Float64Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let row = 0;
    for (let x = 0; x < width; x += 1) {
      row += data[y * width + x] ?? 0;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] ?? 0) + row;
    }
  }
  return sums;
}

/** Pixels darker than their surroundings by `contrast` (share): ink under any light. One byte a pixel, 1 for ink. */
export function inkOf(picture: GreyPicture, contrast: number): Uint8Array {
  const { data, width, height } = picture;
  const sums = integralOf(picture);
  const reach = Math.round(Math.max(width, height) / 55);
  const ink = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const [y0, y1] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    const [above, below] = [y0 * (width + 1), y1 * (width + 1)];
    for (let x = 0; x < width; x += 1) {
      const x0 = Math.max(0, x - reach);
      const x1 = Math.min(width, x + reach + 1);
      const sum = (sums[below + x1] ?? 0) - (sums[above + x1] ?? 0) - (sums[below + x0] ?? 0) + (sums[above + x0] ?? 0);
      if ((data[y * width + x] ?? 0) * (y1 - y0) * (x1 - x0) < sum * (1 - contrast)) ink[y * width + x] = 1;
    }
  }
  return ink;
}

/** A connected patch: its bounding box (last row and column included) and number of pixels. */
export interface Patch {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  size: number;
}

/** Connected patches (8 neighbours) of a mask, in no particular order. */
export function patchesOf(mask: Uint8Array, width: number, height: number): Patch[] {
  const seen = new Uint8Array(mask.length);
  const stack = new Int32Array(mask.length);
  const patches: Patch[] = [];
  for (let start = 0; start < mask.length; start += 1) {
    if (mask[start] !== 1 || seen[start] === 1) continue;
    const patch: Patch = { x0: width, y0: height, x1: 0, y1: 0, size: 0 };
    let top = 0;
    stack[top] = start;
    seen[start] = 1;
    while (top >= 0) {
      const at = stack[top] ?? 0;
      top -= 1;
      const x = at % width;
      const y = (at - x) / width;
      patch.size += 1;
      patch.x0 = Math.min(patch.x0, x);
      patch.x1 = Math.max(patch.x1, x);
      patch.y0 = Math.min(patch.y0, y);
      patch.y1 = Math.max(patch.y1, y);
      for (let dy = -1; dy <= 1; dy += 1) {
        for (let dx = -1; dx <= 1; dx += 1) {
          const [nx, ny] = [x + dx, y + dy];
          if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
          const next = ny * width + nx;
          if (mask[next] !== 1 || seen[next] === 1) continue;
          seen[next] = 1;
          top += 1;
          stack[top] = next;
        }
      }
    }
    patches.push(patch);
  }
  return patches;
}
