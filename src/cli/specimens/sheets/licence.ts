import { LONG_TERM } from '../../../domain/chinese-date.js';
import { withSigns } from '../dates.js';
import type { Fonts, Typefaces } from '../fonts.js';
import { pickTypefaces } from '../fonts.js';
import { LICENCE_FORMS, makeDate, type InventedEntity } from '../identity.js';
import { frame, guilloche, markAsSpecimen, mockEmblem, paper } from '../ornaments.js';
import { drawQr } from '../qr.js';
import type { Random } from '../random.js';
import { stampSeal } from '../seal.js';
import { SheetDrawing, type Sheet, type TextStyle } from '../sheet.js';

interface Row {
  readonly label: string;
  readonly field: string;
  readonly printed: string;
  readonly truth?: string;
}

interface Look {
  readonly random: Random;
  readonly fonts: Fonts;
  readonly faces: Typefaces;
  readonly label: TextStyle;
  readonly value: TextStyle;
  readonly padded: boolean;
}

export interface LicenceOptions {
  readonly layout?: 'landscape' | 'portrait';
  /** The company's own seal beside the authority's; by chance when absent. */
  readonly companySeal?: boolean;
}

/** A 营业执照 of any form of entity: landscape (since 2019) or portrait (before). */
export async function licenceSheet(
  random: Random,
  fonts: Fonts,
  entity: InventedEntity,
  options: LicenceOptions = {},
): Promise<Sheet> {
  const layout = options.layout ?? (random.chance(0.65) ? 'landscape' : 'portrait');
  const page = layout === 'landscape' ? new SheetDrawing(2400, 1700) : new SheetDrawing(1700, 2400);
  const faces = pickTypefaces(random, fonts);
  const size = random.between(38, 46);
  const look: Look = {
    random,
    fonts,
    faces,
    label: {
      size,
      font: faces.label,
      fill: random.pick(['#3a2a1a', '#5b4526', '#111', '#6b4b1f']),
      weight: random.pick([400, 700]),
    },
    value: { size: size * random.between(0.95, 1.12), font: faces.value },
    padded: random.chance(0.7),
  };
  paper(page, random.pick(['#fdfbf3', '#ffffff', '#fbf6e6', '#f7f9f4']));
  if (random.chance(0.6)) guilloche(page, random, random.pick(['#f0dfc0', '#f3d9d0', '#e6ecd8']));
  frame(page, random, random.pick(['#c4a05c', '#b5483a', '#8f7a3f']));
  if (layout === 'landscape') await landscape(page, look, entity);
  else await portrait(page, look, entity);
  markAsSpecimen(page, random, faces.label);
  stampAll(page, look, entity, options.companySeal ?? random.chance(0.5));
  return page.finish({ kinds: ['business_licence'], variant: `licence/${entity.form}/${layout}` });
}

/** Rows as this form of entity prints them; newer licences have no 营业期限. */
function rowsOf({ random, padded }: Look, entity: InventedEntity): { left: Row[]; right: Row[] } {
  const { role, capital, place } = LICENCE_FORMS[entity.form];
  const date = (iso: string): string => withSigns(iso, padded);
  const established = {
    label: random.pick(['成立日期', '成立日期', '注册日期']),
    field: 'established',
    printed: date(entity.established),
    truth: entity.established,
  };
  const termLabel = random.pick(entity.form === 'partnership' ? ['合伙期限', '营业期限'] : ['营业期限', '经营期限']);
  const end = random.chance(0.5) ? LONG_TERM : date(makeDate(random, 2031, 2055));
  const term = random.chance(0.5)
    ? [{ label: termLabel, field: 'term', printed: `${random.pick(['', '自'])}${date(entity.established)}至${end}` }]
    : [];
  const left: Row[] = [
    { label: '名称', field: 'name', printed: entity.name },
    {
      label: entity.form === 'sole_trader' && random.chance(0.5) ? '组成形式' : '类型',
      field: 'type',
      printed: entity.form === 'sole_trader' ? random.pick(['个体工商户', '个人经营']) : entity.type,
    },
    { label: role, field: 'legalRepresentative', printed: entity.representative.name },
    { label: '经营范围', field: 'scope', printed: entity.scope },
  ];
  const right: Row[] = [
    ...(capital === null ? [] : [{ label: capital, field: 'registeredCapital', printed: entity.capital }]),
    established,
    ...term,
    { label: place, field: 'address', printed: entity.address },
  ];
  return { left, right };
}

