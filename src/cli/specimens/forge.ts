import sharp from 'sharp';
import { toRaster, fromRaster } from './render.js';
import type { Fonts } from './fonts.js';
import { Random } from './random.js';
import { escapeXml, widthOf } from './sheet.js';
import { makeSpecimen, type Specimen } from './specimen.js';

/** Ways to deceive, each with what should notice it. */
export const FORGERIES = ['pasted_value', 'editor', 'screenshot', 'screen_photo'] as const;
export type Forgery = (typeof FORGERIES)[number];

export interface Forged extends Specimen {
  readonly forgery: Forgery;
  /** The field that was changed, when one was. */
  readonly field: string | null;
}

/**
 * A picture made to deceive out of a genuine one; a picture of a screen is taken anew from the same sheet.
 * @throws Error when the paper has no field that could be changed
 */
export async function forge(forgery: Forgery, genuine: Specimen, fonts: Fonts): Promise<Forged> {
  const { seed, conditions } = genuine.truth;
  const random = new Random(`${seed}/forgery`);
  if (forgery === 'pasted_value') return { ...(await pasteValue(genuine, random, fonts)), forgery };
  if (forgery === 'screen_photo') {
    const screen = { pitch: random.between(2.1, 4.5), depth: random.between(0.15, 0.45) };
    const shown = await makeSpecimen(
      { seed, tier: 'photo', conditions: { ...conditions, tier: 'photo', screen } },
      fonts,
    );
    return { ...shown, forgery, field: null };
  }
  if (forgery === 'screenshot') {
    return { ...genuine, image: await onPhoneScreen(genuine.image, random), forgery, field: null };
  }
  const Software = random.pick(EDITORS);
  const saved = sharp(genuine.image).withExif({ IFD0: { Software } }).jpeg({ quality: 90 });
  return { ...genuine, image: await saved.toBuffer(), forgery, field: null };
}

const EDITORS = ['Adobe Photoshop 24.7 (Windows)', 'GIMP 2.10.36', 'Meitu 10.2', 'PicsArt', 'Adobe Photoshop CC 2019'];

/** The finished picture opened in an editor: a patch of paper over one value, another value typed on it, saved again. */
async function pasteValue(
  { image, truth }: Specimen,
  random: Random,
  fonts: Fonts,
): Promise<Specimen & { field: string }> {
  const fields = Object.keys(truth.boxes).filter((name) =>
    ['name', 'idNumber', 'uscc', 'legalRepresentative', 'validFrom', 'established', 'signedOn'].includes(name),
  );
  const field = random.pick(fields);
  const [x, y, width, height] = truth.boxes[field] ?? [0, 0, 1, 1];
  const pad = Math.round(height * 0.12);
  const box = {
    left: Math.max(0, x - pad),
    top: Math.max(0, y - pad),
    width: width + 2 * pad,
    height: height + 2 * pad,
  };
  const text = changed(random, truth.fields[field] ?? '');
  const skilled = random.chance(0.4);
  const size = Math.min(height * 0.92, width / Math.max(1, widthOf(text)));
  const paper = await paperColour(image, box);
  const patch =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${box.width}" height="${box.height}"><rect width="100%" height="100%" fill="rgb(${paper.join(',')})"/>` +
    `<text x="${pad}" y="${pad + size * 0.9}" font-family="${random.pick(fonts.chinese)}" font-size="${size.toFixed(1)}" fill="#1c1c1c" xml:space="preserve">${escapeXml(text)}</text></svg>`;
  let overlay = sharp(Buffer.from(patch));
  if (skilled) overlay = sharp(await overlay.blur(random.between(0.5, 1)).png().toBuffer());
  const raster = await toRaster(
    sharp(
      await sharp(image)
        .composite([{ input: await overlay.png().toBuffer(), left: box.left, top: box.top }])
        .png({ compressionLevel: 1 })
        .toBuffer(),
    ),
  );
  return {
    image: await fromRaster(raster)
      .jpeg({ quality: random.int(80, 95) })
      .toBuffer(),
    truth,
    field,
  };
}

/** Some digits, or the second character of a name, become others. */
function changed(random: Random, text: string): string {
  if (/^[0-9A-Z]{18}$/u.test(text)) return text.slice(0, 12) + random.digits(4) + text.slice(16);
  return text.length < 2 ? `${text}华` : `${text.charAt(0)}${random.pick(['华', '军', '丽', '强'])}${text.slice(2)}`;
}

/** The upper quartile of each channel: paper between letters. */
async function paperColour(
  image: Buffer,
  box: { left: number; top: number; width: number; height: number },
): Promise<number[]> {
  const { width, height } = await sharp(image).metadata();
  const within = {
    ...box,
    width: Math.min(box.width, width - box.left),
    height: Math.min(box.height, height - box.top),
  };
  const { data } = await toRaster(sharp(image).extract(within).toColourspace('srgb'));
  const channels = data.length / (within.width * within.height);
  return [0, 1, 2].map((c) => {
    const values = Uint8Array.from(
      { length: within.width * within.height },
      (_, i) => data[i * channels + (channels < 3 ? 0 : c)] ?? 0,
    ).sort();
    return values[Math.floor(values.length * 0.75)] ?? 255;
  });
}

/** Shown in a gallery and captured: letterboxed on the exact size of a phone's screen. */
async function onPhoneScreen(image: Buffer, random: Random): Promise<Buffer> {
  const [width, height] = random.pick([
    [1080, 2340],
    [1170, 2532],
    [1080, 2400],
    [1290, 2796],
    [720, 1600],
  ] as const);
  const shown = sharp(image).resize(width, height, { fit: 'contain', background: random.pick(['#000000', '#ffffff']) });
  return random.chance(0.5) ? shown.png().toBuffer() : shown.jpeg({ quality: 90 }).toBuffer();
}
