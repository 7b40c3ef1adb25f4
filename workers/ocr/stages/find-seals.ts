import sharp from 'sharp';
import type { Raster } from '../image/raster.js';

/** A red ring with something inside: centre and radius in pixels of the raster; `coverage` is the share of the ring that is inked. */
export interface Seal {
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
  readonly coverage: number;
}

/** Longer side of the picture that is searched, pixels. */
const SIDE = 480;
/** A company seal is 38–58 mm across; from a letter that fills the frame to a licence in a third of it. */
const MIN_RADIUS = 12;
const MAX_RADIUS = 90;
const RING_COVERAGE = 0.6;
/** A seal is mostly paper inside its ring; the emblem of the state is not. */
const MAX_FILL = 0.58;
const BINS = 72;

/** Find round red seals by letting every red pixel vote for the centres of rings through it. */
export async function findSeals(raster: Raster): Promise<Seal[]> {
  const scale = Math.min(1, SIDE / Math.max(raster.width, raster.height));
  const { data, info } = await sharp(raster.data, { raw: { width: raster.width, height: raster.height, channels: 3 } })
    .resize(Math.round(raster.width * scale), Math.round(raster.height * scale), { fit: 'fill', kernel: 'linear' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const mask = new Uint8Array(width * height);
  const red: number[] = [];
  for (let i = 0; i < mask.length; i += 1) {
    if (!isRed(data[i * 3] ?? 0, data[i * 3 + 1] ?? 0, data[i * 3 + 2] ?? 0)) continue;
    mask[i] = 1;
    red.push(i);
  }
  // No ring has fewer pixels; a page that is red all over is no paper.
  if (red.length < 60 || red.length > mask.length * 0.4) return [];
  const candidates = vote(red, width, height)
    .map((c) => measure(mask, width, height, c))
    .filter((c) => c !== null)
    .sort((a, b) => b.coverage - a.coverage || b.radius - a.radius);
  const kept: Seal[] = [];
  for (const c of candidates) {
    if (kept.every((k) => Math.hypot(k.cx - c.cx, k.cy - c.cy) > 0.8 * Math.max(k.radius, c.radius))) kept.push(c);
  }
  return kept.map((s) => ({ ...s, cx: s.cx / scale, cy: s.cy / scale, radius: s.radius / scale }));
}

/** Seal red, also pale and over print: the hue within about 20° of red and clearly more red than grey. */
function isRed(r: number, g: number, b: number): boolean {
  const over = r - Math.max(g, b);
  return over > 28 && over > r * 0.13 && Math.abs(g - b) < 0.45 * (r - Math.min(g, b));
}

interface Circle {
  readonly cx: number;
  readonly cy: number;
  readonly radius: number;
}

function vote(red: readonly number[], width: number, height: number): Circle[] {
  const found: (Circle & { votes: number })[] = [];
  const stride = Math.max(1, Math.floor(red.length / 3000));
  for (let radius = MIN_RADIUS; radius <= MAX_RADIUS; radius += radius < 30 ? 1 : 2) {
    const votes = new Uint16Array(width * height);
    const angles = Math.round(4 * radius);
    const dx = Int16Array.from({ length: angles }, (_, k) => Math.round(radius * Math.cos((2 * Math.PI * k) / angles)));
    const dy = Int16Array.from({ length: angles }, (_, k) => Math.round(radius * Math.sin((2 * Math.PI * k) / angles)));
    let best = 0;
    let at = 0;
    for (let n = 0; n < red.length; n += stride) {
      const i = red[n] ?? 0;
      const x = i % width;
      const y = (i - x) / width;
      for (let k = 0; k < angles; k += 1) {
        const cx = x + (dx[k] ?? 0);
        const cy = y + (dy[k] ?? 0);
        if (cx < 0 || cy < 0 || cx >= width || cy >= height) continue;
        const j = cy * width + cx;
        const count = (votes[j] ?? 0) + 1;
        votes[j] = count;
        if (count > best) {
          best = count;
          at = j;
        }
      }
    }
    const cx = at % width;
    found.push({ cx, cy: (at - cx) / width, radius, votes: (best * stride) / radius });
    // A second seal of the same size elsewhere on the page.
    const second = bestElsewhere(votes, width, at, radius);
    if (second !== null) found.push({ ...second, votes: (second.votes * stride) / radius });
  }
  return found.sort((a, b) => b.votes - a.votes).slice(0, 60);
}

function bestElsewhere(
  votes: Uint16Array,
  width: number,
  taken: number,
  radius: number,
): (Circle & { votes: number }) | null {
  const tx = taken % width;
  const ty = (taken - tx) / width;
  let best = 0;
  let at = -1;
  for (let j = 0; j < votes.length; j += 1) {
    const count = votes[j] ?? 0;
    if (count <= best) continue;
    const x = j % width;
    const y = (j - x) / width;
    if (Math.hypot(x - tx, y - ty) < radius) continue;
    best = count;
    at = j;
  }
  if (at < 0) return null;
  return { cx: at % width, cy: Math.floor(at / width), radius, votes: best };
}

/** How much of the ring is there, and whether it is a ring at all and not a disc or loose print. */
function measure(mask: Uint8Array, width: number, height: number, c: Circle): Seal | null {
  const ring = new Uint8Array(BINS);
  const slack = Math.max(1.6, c.radius * 0.07);
  let inside = 0;
  let insideRed = 0;
  let core = 0;
  let coreRed = 0;
  let outside = 0;
  let outsideRed = 0;
  const reach = Math.ceil(c.radius * 1.3);
  for (let y = Math.max(0, c.cy - reach); y <= Math.min(height - 1, c.cy + reach); y += 1) {
    for (let x = Math.max(0, c.cx - reach); x <= Math.min(width - 1, c.cx + reach); x += 1) {
      const r = Math.hypot(x - c.cx, y - c.cy);
      const isInk = mask[y * width + x] === 1;
      if (Math.abs(r - c.radius) <= slack) {
        if (isInk) ring[Math.floor(((Math.atan2(y - c.cy, x - c.cx) + Math.PI) / (2 * Math.PI)) * BINS) % BINS] = 1;
      } else if (r < c.radius * 0.88) {
        inside += 1;
        if (isInk) insideRed += 1;
        if (r < c.radius * 0.5) {
          core += 1;
          if (isInk) coreRed += 1;
        }
      } else if (r > c.radius * 1.12 && r < c.radius * 1.28) {
        outside += 1;
        if (isInk) outsideRed += 1;
      }
    }
  }
  const coverage = ring.reduce((n, v) => n + v, 0) / BINS;
  const fill = inside === 0 ? 1 : insideRed / inside;
  const coreFill = core === 0 ? 1 : coreRed / core;
  const halo = outside === 0 ? 0 : outsideRed / outside;
  // An empty ring is a stamp's border at best; red all round means the "ring" is part of something larger.
  if (coverage < RING_COVERAGE || fill > MAX_FILL || coreFill > 0.72 || fill < 0.05 || halo > 0.3) return null;
  return { ...c, coverage };
}