/** Two-letter labels are spread to the width of four. */
function spread(random: Random, label: string): string {
  if (label.length === 2) return `${label.charAt(0)}${random.pick(['　　', '    ', '　 '])}${label.charAt(1)}`;
  return label.length === 3 && random.chance(0.7) ? Array.from(label).join(random.pick([' ', ''])) : label;
}

function column(
  page: SheetDrawing,
  look: Look,
  rows: readonly Row[],
  at: { x: number; y: number; right: number; gap: number },
): number {
  const drawn =
    look.label.size * (look.random.chance(0.5) ? 5.4 : 6.2) +
    (rows.some((r) => r.label.length > 6) ? look.label.size * 2 : 0);
  // No printer lets a label (主要经营场所) run into its value.
  const indent = Math.max(drawn, look.label.size * (Math.max(...rows.map((r) => r.label.length)) + 0.4));
  let { y } = at;
  for (const row of rows) {
    page.text(at.x, y + 2, spread(look.random, row.label), look.label);
    const style = row.field === 'scope' ? { ...look.value, size: look.value.size * 0.86 } : look.value;
    const below = page.value(
      row.field,
      { x: at.x + indent, y, ems: (at.right - at.x - indent) / style.size },
      row.printed,
      style,
      row.truth ?? row.printed,
    );
    y = below + at.gap;
  }
  return y;
}

async function landscape(page: SheetDrawing, look: Look, entity: InventedEntity): Promise<void> {
  const { random, label, value, faces } = look;
  const { left, right } = rowsOf(look, entity);
  mockEmblem(page, 1200, random.int(190, 240), 84);
  page.text(1200, 330, random.pick(['营 业 执 照', '营业执照', '营　业　执　照']), {
    size: random.int(110, 150),
    font: faces.title,
    weight: 700,
    anchor: 'middle',
    fill: '#3a2510',
  });
  page.text(1200, 490, random.pick(['（副　本）', '(副 本)', '（正　本）', '（副　本）（1-1）']), {
    size: 52,
    font: faces.label,
    anchor: 'middle',
    fill: label.fill ?? '#333',
  });
  if (random.chance(0.7))
    page.text(1200, 560, `编号：${random.pick(['S', 'N', ''])}${random.digits(11)}`, {
      size: 30,
      font: faces.code,
      anchor: 'middle',
    });
  const code = { ...value, font: faces.code, size: random.int(44, 54) };
  page.text(150, 330, '统一社会信用代码', { ...label, size: 40 });
  page.value('uscc', { x: 150, y: 388 }, entity.uscc, code);
  await addQr(page, look, entity, { x: 1840, y: 210, size: random.int(220, 290) });
  const gap = random.between(14, 46);
  const y = random.int(640, 690);
  const split = random.int(1330, 1420);
  const bottom = column(page, look, left, { x: 150, y, right: split - 1.6 * value.size, gap });
  column(page, look, right, { x: split, y, right: 2280, gap });
  issued(page, look, entity, { x: 1640, y: Math.min(Math.max(bottom, 1310), 1420) });
  page.text(
    150,
    1590,
    random.pick(['国家企业信用信息公示系统网址：http://www.gsxt.gov.cn', '国家市场监督管理总局监制']),
    { size: 26, font: faces.label },
  );
  page.text(1250, 1590, '市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告', {
    size: 22,
    font: faces.label,
  });
}

