import { ageOn, expectedValidity } from '../../../domain/citizen-id.js';
import { addYears, LONG_TERM, type IsoDate } from '../../../domain/chinese-date.js';
import type { Fonts } from '../fonts.js';
import { makeDate, TODAY, type InventedPerson } from '../identity.js';
import { guilloche, markAsSpecimen, mockEmblem, paper } from '../ornaments.js';
import type { Random } from '../random.js';
import { SheetDrawing, type Sheet, type TextStyle } from '../sheet.js';
import * as words from '../words.js';

const WIDTH = 1600;
const HEIGHT = 1009;

export interface CardStyle {
  readonly label: TextStyle;
  readonly value: TextStyle;
  readonly code: TextStyle;
}

export function cardStyle(random: Random, fonts: Fonts, labelFill: string): CardStyle {
  const font = random.pick(fonts.chinese);
  const size = random.between(46, 56);
  const monospace = fonts.latin.filter((family) => /Mono|Sans/u.test(family));
  return {
    label: { size: size * 0.84, font, fill: labelFill },
    value: { size, font },
    code: {
      size: size * random.between(1.1, 1.28),
      font: monospace.length > 0 && random.chance(0.7) ? random.pick(monospace) : font,
      weight: random.pick([400, 700]),
      spacing: random.between(4, 13),
    },
  };
}

export function blankCard(random: Random, tint: string): SheetDrawing {
  const page = new SheetDrawing(WIDTH, HEIGHT);
  paper(page, tint);
  guilloche(page, random, random.pick(['#c9d9ea', '#d9d2e4', '#cfe3d8', '#e2d4d4']));
  return page;
}

/** A grey figure where the photograph would be: nobody's face. */
export function mockPortrait(page: SheetDrawing, random: Random, x: number, y: number, w: number): void {
  const grey = random.pick(['#9aa0a8', '#8b9198', '#a9a29b']);
  page.add(
    `<g fill="${grey}"><ellipse cx="${x + w / 2}" cy="${y + w * 0.42}" rx="${w * 0.24}" ry="${w * 0.31}"/>` +
      `<path d="M ${x} ${y + w * 1.2} q ${w * 0.05} ${-w * 0.42} ${w * 0.5} ${-w * 0.42} q ${w * 0.45} 0 ${w * 0.5} ${w * 0.42} z"/></g>`,
  );
}

/** Portrait side of a resident identity card. */
export function idFrontSheet(random: Random, fonts: Fonts, person: InventedPerson): Sheet {
  const page = blankCard(random, random.pick(['#e8eef4', '#eef0f2', '#e6f0ee']));
  const { label, value, code } = cardStyle(random, fonts, random.pick(['#3f76b5', '#2c6aa0', '#4a7fae']));
  const gap = random.pick([' ', '　', '']);
  const left = random.int(95, 130);
  const at = left + label.size * 3.5;
  const pair = (text: string): string => text.split('').join(gap);
  const row = random.between(112, 126);
  let y = random.between(95, 125);
  page.text(left, y + 6, pair('姓名'), label);
  page.value('name', { x: at, y: y - 4 }, person.name, { ...value, size: value.size * 1.12 });
  y += row;
  page.text(left, y + 4, pair('性别'), label);
  page.value('sex', { x: at, y }, person.sex, value);
  const second = at + value.size * 2.6;
  page.text(second, y + 4, pair('民族'), label);
  page.value('ethnicity', { x: second + label.size * 3.2, y }, person.ethnicity, value);
  y += row;
  page.text(left, y + 4, pair('出生'), label);
  birthOf(page, { x: at, y }, person.birth, { label, value });
  y += row;
  page.text(left, y + 4, pair('住址'), label);
  page.value('address', { x: at, y, ems: 10.6 }, person.address, value);
  mockPortrait(page, random, 1080, random.int(150, 190), random.int(360, 410));
  const bottom = random.between(845, 868);
  page.text(left, bottom + 8, '公民身份号码', label);
  page.value('idNumber', { x: left + label.size * 7.6, y: bottom }, person.idNumber, code);
  markAsSpecimen(page, random, value.font);
  return page.finish({ kinds: ['id_front'], variant: 'id/resident/front', corner: 56 });
}

function birthOf(
  page: SheetDrawing,
  { x, y }: { x: number; y: number },
  birth: IsoDate,
  { label, value }: Pick<CardStyle, 'label' | 'value'>,
): void {
  const numbers = birth.split('-').map(Number);
  let left = x;
  numbers.forEach((n, k) => {
    const text = String(n);
    page.text(left, y, text, value);
    left += text.length * value.size * 0.58 + 16;
    page.text(left, y + 4, '年月日'.charAt(k), label);
    left += label.size + 22;
  });
  page.fields['birth'] = birth;
  page.boxes['birth'] = [x, y, left - x, value.size];
}

export interface CardValidity {
  readonly from: IsoDate;
  readonly until: string;
}

/** A validity that is as long as the age at issue asks (居民身份证法 art. 5). */
export function makeValidity(random: Random, birth: IsoDate): CardValidity {
  const from = makeDate(random, Math.max(2008, Number(birth.slice(0, 4)) + 16), Number(TODAY.slice(0, 4)) - 1);
  const years = expectedValidity(ageOn(birth, from));
  return { from, until: years === 'long_term' ? LONG_TERM : addYears(from, years) };
}

/** Emblem side of a resident identity card. */
export function idBackSheet(random: Random, fonts: Fonts, validity: CardValidity): Sheet {
  const page = blankCard(random, random.pick(['#ece8ec', '#eeeef0', '#f0ebe6']));
  const { value } = cardStyle(random, fonts, '#222');
  const label = { ...value, weight: random.pick([400, 700]) };
  const title = random.pick(fonts.chinese);
  mockEmblem(page, 250, random.int(240, 290), random.int(120, 150));
  page.text(940, random.int(150, 190), '中华人民共和国', {
    size: 84,
    font: title,
    weight: 700,
    anchor: 'middle',
    spacing: random.int(0, 14),
  });
  page.text(940, random.int(330, 370), random.pick(['居民身份证', '居 民 身 份 证']), {
    size: random.int(104, 124),
    font: title,
    weight: 700,
    anchor: 'middle',
    spacing: random.int(0, 16),
  });
  const region = random.pick(words.REGIONS);
  const authority = `${region.city}公安局${random.chance(0.75) ? `${random.pick(words.DISTRICTS)}分局` : ''}`;
  const left = random.int(330, 400);
  const at = left + label.size * random.between(4.7, 5.4);
  const y = random.int(680, 720);
  page.text(left, y, '签发机关', label);
  page.value('authority', { x: at, y }, authority, value);
  validityOf(page, { x: at, y: y + random.int(105, 125) }, validity, { label: { x: left, style: label }, value });
  markAsSpecimen(page, random, value.font);
  return page.finish({ kinds: ['id_back'], variant: 'id/resident/back', corner: 56 });
}

/** Prints `有效期限 2016.05.08-2036.05.08` and keeps both ends as fields. */
export function validityOf(
  page: SheetDrawing,
  { x, y }: { x: number; y: number },
  validity: CardValidity,
  { label, value }: { label: { x: number; style: TextStyle }; value: TextStyle },
): void {
  const dotted = (text: string): string => text.replaceAll('-', '.');
  page.text(label.x, y, '有效期限', label.style);
  page.value('validFrom', { x, y }, `${dotted(validity.from)}-${dotted(validity.until)}`, value, validity.from);
  page.fields['validUntil'] = validity.until;
  const box = page.boxes['validFrom'];
  if (box !== undefined) page.boxes['validUntil'] = box;
}
