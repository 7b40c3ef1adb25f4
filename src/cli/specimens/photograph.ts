import type { Sharp } from 'sharp';
import {
  compose,
  invert,
  rectToQuad,
  type Homography,
  type Point,
  type Quad,
} from '../../../workers/ocr/image/geometry.js';
import type { Raster } from '../../../workers/ocr/image/raster.js';
import type { Conditions } from './camera.js';
import { Random } from './random.js';
import { fromRaster, photocopy, renderSheet, toRaster } from './render.js';
import type { Sheet } from './sheet.js';

export interface Photograph {
  /** JPEG. */
  readonly image: Buffer;
  readonly width: number;
  readonly height: number;
  /** Maps pixels of the sheet to pixels of the picture. */
  readonly toPicture: Homography;
}

/** Scene: how large the frame is and where in it the sheet lies. */
interface Scene {
  readonly width: number;
  readonly height: number;
  readonly quad: Quad;
}

/** Takes the picture. The same seed and conditions give the same bytes with the same fonts and sharp. */
export async function photograph(sheet: Sheet, conditions: Conditions, seed: string): Promise<Photograph> {
  const random = new Random(`${seed}/camera`);
  const scene = sceneOf(sheet, conditions);
  const printed = await printSheet(sheet, scene, conditions, random);
  const exposed = expose(printed, scene, conditions, sheet, random);
  const developed = await develop(exposed, conditions, random);
  const image = await encode(fromRaster(developed), conditions);
  const upright = rectToQuad(sheet.width, sheet.height, scene.quad);
  const { turn } = conditions;
  const sideways = turn === 90 || turn === 270;
  return {
    image,
    width: sideways ? scene.height : scene.width,
    height: sideways ? scene.width : scene.height,
    toPicture: compose(turned(turn, scene.width, scene.height), upright),
  };
}

function encode(picture: Sharp, { turn, mono, quality }: Conditions): Promise<Buffer> {
  const upright = turn === 0 ? picture : picture.rotate(turn);
  const coloured = mono ? upright.greyscale() : upright;
  return coloured.jpeg({ quality, chromaSubsampling: quality > 85 ? '4:4:4' : '4:2:0' }).toBuffer();
}

/** A clockwise quarter turn of a `width × height` picture. */
function turned(turn: Conditions['turn'], width: number, height: number): Homography {
  if (turn === 90) return [0, -1, height, 1, 0, 0, 0, 0, 1];
  if (turn === 180) return [-1, 0, width, 0, -1, height, 0, 0, 1];
  if (turn === 270) return [0, 1, 0, -1, 0, width, 0, 0, 1];
  return [1, 0, 0, 0, 1, 0, 0, 0, 1];
}

/** The sheet's corners through a pinhole camera, scaled so that they span `fill` of the frame. */
function sceneOf(sheet: Sheet, conditions: Conditions): Scene {
  const { longSide, skew, tilt, fill, shift, tier } = conditions;
  const portrait = sheet.height > sheet.width;
  const ratio = tier === 'scan' ? Math.min(sheet.width, sheet.height) / Math.max(sheet.width, sheet.height) : 0.75;
  const [width, height] = portrait
    ? [Math.round(longSide * ratio), longSide]
    : [longSide, Math.round(longSide * ratio)];
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(radians(skew)), Math.sin(radians(skew))];
  const distance = 1.6 * Math.max(sheet.width, sheet.height);
  const project = (x: number, y: number): Point => {
    const [rx, ry] = [x * cos - y * sin, x * sin + y * cos];
    const depth = distance + rx * Math.sin(radians(tilt[0])) + ry * Math.sin(radians(tilt[1]));
    return {
      x: (rx * Math.cos(radians(tilt[0])) * distance) / depth,
      y: (ry * Math.cos(radians(tilt[1])) * distance) / depth,
    };
  };
  const [w, h] = [sheet.width / 2, sheet.height / 2];
  const corners = [project(-w, -h), project(w, -h), project(w, h), project(-w, h)] as const;
  const xs = corners.map((p) => p.x);
  const ys = corners.map((p) => p.y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
  const scale = fill * Math.min(width / (right - left), height / (bottom - top));
  const place = (p: Point): Point => ({
    x: (p.x - (left + right) / 2) * scale + width * (0.5 + shift[0]),
    y: (p.y - (top + bottom) / 2) * scale + height * (0.5 + shift[1]),
  });
  return { width, height, quad: [place(corners[0]), place(corners[1]), place(corners[2]), place(corners[3])] };
}

/** Drawn at the size it will have in the picture, so that print is smoothed once. */
async function printSheet(sheet: Sheet, { quad }: Scene, { copies }: Conditions, random: Random): Promise<Raster> {
  const across = Math.hypot(quad[1].x - quad[0].x, quad[1].y - quad[0].y);
  const below = Math.hypot(quad[2].x - quad[3].x, quad[2].y - quad[3].y);
  let raster = await renderSheet(sheet, Math.max(64, Math.round(Math.max(across, below))));
  for (let k = 0; k < copies; k += 1) raster = await photocopy(raster, random);
  return raster;
}

