import { boundsOf, mapPoint, type Homography } from '../../../workers/ocr/image/geometry.js';
import type { PageKind } from '../../domain/ocr-fields.js';
import { TIERS, type Conditions, type Tier } from './camera.js';
import { drawConditions } from './conditions.js';
import type { Fonts } from './fonts.js';
import { makeEntity, makePerson, type LicenceForm } from './identity.js';
import { photograph } from './photograph.js';
import { Random } from './random.js';
import type { SealKind, Sheet, SheetBox } from './sheet.js';
import { certificateSheet } from './sheets/certificate.js';
import { acceptanceFormSheet, commitmentSheet } from './sheets/forms.js';
import { idBackSheet, idFrontSheet, makeValidity } from './sheets/id-card.js';
import { letterSheet, makeLetterFacts } from './sheets/letter.js';
import { licenceSheet } from './sheets/licence.js';
import { foreignCardSheet, residencePermitSheets } from './sheets/permit.js';
import { bothSidesSheet } from './sheets/side-by-side.js';

/** What is true about a generated picture. Boxes are `[x, y, width, height]` in its pixels. */
export interface Truth {
  readonly seed: string;
  readonly kinds: readonly PageKind[];
  readonly variant: string;
  readonly tier: Tier;
  /** By the names of `extract`; only what is printed. Dates `YYYY-MM-DD`, numbers joined by `,`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly boxes: Readonly<Record<string, SheetBox>>;
  /** Around the whole sheet; reaches beyond the picture where the sheet is cut. */
  readonly sheet: SheetBox;
  readonly seals: readonly {
    readonly kind: SealKind;
    readonly text: string;
    readonly box: SheetBox;
    readonly complete: boolean;
  }[];
  readonly qr: string | null;
  /** Clockwise turn that makes the picture upright again. */
  readonly rotation: 0 | 90 | 180 | 270;
  readonly width: number;
  readonly height: number;
  readonly conditions: Conditions;
}

export interface Specimen {
  readonly image: Buffer;
  readonly truth: Truth;
}

type SheetMaker = (random: Random, fonts: Fonts) => Sheet | Promise<Sheet>;

const licence =
  (form: LicenceForm): SheetMaker =>
  (random, fonts) =>
    licenceSheet(random, fonts, makeEntity(random, form));

const facts = (random: Random) =>
  makeLetterFacts(
    random,
    makeEntity(random, random.pick(['company', 'company', 'branch', 'sole_trader', 'partnership'])),
    makePerson(random),
  );

const residentCard = (random: Random, fonts: Fonts): { front: Sheet; back: Sheet } => {
  const person = makePerson(random);
  return {
    front: idFrontSheet(random, fonts, person),
    back: idBackSheet(random, fonts, makeValidity(random, person.birth)),
  };
};

/** Every kind of paper, with its share among generated documents. */
export const PAPERS: Readonly<Record<string, { readonly share: number; readonly make: SheetMaker }>> = {
  'licence-company': { share: 6, make: licence('company') },
  'licence-branch': { share: 2, make: licence('branch') },
  'licence-partnership': { share: 2, make: licence('partnership') },
  'licence-sole-proprietorship': { share: 1, make: licence('sole_proprietorship') },
  'licence-sole-trader': { share: 3, make: licence('sole_trader') },
  'licence-cooperative': { share: 1, make: licence('cooperative') },
  'id-front': { share: 5, make: (random, fonts) => residentCard(random, fonts).front },
  'id-back': { share: 4, make: (random, fonts) => residentCard(random, fonts).back },
  'id-both': {
    share: 2,
    make: (random, fonts) => {
      const { front, back } = residentCard(random, fonts);
      return bothSidesSheet(random, front, back, random.pick(fonts.chinese));
    },
  },
  'permit-front': { share: 1, make: (random, fonts) => residencePermitSheets(random, fonts, makePerson(random)).front },
  'permit-back': { share: 1, make: (random, fonts) => residencePermitSheets(random, fonts, makePerson(random)).back },
  'foreign-card': { share: 1, make: (random, fonts) => foreignCardSheet(random, fonts, makePerson(random)) },
  letter: { share: 6, make: (random, fonts) => letterSheet(random, fonts, facts(random)) },
  form: { share: 1, make: (random, fonts) => acceptanceFormSheet(random, fonts, facts(random)) },
  commitment: { share: 1, make: (random, fonts) => commitmentSheet(random, fonts, facts(random)) },
  certificate: { share: 3, make: certificateSheet },
};

/** The paper of a seed, by share. */
export function pickPaper(random: Random): string {
  const entries = Object.entries(PAPERS);
  let left = random.next() * entries.reduce((sum, [, { share }]) => sum + share, 0);
  return entries.find(([, { share }]) => (left -= share) < 0)?.[0] ?? 'letter';
}

export interface SpecimenOrder {
  readonly seed: string;
  /** A key of {@link PAPERS}; by share when absent. */
  readonly paper?: string;
  readonly tier?: Tier;
  /** Over what chance draws: to make one thing wrong on purpose, or to make nothing wrong. */
  readonly conditions?: Partial<Conditions>;
}

/** One picture and its truth. @throws Error for an unknown paper */
export async function makeSpecimen(order: SpecimenOrder, fonts: Fonts): Promise<Specimen> {
  const random = new Random(order.seed);
  const tier = order.tier ?? random.pick(TIERS);
  const paper = order.paper ?? pickPaper(random);
  const maker = PAPERS[paper];
  if (maker === undefined) throw new Error(`unknown paper ${paper}: one of ${Object.keys(PAPERS).join(' ')}`);
  const sheet = await maker.make(new Random(`${order.seed}/paper`), fonts);
  const conditions: Conditions = { ...drawConditions(random, tier), ...order.conditions };
  return takeSpecimen(sheet, conditions, order.seed);
}

/** A sheet under given conditions. */
export async function takeSpecimen(sheet: Sheet, conditions: Conditions, seed: string): Promise<Specimen> {
  const { image, width, height, toPicture } = await photograph(sheet, conditions, seed);
  const back = (360 - conditions.turn) % 360;
  return {
    image,
    truth: {
      seed,
      kinds: sheet.kinds,
      variant: sheet.variant,
      tier: conditions.tier,
      fields: sheet.fields,
      boxes: Object.fromEntries(Object.entries(sheet.boxes).map(([field, box]) => [field, inPicture(toPicture, box)])),
      sheet: inPicture(toPicture, [0, 0, sheet.width, sheet.height]),
      seals: sheet.seals.map(({ kind, text, cx, cy, radius, complete }) => ({
        kind,
        text,
        complete,
        box: inPicture(toPicture, [cx - radius, cy - radius, 2 * radius, 2 * radius]),
      })),
      qr: sheet.qr,
      rotation: back === 90 || back === 180 || back === 270 ? back : 0,
      width,
      height,
      conditions,
    },
  };
}

function inPicture(map: Homography, [x, y, width, height]: SheetBox): SheetBox {
  const corners = [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
  const b = boundsOf(corners.map((p) => mapPoint(map, p)));
  return [Math.round(b.x), Math.round(b.y), Math.round(b.width), Math.round(b.height)];
}
