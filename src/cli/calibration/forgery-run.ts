import sharp from 'sharp';
import { z } from 'zod';
import { editsOnPage } from '../../../workers/forgery/find-field-edits.js';
import { decodeRaster, redFree } from '../../../workers/ocr/image/raster.js';
import { decodeInProcess } from '../../documents/decode-file.js';
import { tracesOf } from '../../documents/traces/traces.js';
import { installedFonts } from '../specimens/fonts.js';
import { forge, FORGERIES } from '../specimens/forge.js';
import { Random } from '../specimens/random.js';
import { makeSpecimen, type Specimen } from '../specimens/specimen.js';
import { appendLine, readLines } from './lines.js';

const lineSchema = z.object({
  seed: z.string(),
  what: z.enum(['genuine', ...FORGERIES]),
  field: z.string().nullable(),
  hints: z.array(z.string()),
});
type Line = z.output<typeof lineSchema>;

/** Forged documents among all, for the precision at that rate. */
const SHARE = 0.02;
/** Honest files that look so, which no generator can tell: cropped in an editor, screenshots of electronic licences. */
const ASSUMED_FALSE: Readonly<Record<string, number>> = { EDITOR_METADATA: 0.01, SCREENSHOT: 0.01 };
/** Which hint is meant to notice which forgery. */
const MEANT: Readonly<Record<string, Line['what']>> = {
  EDITOR_METADATA: 'editor',
  SCREENSHOT: 'screenshot',
  PHOTO_OF_SCREEN: 'screen_photo',
  FIELD_NOISE: 'pasted_value',
  FIELD_SHARPNESS: 'pasted_value',
};

/**
 * Looks at `count` genuine pictures and at what forgers could make of each; goes on where an earlier run stopped. Of four
 * pictures only one is shown on a screen, which must be photographed anew.
 */
export async function runForgeries(file: string, { seed, count }: { seed: string; count: number }): Promise<void> {
  const done = new Set((await readLines(file, lineSchema)).map((line) => line.seed));
  const fonts = await installedFonts();
  for (let i = 0; i < count; i += 1) {
    const own = `${seed}-${i}`;
    if (done.has(own)) continue;
    const random = new Random(`${own}/genuine`);
    const conditions = { turn: 0, longSide: random.int(1500, 2000) } as const;
    const tier = random.pick(['scan', 'photo', 'photo'] as const);
    const genuine = await makeSpecimen({ seed: own, tier, conditions }, fonts);
    for (const what of FORGERIES) {
      if (what === 'screen_photo' && i % 4 !== 0) continue;
      // Some papers have nothing that could be pasted over.
      const forged = await forge(what, genuine, fonts).catch(() => null);
      if (forged === null) continue;
      await appendLine(file, { seed: `${own}/${what}`, what, field: forged.field, hints: await hintsOf(forged, own) });
    }
    const sent = await asSent(genuine, random);
    await appendLine(file, { seed: own, what: 'genuine', field: null, hints: await hintsOf(sent, own) });
  }
}

/** What honest people send: camera pictures, scans, and files saved by scanner apps that write their names. */
async function asSent(specimen: Specimen, random: Random): Promise<Specimen> {
  if (random.chance(0.7)) return specimen;
  const Software = random.pick([
    'CamScanner',
    'Adobe Scan for Android',
    'HDR+ 1.0',
    'MIUI Gallery',
    'Adobe Photoshop Lightroom 12',
  ]);
  const saved = sharp(specimen.image)
    .withExif({ IFD0: { Software } })
    .jpeg({ quality: random.int(70, 92) });
  return { ...specimen, image: await saved.toBuffer() };
}

async function hintsOf({ image, truth }: Specimen, seed: string): Promise<string[]> {
  const file = await decodeInProcess(image);
  const [page] = file.pages;
  if (page === undefined) return [];
  const random = new Random(`${seed}/reader`);
  const { raster } = await decodeRaster(page.image, 4000);
  const scale = page.width / truth.width;
  // The reader's boxes are not the printer's: a few pixels off.
  const near = (n: number): number => n * scale + random.between(-3, 3);
  const places = Object.entries(truth.boxes).map(([field, [x, y, w, h]]) => ({
    field,
    box: [near(x), near(y), near(w), near(h)] as const,
  }));
  const framed = raster.width !== Math.round(truth.width * scale) ? [] : editsOnPage(redFree(raster), places);
  return [
    ...(await tracesOf(image, file)).map(({ code }) => code),
    ...new Set(framed.map(({ what }) => `FIELD_${what.toUpperCase()}`)),
  ];
}

/** Each hint: how often it noticed what it is for, how often it accused the genuine, and what that means. */
export async function forgeryTable(file: string): Promise<string> {
  const lines = await readLines(file, lineSchema);
  const genuine = lines.filter((l) => l.what === 'genuine');
  const rows = Object.entries(MEANT).map(([hint, forgery]) => {
    const forged = lines.filter((l) => l.what === forgery);
    const found = forged.filter((l) => l.hints.includes(hint)).length;
    const accused = genuine.filter((l) => l.hints.includes(hint)).length;
    const recall = found / Math.max(1, forged.length);
    // Half a case more than was seen: nothing seen does not mean never.
    const alarm = (accused + 0.5) / (genuine.length + 1) + (ASSUMED_FALSE[hint] ?? 0);
    const precision = (recall * SHARE) / (recall * SHARE + alarm * (1 - SHARE));
    const inSet = found + accused === 0 ? '–' : `${Math.round((100 * found) / (found + accused))} %`;
    return `| \`${hint}\` | ${found} of ${forged.length} | ${accused} of ${genuine.length} | ${inSet} | ${Math.round(100 * precision)} % |`;
  });
  return [
    '| hint | noticed, of forgeries of its kind | false, of genuine | precision in the set | precision at 1 forgery in 50 |',
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}
