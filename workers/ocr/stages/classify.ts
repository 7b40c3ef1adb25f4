import { PAGE_KINDS, type CardType, type PageKind } from '../../../src/domain/ocr-fields.js';
import type { TextLine } from './read-lines.js';

interface Clue {
  readonly pattern: RegExp;
  readonly points: number;
}

/** Letters and forms speak of cards in the cards' own words (证件类型：居民身份证, 有效期限); no card uses theirs. */
const NO_CARD: Clue = { pattern: /授权|委托|受托|承诺|经办|受理/, points: -4 };

/** What words speak for which kind. A title is worth more than a label, since labels are shared. */
const CLUES: Record<PageKind, readonly Clue[]> = {
  business_licence: [
    { pattern: /营业执照/, points: 4 },
    { pattern: /统一社会信用代码/, points: 1 },
    { pattern: /(注册资本|出资额|组成形式|成员出资总额)/, points: 1.5 },
    { pattern: /(经营范围)/, points: 1.5 },
    { pattern: /(成立日期|注册日期|营业期限)/, points: 1 },
    { pattern: /(登记机关)/, points: 1 },
    { pattern: /(经营者|法定代表人|负责人|投资人|执行事务合伙人)/, points: 0.5 },
  ],
  entity_certificate: [
    {
      pattern:
        /事业单位法人证书|法人登记证书|民办非企业单位登记证书|执业许可证|统一社会信用代码证书|登记证书|办学许可证/,
      points: 5,
    },
    { pattern: /(宗旨和业务范围|举办单位|开办资金|经费来源|业务主管单位)/, points: 2 },
  ],
  id_front: [
    { pattern: /公民身份号码/, points: 3 },
    { pattern: /外国人永久居留/, points: 3 },
    { pattern: /姓名/, points: 0.7 },
    { pattern: /性别/, points: 1 },
    { pattern: /民族/, points: 1 },
    { pattern: /住址/, points: 1 },
    { pattern: /出生/, points: 0.7 },
    // On poor pictures often the only thing that is legible of its side.
    { pattern: /(?<![0-9A-Z])[0-9]{17}[0-9Xx](?![0-9A-Z])/, points: 2 },
    NO_CARD,
  ],
  id_back: [
    { pattern: /居民身份证|居民居住证/, points: 4 },
    { pattern: /签发机关/, points: 2 },
    { pattern: /有效期限/, points: 1 },
    { pattern: /中华人民共和国/, points: 1 },
    NO_CARD,
  ],
  authorisation_letter: [
    { pattern: /授权委托书|^授权书|委托书$|授权书$|^委托书|委托授权书|授权证明/m, points: 5 },
    { pattern: /(兹|现|特)?(授权|委托)[^\n]{0,60}(办理|代表|经办)/, points: 2 },
    { pattern: /(被授权人|受托人|授权期限|委托期限|特此授权|委托人)/, points: 1.5 },
  ],
  acceptance_form: [
    { pattern: /受理单|受理登记表|业务登记表|业务申请表|业务登记单|申请表|受理表|登记表$/m, points: 5 },
    { pattern: /业务受理/, points: 1.5 },
    { pattern: /(受理号码|客户名称|业务类型|受理日期|受理人)/, points: 1.5 },
  ],
  commitment_letter: [
    { pattern: /承诺书|责任书|保证书/, points: 5 },
    { pattern: /承诺[：:]/, points: 1.5 },
  ],
  mainland_travel_permit: [{ pattern: /来往(内地|大陆)通行证/, points: 5 }],
  passport: [
    { pattern: /护照/, points: 2 },
    { pattern: /PASSPORT/i, points: 2 },
    { pattern: /P[<＜][A-Z]{3}/, points: 4 },
  ],
  other: [],
};

const CARDS: readonly { readonly card: CardType; readonly pattern: RegExp }[] = [
  { card: 'hk_mo_tw_residence_permit', pattern: /(港澳|台湾)居民居住证/ },
  { card: 'foreign_permanent_resident', pattern: /外国人永久居留|FOREIGNPERMANENTRESIDENT/i },
];

/** Which identity document a card is, by its title (one side bears none) or by the region of its number. */
export function cardTypeOf(lines: readonly TextLine[]): CardType {
  const text = lines.map((l) => l.text).join('\n');
  const titled = CARDS.find(({ pattern }) => pattern.test(text))?.card;
  if (titled !== undefined) return titled;
  const region = /(?<![0-9])([0-9]{2})[0-9]{15}[0-9X]/.exec(text)?.[1] ?? '';
  // GB 11643: 81 Hong Kong, 82 Macao, 83 Taiwan; foreigners' numbers begin with 9.
  if (/^8[123]/.test(region)) return 'hk_mo_tw_residence_permit';
  return region.startsWith('9') ? 'foreign_permanent_resident' : 'resident_id';
}

const ENOUGH = 2.5;

/** Stage 4: tell what a page is by its words; null when nothing speaks clearly. `also` are other kinds the page shows. */
export function classifyPage(lines: readonly TextLine[]): { kind: PageKind | null; also: PageKind[] } {
  const text = lines.map((l) => l.text).join('\n');
  const joined = lines.map((l) => l.text).join('');
  const scores = PAGE_KINDS.map((kind) => ({
    kind,
    points: CLUES[kind].reduce((n, c) => n + (c.pattern.test(text) || c.pattern.test(joined) ? c.points : 0), 0),
  }))
    .filter((s) => s.points >= ENOUGH)
    .sort((a, b) => b.points - a.points)
    .map((s) => s.kind);
  return { kind: scores[0] ?? null, also: scores.slice(1) };
}
