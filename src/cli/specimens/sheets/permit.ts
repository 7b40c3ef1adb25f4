import { addYears } from '../../../domain/chinese-date.js';
import { withSigns } from '../dates.js';
import type { Fonts } from '../fonts.js';
import { makeDate, makeIdNumber, type InventedPerson } from '../identity.js';
import { markAsSpecimen, mockEmblem } from '../ornaments.js';
import type { Random } from '../random.js';
import type { Sheet } from '../sheet.js';
import * as words from '../words.js';
import { blankCard, cardStyle, mockPortrait, validityOf, type CardValidity } from './id-card.js';

/** Region prefixes of residence permits by home (GB 11643; domain.md §3). */
const HOMES = { 香港: '810000', 澳门: '820000', 台湾: '830000' } as const;

/** 港澳居民居住证 / 台湾居民居住证, both sides: valid for five years. */
export function residencePermitSheets(
  random: Random,
  fonts: Fonts,
  person: InventedPerson,
): { front: Sheet; back: Sheet } {
  const home = random.pick(['香港', '澳门', '台湾'] as const);
  const idNumber = makeIdNumber(random, HOMES[home], person.birth, person.sex);
  const title = home === '台湾' ? '台湾居民居住证' : '港澳居民居住证';
  return { front: permitFront(random, fonts, { ...person, idNumber }), back: permitBack(random, fonts, title) };
}

function permitFront(random: Random, fonts: Fonts, person: InventedPerson): Sheet {
  const page = blankCard(random, random.pick(['#e4eef2', '#eaf2ea', '#efeaf2']));
  const { label, value, code } = cardStyle(random, fonts, '#3a6e8f');
  const x = 110;
  const at = x + label.size * 5.2;
  page.text(x, 110, '姓　名', label);
  page.value('name', { x: at, y: 104 }, person.name, value);
  page.text(x, 225, '性　别', label);
  page.value('sex', { x: at, y: 221 }, person.sex, value);
  page.text(x, 340, '出生日期', label);
  page.value('birth', { x: at, y: 336 }, withSigns(person.birth, random.chance(0.5)), value, person.birth);
  page.text(x, 455, '住　址', label);
  page.value('address', { x: at, y: 451, ems: 10 }, person.address, value);
  mockPortrait(page, random, 1110, 170, 380);
  page.text(x, 862, '公民身份号码', label);
  page.value('idNumber', { x: x + label.size * 7.6, y: 852 }, person.idNumber, code);
  markAsSpecimen(page, random, value.font);
  return page.finish({ kinds: ['id_front'], variant: 'id/residence_permit/front', corner: 56 });
}

function permitBack(random: Random, fonts: Fonts, title: string): Sheet {
  const page = blankCard(random, '#ece8ec');
  const { value } = cardStyle(random, fonts, '#222');
  const from = makeDate(random, 2021, 2025);
  const validity: CardValidity = { from, until: addYears(from, 5) };
  const region = random.pick(words.REGIONS);
  mockEmblem(page, 250, 250, 125);
  page.text(930, 160, '中华人民共和国', { size: 80, font: value.font, weight: 700, anchor: 'middle' });
  page.text(930, 320, title, { size: 104, font: value.font, weight: 700, anchor: 'middle' });
  const x = 330;
  const at = x + value.size * 5.2;
  page.text(x, 590, '签发机关', value);
  page.value('authority', { x: at, y: 590 }, `${region.city}公安局`, value);
  validityOf(page, { x: at, y: 690 }, validity, { label: { x, style: value }, value });
  page.text(x, 790, '通行证号码', value);
  page.text(at + value.size, 790, `${random.pick(['H', 'M', ''])}${random.digits(8)}`, value);
  page.text(x, 880, `签发次数　0${random.int(1, 3)}`, value);
  markAsSpecimen(page, random, value.font);
  return page.finish({ kinds: ['id_back'], variant: 'id/residence_permit/back', corner: 56 });
}

/** 外国人永久居留身份证 of 2023: the number begins with 9; labels in two languages. */
export function foreignCardSheet(random: Random, fonts: Fonts, person: InventedPerson): Sheet {
  const page = blankCard(random, random.pick(['#e9f0e8', '#e6ecf2']));
  const { label, value, code } = cardStyle(random, fonts, '#35577d');
  const small = { ...label, size: label.size * 0.72 };
  const prefix = `9${random.pick(words.REGIONS).code}${random.digits(3)}`;
  const idNumber = makeIdNumber(random, prefix, person.birth, person.sex);
  const from = makeDate(random, 2024, 2025);
  page.text(800, 50, '中华人民共和国 外国人永久居留身份证', {
    size: 58,
    font: value.font,
    weight: 700,
    anchor: 'middle',
  });
  page.text(800, 125, "PEOPLE'S REPUBLIC OF CHINA  FOREIGN PERMANENT RESIDENT ID CARD", {
    size: 32,
    font: value.font,
    anchor: 'middle',
  });
  const x = 560;
  page.text(x, 200, '姓名 / Name', small);
  page.value('name', { x, y: 242 }, random.pick(words.LATIN_NAMES), value);
  page.text(x, 330, '性别 / Sex', small);
  page.value('sex', { x, y: 372 }, person.sex, { ...value });
  page.text(x + 110, 372, `/ ${person.sex === '男' ? 'M' : 'F'}`, value);
  page.text(x + 380, 330, '出生日期 / Date of Birth', small);
  page.value('birth', { x: x + 380, y: 372 }, person.birth.replaceAll('-', '.'), value, person.birth);
  page.text(x, 460, '国籍 / Nationality', small);
  page.text(x, 502, random.pick(['德国 / DEU', '意大利 / ITA', '法国 / FRA', '加拿大 / CAN']), value);
  page.text(x, 590, '有效期限 / Period of Validity', small);
  page.value(
    'validFrom',
    { x, y: 632 },
    `${from.replaceAll('-', '.')}-${addYears(from, 10).replaceAll('-', '.')}`,
    value,
    from,
  );
  page.fields['validUntil'] = addYears(from, 10);
  page.text(x, 740, '证件号码 / ID No.', small);
  page.value('idNumber', { x, y: 786 }, idNumber, code);
  mockPortrait(page, random, 90, 260, 380);
  markAsSpecimen(page, random, value.font);
  return page.finish({ kinds: ['id_front'], variant: 'id/foreign_permanent_resident/front', corner: 56 });
}
