import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { drawConditions } from './conditions.js';
import type { Fonts } from './fonts.js';
import { makeEntity, makePerson } from './identity.js';
import { Random } from './random.js';
import { letterSheet, makeLetterFacts } from './sheets/letter.js';
import { licenceSheet } from './sheets/licence.js';
import { acceptanceFormSheet, commitmentSheet } from './sheets/forms.js';
import { idBackSheet, idFrontSheet, makeValidity } from './sheets/id-card.js';
import { bothSidesSheet } from './sheets/side-by-side.js';
import { takeSpecimen, type Truth } from './specimen.js';
import type { Tier } from './camera.js';

export interface Bundle {
  /** PDF, one picture a page. */
  readonly file: Buffer;
  readonly pages: readonly Truth[];
}

/** Several papers of one dossier in one PDF, in random order: what applicants send when they scan a whole pile. */
export async function makeBundle(seed: string, tier: Tier, fonts: Fonts): Promise<Bundle> {
  const random = new Random(`${seed}/bundle`);
  const entity = makeEntity(random, random.pick(['company', 'sole_trader', 'branch']));
  const facts = makeLetterFacts(random, entity, makePerson(random));
  const card = entity.representative;
  const front = idFrontSheet(random, fonts, card);
  const back = idBackSheet(random, fonts, makeValidity(random, card.birth));
  const cards = random.chance(0.5) ? [front, back] : [bothSidesSheet(random, front, back, random.pick(fonts.chinese))];
  const papers = [
    await licenceSheet(random, fonts, entity),
    ...cards,
    letterSheet(random, fonts, facts),
    ...(random.chance(0.5) ? [acceptanceFormSheet(random, fonts, facts)] : []),
    ...(random.chance(0.5) ? [commitmentSheet(random, fonts, facts)] : []),
  ];
  const pages: Truth[] = [];
  const pdf = new PDFDocument({ autoFirstPage: false, info: { CreationDate: new Date(0), Producer: 'SPECIMEN' } });
  for (const [i, sheet] of random.sample(papers, papers.length).entries()) {
    const { image, truth } = await takeSpecimen(sheet, drawConditions(random, tier), `${seed}/${i}`);
    const scale = 842 / Math.max(truth.width, truth.height);
    const size: [number, number] = [truth.width * scale, truth.height * scale];
    pdf.addPage({ size, margin: 0 }).image(image, 0, 0, { width: size[0], height: size[1] });
    pages.push(truth);
  }
  pdf.end();
  return { file: await buffer(pdf), pages };
}