/** Light falls on sheet and table, and both are sampled into the frame. The inner loop is written for speed. */
function expose(sheet: Raster, scene: Scene, conditions: Conditions, { corner, width }: Sheet, random: Random): Raster {
  const { width: w, height: h } = scene;
  const back = invert(rectToQuad(sheet.width, sheet.height, scene.quad));
  const data = new Uint8Array(w * h * 3);
  const radius = (corner * sheet.width) / width;
  const table = tableTexture(conditions, random);
  const lightRow = lightOver(scene, conditions);
  const gain = new Float32Array(w);
  const flare = new Float32Array(w);
  const { tint, screen } = conditions;
  for (let y = 0; y < h; y += 1) {
    lightRow(y, gain, flare);
    for (let x = 0; x < w; x += 1) {
      const depth = back[6] * (x + 0.5) + back[7] * (y + 0.5) + back[8];
      const px = (back[0] * (x + 0.5) + back[1] * (y + 0.5) + back[2]) / depth;
      const py = (back[3] * (x + 0.5) + back[4] * (y + 0.5) + back[5]) / depth;
      const on = insideRounded(px, py, sheet, radius);
      const [light, extra] = [gain[x] ?? 1, flare[x] ?? 0];
      const to = (y * w + x) * 3;
      for (let c = 0; c < 3; c += 1) {
        const value = on
          ? sample(sheet, px, py, c) * (screen === null ? 1 : pixelGrid(screen, px, py, c))
          : table(x, y, c);
        data[to + c] = Math.min(255, value * light * (tint[c] ?? 1) + extra);
      }
    }
  }
  return { width: w, height: h, data };
}

/** Red, green and blue stripes with dark seams, as a flat screen has them. */
function pixelGrid({ pitch, depth }: NonNullable<Conditions['screen']>, px: number, py: number, c: number): number {
  const across = 0.5 + 0.5 * Math.cos(2 * Math.PI * (px / pitch) - (2 * Math.PI * c) / 3);
  const down = 0.5 + 0.5 * Math.cos((2 * Math.PI * py) / pitch);
  return 1 - depth * (1 - 0.7 * across - 0.3 * down);
}

function insideRounded(px: number, py: number, { width, height }: Raster, radius: number): boolean {
  if (px < 0 || py < 0 || px >= width || py >= height) return false;
  if (radius === 0) return true;
  const dx = Math.max(radius - px, px - (width - radius), 0);
  const dy = Math.max(radius - py, py - (height - radius), 0);
  return dx * dx + dy * dy <= radius * radius;
}

function sample({ data, width, height }: Raster, px: number, py: number, c: number): number {
  const sx = Math.min(Math.max(px - 0.5, 0), width - 1.001);
  const sy = Math.min(Math.max(py - 0.5, 0), height - 1.001);
  const ix = sx | 0;
  const iy = sy | 0;
  const fx = sx - ix;
  const fy = sy - iy;
  const at = (iy * width + ix) * 3 + c;
  const below = at + width * 3;
  const upper = (data[at] ?? 0) * (1 - fx) + (data[at + 3] ?? 0) * fx;
  return upper * (1 - fy) + ((data[below] ?? 0) * (1 - fx) + (data[below + 3] ?? 0) * fx) * fy;
}

/** Plain for a scanner's lid; grained wood, cloth or stone otherwise. */
function tableTexture({ tier, background }: Conditions, random: Random): (x: number, y: number, c: number) => number {
  if (tier === 'scan') return (_x, _y, c) => background[c] ?? 0;
  const [fx, fy] = [random.between(0.002, 0.02), random.between(0.02, 0.12)];
  const depth = random.between(2, 16);
  return (x, y, c) => (background[c] ?? 0) + depth * Math.sin(x * fx + 3 * Math.sin(y * fy * 0.13) + y * fy);
}

/** Fills one row with how much light falls on each pixel and how much is reflected into the lens. */
function lightOver(
  { width, height }: Scene,
  { light, shadow, glare }: Conditions,
): (y: number, gain: Float32Array, flare: Float32Array) => void {
  const long = Math.max(width, height);
  const along = (x: number, y: number, angle: number): number =>
    ((x - width / 2) * Math.cos(angle) + (y - height / 2) * Math.sin(angle)) / long;
  return (y, gain, flare) => {
    for (let x = 0; x < width; x += 1) {
      gain[x] = 1 - light.fall * (along(x, y, light.angle) + 0.5);
      if (shadow !== null)
        gain[x] =
          (gain[x] ?? 1) * (1 - shadow.depth / (1 + Math.exp(-40 * (along(x, y, shadow.angle) - shadow.offset))));
      if (glare === null) continue;
      const far = Math.hypot(x - glare.at[0] * width, y - glare.at[1] * height) / (glare.radius * long);
      flare[x] = 255 * glare.strength * Math.exp(-far * far);
    }
  };
}

/** Lens and sensor: blur, shake, noise. */
async function develop(raster: Raster, { blur, shake, noise }: Conditions, random: Random): Promise<Raster> {
  const unit = Math.max(raster.width, raster.height) / 1800;
  let picture = fromRaster(raster);
  if (blur * unit > 0.3) picture = picture.blur(blur * unit);
  const length = Math.round(shake * unit) * 2 + 1;
  if (length > 1) {
    const level = random.chance(0.5);
    const kernel = Array.from({ length: length * length }, (_, i) =>
      (level ? Math.floor(i / length) : i % length) === (length - 1) / 2 ? 1 : 0,
    );
    picture = picture.convolve({ width: length, height: length, kernel });
  }
  const developed = await toRaster(picture);
  if (noise > 0) addNoise(developed.data, noise, random);
  return developed;
}

const TABLE = 65_536;

function addNoise(data: Uint8Array, deviation: number, random: Random): void {
  const table = Float32Array.from({ length: TABLE }, () => random.gauss() * deviation);
  for (let i = 0; i < data.length; i += 1) {
    const value = (data[i] ?? 0) + (table[(random.next() * TABLE) | 0] ?? 0);
    data[i] = value < 0 ? 0 : value > 255 ? 255 : value + 0.5;
  }
}
