import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { judgePicture } from '../../src/web/documents/judge-picture.js';

const FOLDER = join(import.meta.dirname, '../fixtures/dossiers');
const PICTURES = ['clean', 'clean-photo'].flatMap((dossier) =>
  readdirSync(join(FOLDER, dossier))
    .filter((name) => /\.(jpe?g|png|webp)$/.test(name))
    .map((name) => `${dossier}/${name}`),
);
const LICENCE = join(FOLDER, 'clean-photo/business_licence.jpg');

async function judged(picture: Sharp) {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return judgePicture({ data, width: info.width, height: info.height });
}

describe('a picture, before it is uploaded', () => {
  it.each(PICTURES)('%s is good enough: nobody is nagged', async (name) => {
    expect(await judged(sharp(join(FOLDER, name)))).toEqual([]);
  });

  it('is blurred when the hand shook', async () => {
    expect(await judged(sharp(LICENCE).blur(9))).toContain('blurred');
  });

  it('is too small when the page is far away', async () => {
    expect(await judged(sharp(LICENCE).resize({ width: 500 }))).toContain('small');
  });

  it('is too dark without a lamp', async () => {
    expect(await judged(sharp(LICENCE).linear(0.25, 0))).toContain('dark');
  });

  it('mirrors a lamp', async () => {
    const { width, height } = await sharp(LICENCE).metadata();
    const [side, left, top] = [Math.round(width * 0.3), Math.round(width * 0.3), Math.round(height * 0.3)];
    const lamp = Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}"><circle cx="50%" cy="50%" r="50%" fill="#fff"/></svg>`,
    );
    const lit = await sharp(LICENCE)
      .composite([{ input: lamp, left, top }])
      .png()
      .toBuffer();
    expect(await judged(sharp(lit))).toContain('glare');
  });
});