async function portrait(page: SheetDrawing, look: Look, entity: InventedEntity): Promise<void> {
  const { random, label, value, faces } = look;
  const { left, right } = rowsOf(look, entity);
  mockEmblem(page, 850, 230, 90);
  page.text(850, 360, random.pick(['营 业 执 照', '营业执照']), {
    size: random.int(120, 150),
    font: faces.title,
    weight: 700,
    anchor: 'middle',
    fill: '#3a2510',
  });
  page.text(850, 530, random.pick(['（副　本）', '(正  本)', '（副　本）3-1']), {
    size: 48,
    font: faces.label,
    anchor: 'middle',
  });
  const code = { ...value, font: faces.code, size: random.int(42, 50) };
  if (random.chance(0.5)) {
    page.text(240, 630, '统一社会信用代码', label);
    page.value('uscc', { x: 240 + label.size * 9.2, y: 628 }, entity.uscc, code);
  } else {
    page.text(850, 610, '统一社会信用代码', { ...label, anchor: 'middle' });
    page.value('uscc', { x: 600, y: 670 }, entity.uscc, code);
  }
  const [name, type, representative, scope] = left;
  const address = right.at(-1);
  const order = [name, type, address, representative, ...right.slice(0, -1), scope].filter((row) => row !== undefined);
  const y = column(page, look, order, { x: 240, y: 780, right: 1500, gap: random.between(14, 34) });
  if (y < 1850 && random.chance(0.8)) await addQr(page, look, entity, { x: 260, y: Math.max(y + 20, 1830), size: 250 });
  issued(page, look, entity, { x: 1010, y: Math.min(Math.max(y + 40, 1900), 2110) });
  page.text(850, 2290, '国家市场监督管理总局监制', { size: 26, font: faces.label, anchor: 'middle' });
}

async function addQr(
  page: SheetDrawing,
  { random, faces }: Look,
  entity: InventedEntity,
  at: { x: number; y: number; size: number },
): Promise<void> {
  if (random.chance(0.12)) return;
  page.qr = random.pick([
    `http://www.gsxt.gov.cn/index.html?uniscid=${entity.uscc}&sn=${random.digits(8)}`,
    `https://specimen.invalid/%7B${entity.uscc}%7D/${random.digits(12)}`,
    `统一社会信用代码:${entity.uscc};名称:${entity.name}`,
  ]);
  page.add(await drawQr(page.qr, at.x, at.y, at.size));
  ['扫描二维码登录', '“国家企业信用', '信息公示系统”', '了解更多登记信息'].forEach((line, k) =>
    page.text(at.x + at.size + 14, at.y + 14 + k * 40, line, { size: 26, font: faces.label }),
  );
}

function issued(page: SheetDrawing, look: Look, entity: InventedEntity, at: { x: number; y: number }): void {
  const { random, label, value } = look;
  page.text(at.x, at.y, random.pick(['登记机关', '登 记 机 关']), { ...label, size: label.size * 1.15 });
  if (random.chance(0.4)) page.value('registrationAuthority', { x: at.x - 60, y: at.y + 62 }, entity.authority, value);
  const day = withSigns(entity.issued, look.padded);
  page.value(
    'issued',
    { x: at.x + 40, y: at.y + 132 },
    random.chance(0.5) ? day : day.replace(/(年|月)/gu, ' $1 '),
    value,
    entity.issued,
  );
  stampSeal(
    page,
    random,
    {
      kind: 'authority',
      text: entity.authority,
      cx: at.x + random.int(100, 300),
      cy: at.y + random.int(60, 120),
      radius: random.int(118, 150),
    },
    look.fonts.chinese,
  );
}

function stampAll(page: SheetDrawing, { random, fonts }: Look, entity: InventedEntity, company: boolean): void {
  if (company) {
    const kind = random.chance(0.85)
      ? 'company'
      : random.pick(['finance', 'contract', 'department', 'invoice'] as const);
    const [cx, cy] = [page.width * random.between(0.18, 0.8), page.height * random.between(0.42, 0.86)];
    stampSeal(page, random, { kind, text: entity.name, cx, cy, radius: random.int(135, 175) }, fonts.chinese);
  }
}
