import { decodeRaster, redFree, type Grey } from '../ocr/image/raster.js';
import type { Box, Extraction, FieldEdit } from '../../src/domain/ocr-fields.js';
import type { OcrPage } from '../ocr/pipeline.js';
import { textureOf, type PatchTexture } from './patch-texture.js';

/** As stored (documents/decoded-file.ts), so that boxes need no scaling. */
const MAX_SIDE = 4000;
/** Fewer neighbours cannot say what is usual on a page. */
const NEIGHBOURS = 3;
/** Limits fitted on generated forgeries (docs/forgery.md). */
export const EDIT_LIMITS = {
  /** Noise of the field over that of its neighbours: a pasted patch has none, or another picture's. */
  quieter: 0.45,
  /** Below that the whole page is too smooth to tell. */
  noise: 0.5,
  /** Sharpness of the field minus that of the sharpest neighbour. */
  sharper: 0.15,
} as const;

/** One-line facts worth forging. Long texts only serve as neighbours: their paper lies under folds and shadows. */
const WORTH_FORGING = new Set([
  'name',
  'uscc',
  'legalRepresentative',
  'established',
  'idNumber',
  'birth',
  'validFrom',
  'validUntil',
  'entityName',
  'agentName',
  'agentIdNumber',
  'signedOn',
]);

interface Place {
  readonly field: string;
  readonly box: Box;
}

/** Fields whose print or paper was made by another camera than the rest of their page. */
export async function findFieldEdits(
  pages: readonly Pick<OcrPage, 'image'>[],
  fields: Extraction['fields'],
): Promise<FieldEdit[]> {
  const edits: FieldEdit[] = [];
  for (const [index, page] of pages.entries()) {
    const places = Object.entries(fields).flatMap(([field, { box, page: on }]): Place[] =>
      box !== null && on === index + 1 ? [{ field, box }] : [],
    );
    if (places.length <= NEIGHBOURS) continue;
    const { raster } = await decodeRaster(page.image, MAX_SIDE);
    edits.push(...editsOnPage(redFree(raster), places).map((edit) => ({ ...edit, page: index + 1 })));
  }
  return edits;
}

export function editsOnPage(picture: Grey, places: readonly Place[]): Omit<FieldEdit, 'page'>[] {
  const textures = places.flatMap(({ field, box }) => {
    const texture = textureOf(picture, box);
    return texture === null ? [] : [{ field, box, texture }];
  });
  return textures.flatMap(({ field, box, texture }) => {
    if (!WORTH_FORGING.has(field.replace(/@\d+$/u, ''))) return [];
    // Facts printed on one line share their box and would vouch for each other.
    const others = textures.filter((t) => t.field !== field && t.box.join() !== box.join()).map((t) => t.texture);
    const what = others.length < NEIGHBOURS ? null : differenceOf(texture, others);
    return what === null ? [] : [{ field, box, what }];
  });
}

function differenceOf(own: PatchTexture, others: readonly PatchTexture[]): FieldEdit['what'] | null {
  const noises = others.map((t) => t.noise).sort((a, b) => a - b);
  const usual = noises[noises.length >> 1] ?? 0;
  const least = noises[0] ?? 0;
  if (usual > EDIT_LIMITS.noise && own.noise < EDIT_LIMITS.quieter * usual && own.noise < 0.7 * least) return 'noise';
  return own.sharpness > Math.max(...others.map((t) => t.sharpness)) + EDIT_LIMITS.sharper ? 'sharpness' : null;
}
