import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { examineInProcess } from '../../src/documents/examine-file.js';
import { findFieldEdits } from '../../workers/forgery/find-field-edits.js';
import { Random } from '../../src/cli/specimens/random.js';
import type { FieldReading } from '../../src/domain/ocr-fields.js';
import { pdf, specimen } from './sample-files.js';

const traces = async (bytes: Buffer) => (await examineInProcess(bytes)).traces.map(({ code }) => code);
const savedBy = (Software: string) => sharp(specimen()).resize(900).withExif({ IFD0: { Software } }).jpeg().toBuffer();

describe('signs of editing in an uploaded file', { timeout: 60_000 }, () => {
  it('given the name of a picture editor, notes it; a scanner app is none', async () => {
    expect(await traces(await savedBy('Adobe Photoshop 24.7 (Windows)'))).toEqual(['EDITOR_METADATA']);
    expect(await traces(await savedBy('Adobe Photoshop Lightroom 12'))).toEqual([]);
    expect(await traces(await savedBy('CamScanner'))).toEqual([]);
    expect(await traces(await pdf(1, { compress: false, info: { Creator: 'Adobe Illustrator 27' } }))).toEqual([
      'EDITOR_METADATA',
    ]);
    expect(await traces(await pdf(1))).toEqual([]);
  });

  it('given a capture of a phone screen, notes it; a plain picture is none', async () => {
    const shown = sharp(specimen()).resize(1080, 2340, { fit: 'contain', background: '#000' });
    expect(await traces(await shown.png().toBuffer())).toEqual(['SCREENSHOT']);
    expect(await traces(specimen())).toEqual([]);
  });
});

/** Lines of bars like print on noisy paper; `clean` has no noise, as if typed over a flat patch. */
async function printedPage(clean: readonly number[]): Promise<Buffer> {
  const [width, height] = [900, 600];
  const random = new Random('page');
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const line = Math.floor(y / 100);
      const ink = y % 100 > 30 && y % 100 < 60 && x > 100 && x < 800 && x % 28 < 6;
      const noise = clean.includes(line) ? 0 : random.gauss() * 5;
      data.fill(Math.max(0, Math.min(255, (ink ? 60 : 225) + noise)), (y * width + x) * 3, (y * width + x) * 3 + 3);
    }
  }
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 95 })
    .toBuffer();
}

describe('fields that differ from their page', () => {
  const at = (line: number): FieldReading => ({
    value: 'x',
    confidence: 1,
    verdict: 'read',
    box: [100, 100 * line + 25, 700, 40],
    page: 1,
  });
  const fields = { name: at(0), uscc: at(1), legalRepresentative: at(2), established: at(3), address: at(4) };

  it('given one whose paper has no noise, points at it alone', async () => {
    const edits = await findFieldEdits([{ image: await printedPage([2]) }], fields);
    expect(edits.map(({ field, what }) => [field, what])).toEqual([['legalRepresentative', 'noise']]);
  });

  it('given a page that is alike everywhere, or smooth everywhere, points at nothing', async () => {
    expect(await findFieldEdits([{ image: await printedPage([]) }], fields)).toEqual([]);
    expect(await findFieldEdits([{ image: await printedPage([0, 1, 2, 3, 4, 5]) }], fields)).toEqual([]);
  });
});
