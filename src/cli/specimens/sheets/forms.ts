import { writtenDate } from '../dates.js';
import type { Fonts } from '../fonts.js';
import { writtenNumber } from '../identity.js';
import { markAsSpecimen } from '../ornaments.js';
import type { Random } from '../random.js';
import { SheetDrawing, type Sheet } from '../sheet.js';
import { sign, typedPage, type LetterFacts } from './letter.js';

/** 业务受理单: a ruled table, as counters print it. */
export function acceptanceFormSheet(random: Random, fonts: Fonts, facts: LetterFacts): Sheet {
  const page = new SheetDrawing(1654, 2339);
  page.add('<rect width="1654" height="2339" fill="#fefefe"/>');
  const font = random.pick(fonts.chinese);
  const size = random.between(34, 40);
  const { entity, agent, numbers, signedOn } = facts;
  const written = numbers.map((n) => writtenNumber(random, n)).join('、');
  page.text(827, 200, random.pick(['400业务受理单', '400电话业务登记表', '电信业务受理单', '400业务申请表']), {
    size: 64,
    font,
    weight: 700,
    anchor: 'middle',
  });
  const rows: [label: string, field: string | null, printed: string, truth?: string][] = [
    [random.pick(['客户名称', '单位名称', '用户名称']), 'entityName', entity.name],
    ['统一社会信用代码', 'uscc', entity.uscc],
    [random.pick(['受理号码', '业务号码', '申请号码']), 'numbers', written, numbers.join(',')],
    ['业务类型', null, random.pick(['新装', '入网', '新开户'])],
    ['业务用途', null, random.pick(['客户服务热线', '售后服务', '订餐咨询'])],
    ['经办人', null, agent.name],
    ['联系电话', null, `1980000${random.digits(4)}`],
    ['受理日期', null, writtenDate(random, signedOn)],
  ];
  const [left, column, right] = [150, 150 + size * 9.5, 1504];
  const top = 350;
  let y = top;
  for (const [label, field, printed, truth] of rows) {
    page.add(`<line x1="${left}" x2="${right}" y1="${y}" y2="${y}" stroke="#222" stroke-width="3"/>`);
    page.text(left + 24, y + 30, label, { size, font });
    const below = page.value(
      field,
      { x: column + 24, y: y + 30, ems: (right - column - 60) / size },
      printed,
      { size, font },
      truth ?? printed,
    );
    y = Math.max(below, y + 30 + size) + 30;
  }
  page.add(`<line x1="${left}" x2="${right}" y1="${y}" y2="${y}" stroke="#222" stroke-width="3"/>`);
  for (const x of [left, column, right])
    page.add(`<line x1="${x}" x2="${x}" y1="${top}" y2="${y}" stroke="#222" stroke-width="3"/>`);
  sign({ page, font, size, bottom: y }, random, {
    name: entity.name,
    date: writtenDate(random, signedOn),
    seal: random.chance(0.8),
    fonts,
  });
  delete page.boxes['signedOn'];
  markAsSpecimen(page, random, font);
  return page.finish({ kinds: ['acceptance_form'], variant: 'form/acceptance' });
}

/** 入网承诺书 with the entity and its representative named in the text or in the signature. */
export function commitmentSheet(random: Random, fonts: Fonts, facts: LetterFacts): Sheet {
  const { entity, numbers, signedOn } = facts;
  const named = random.chance(0.5);
  const paragraphs = [
    `　　${named ? `${entity.name}郑重承诺` : '我单位在使用400号码时郑重承诺'}：`,
    '　　一、所提交的资料真实、合法、有效；',
    `　　二、${numbers.map((n) => writtenNumber(random, n)).join('、')}仅用于登记的用途，不出租、不转让；`,
    '　　三、不利用号码从事诈骗、骚扰等违法活动，接受监督检查；',
    '　　四、违反上述承诺的，自愿承担全部法律责任。',
    ...(named ? [] : [`承诺单位：${entity.name}`]),
    `法定代表人：${entity.representative.name}`,
  ];
  const sheet = typedPage(random, fonts, {
    title: random.pick(['入网承诺书', '400业务使用承诺书', '用户入网责任承诺书']),
    paragraphs,
  });
  sheet.page.fields['entityName'] = entity.name;
  sheet.page.fields['legalRepresentative'] = entity.representative.name;
  sign(sheet, random, { name: entity.name, date: writtenDate(random, signedOn), seal: random.chance(0.8), fonts });
  delete sheet.page.boxes['signedOn'];
  markAsSpecimen(sheet.page, random, sheet.font);
  return sheet.page.finish({ kinds: ['commitment_letter'], variant: 'form/commitment' });
}
