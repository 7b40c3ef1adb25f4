import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { adviceOn } from '../../src/documents/advice/advice-on.js';
import { examineInProcess } from '../../src/documents/examine-file.js';
import { specimen } from './sample-files.js';

const licence = specimen();
const advised = async (picture: Sharp | Buffer) => {
  const bytes = Buffer.isBuffer(picture) ? picture : await picture.jpeg({ quality: 90 }).toBuffer();
  return (await examineInProcess(bytes)).advice;
};
const codes = async (picture: Sharp | Buffer) => (await advised(picture)).map(({ code }) => code);

/** What is left of the licence when so much of each side is cut off, shares. */
async function cut({ left = 0, right = 0 }): Promise<Sharp> {
  const { width, height } = await sharp(licence).metadata();
  const from = Math.round(width * left);
  return sharp(licence).extract({ left: from, top: 0, width: width - from - Math.round(width * right), height });
}

describe('advice on a picture', { timeout: 60_000 }, () => {
  it('given a usable picture, says nothing', async () => {
    expect(await codes(licence)).toEqual([]);
    expect(await codes(specimen('agent_id_front'))).toEqual([]);
  });

  it('given a blurred one, says so', async () => {
    expect(await codes(sharp(licence).blur(7))).toEqual(['TOO_BLURRED']);
  });

  it('given one on its side or too small, says so', async () => {
    expect(await codes(sharp(licence).rotate(90))).toEqual(['TURNED']);
    expect(await codes(sharp(licence).resize(420))).toEqual(['TOO_SMALL']);
  });

  it('given one that is cut, names the side', async () => {
    expect(await codes(await cut({ left: 0.13 }))).toEqual(['CUT_LEFT']);
    expect(await codes(await cut({ right: 0.2 }))).toEqual(['CUT_RIGHT']);
  });

  it('given a reflection, says where it is', async () => {
    const grey = sharp(licence).linear(0.75, 0);
    const { width, height } = await sharp(licence).metadata();
    const spot = Math.round(width * 0.15);
    const light = await sharp(
      Buffer.from(`<svg width="${spot}" height="${spot}"><circle cx="50%" cy="50%" r="48%" fill="#fff"/></svg>`),
    )
      .png()
      .toBuffer();
    const [left, top] = [Math.round(width * 0.4), Math.round(height * 0.5)];
    const dazzled = sharp(await grey.png().toBuffer()).composite([{ input: light, left, top }]);
    const [glare] = (await advised(dazzled)).filter(({ code }) => code === 'GLARE');
    const [x = 0, y = 0, w = 0] = glare?.box ?? [];
    expect(Math.abs(x - left) + Math.abs(y - top)).toBeLessThan(width * 0.04);
    expect(w).toBeLessThan(width * 0.2);
  });

  it('given no colour, says so for papers that bear a seal only', () => {
    const pale = { colour: false, advice: [] };
    expect(adviceOn('business_licence', pale).map(({ code }) => code)).toEqual(['BLACK_AND_WHITE']);
    expect(adviceOn('agent_id_front', pale)).toEqual([]);
    expect(adviceOn('business_licence', { ...pale, colour: true })).toEqual([]);
  });
});
