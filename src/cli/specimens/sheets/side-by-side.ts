import type { Random } from '../random.js';
import { escapeXml, SheetDrawing, type Sheet, type SheetBox } from '../sheet.js';

/** Both sides of a card copied onto one sheet of A4, one under the other, sometimes with a line on what it is for. */
export function bothSidesSheet(random: Random, front: Sheet, back: Sheet, font: string): Sheet {
  const page = new SheetDrawing(1654, 2339);
  page.add(`<rect width="1654" height="2339" fill="${random.pick(['#ffffff', '#fcfcfa'])}"/>`);
  const scale = random.between(0.55, 0.82);
  const frontFirst = random.chance(0.8);
  const sheets = frontFirst ? [front, back] : [back, front];
  let y = random.int(160, 320);
  for (const sheet of sheets) {
    const x = (1654 - sheet.width * scale) / 2 + random.int(-60, 60);
    place(page, sheet, { x, y, scale });
    y += sheet.height * scale + random.int(60, 160);
  }
  if (random.chance(0.5))
    page.text(300, y + 20, escapeXml('此复印件仅用于办理400电话业务，再次复印无效'), { size: 40, font });
  return page.finish({ kinds: ['id_front', 'id_back'], variant: `${front.variant.replace('/front', '')}/both_sides` });
}

/** Draws a whole sheet small onto another; its fields and boxes come along. */
function place(page: SheetDrawing, sheet: Sheet, { x, y, scale }: { x: number; y: number; scale: number }): void {
  const id = `card${Math.round(y)}`;
  page.add(
    `<clipPath id="${id}"><rect width="${sheet.width}" height="${sheet.height}" rx="${sheet.corner}"/></clipPath>` +
      `<g transform="translate(${x.toFixed(1)} ${y.toFixed(1)}) scale(${scale.toFixed(4)})"><g clip-path="url(#${id})">${sheet.body}</g></g>`,
  );
  Object.assign(page.fields, sheet.fields);
  for (const [field, box] of Object.entries(sheet.boxes)) {
    const [left, top, width, height] = box;
    const placed: SheetBox = [x + left * scale, y + top * scale, width * scale, height * scale];
    page.boxes[field] = placed;
  }
}
