import {
  agentIsLegalRepresentative,
  type Declared,
  type DeclaredLanding,
  type DeclaredPerson,
  type IdType,
} from '../../domain/application.js';
import { DomainError } from '../../domain/errors.js';
import { industryDivision } from '../../domain/industry.js';
import { displayNumber } from '../../domain/number-400.js';
import { entityTypeOf } from '../../domain/uscc.js';
import { missingGlyphs } from '../chinese-font.js';

/** What a form is filled with; an empty string leaves a blank to write on. */
export interface FormData {
  readonly numbers: readonly string[];
  readonly entity: {
    readonly name: string;
    readonly uscc: string;
    readonly address: string;
    /** Form of address of who stands for the entity (domain.md §6). */
    readonly representativeTitle: string;
    readonly representative: string;
  };
  readonly representative: FormPerson;
  readonly agent: FormPerson & { readonly mobile: string };
  readonly agentIsRepresentative: boolean;
  readonly purpose: string;
  readonly industry: string;
  readonly landing: readonly { readonly number: string; readonly line: string; readonly owner: string }[];
  readonly multiNumberReason: string;
  /** For the foot: id and revision of the application, and the business date of printing. */
  readonly reference: string;
  readonly printedOn: string;
}

export interface FormPerson {
  readonly name: string;
  readonly idType: string;
  readonly idNumber: string;
}

const ID_TYPES: Record<IdType, string> = {
  resident_id: '居民身份证',
  hk_mo_tw_residence_permit: '港澳台居民居住证',
  foreign_permanent_resident: '外国人永久居留身份证',
  mainland_travel_permit: '来往内地（大陆）通行证',
  passport: '护照',
};
const LINES = { fixed: '固定电话', mobile: '移动电话', platform: '云平台' } as const;

/**
 * @throws DomainError VALIDATION_FAILED when the form's font lacks a character: a □ on a signed paper is worthless, so the
 *   form is to be filled in by hand there (domain.md §6)
 */
export function formDataOf(declared: Declared, reference: string, printedOn: string): FormData {
  refuseMissingGlyphs(declared);
  const { entity, agent, legalRepresentative } = declared;
  const sameAsRepresentative = agentIsLegalRepresentative(declared);
  const representative = personOf(legalRepresentative ?? { name: entity.legalRepresentative });
  const person = personOf(agent);
  return {
    numbers: declared.numbers.map(displayNumber),
    entity: {
      name: entity.name ?? '',
      uscc: entity.uscc ?? '',
      address: entity.address ?? '',
      representativeTitle: representativeTitle(entity),
      representative: entity.legalRepresentative ?? representative.name,
    },
    representative,
    agent: { ...(sameAsRepresentative && person.name === '' ? representative : person), mobile: agent?.mobile ?? '' },
    agentIsRepresentative: sameAsRepresentative,
    purpose: declared.purpose ?? '',
    industry: industryText(declared.industry),
    landing: declared.landingNumbers.map(landingOf),
    multiNumberReason: declared.multiNumberReason ?? '',
    reference,
    printedOn,
  };
}

type Named = { readonly [Key in keyof DeclaredPerson]?: DeclaredPerson[Key] | undefined };

function personOf(person: Named | undefined): FormPerson {
  return {
    name: person?.name ?? '',
    idType: ID_TYPES[person?.idType ?? 'resident_id'],
    idNumber: person?.idNumber ?? '',
  };
}

function landingOf({
  number,
  line,
  ownerName,
  ownerIsEntity,
  platformOperator,
}: DeclaredLanding): FormData['landing'][number] {
  const platform = platformOperator === undefined ? '' : `（${platformOperator}）`;
  return {
    number,
    line: line === undefined ? '' : `${LINES[line]}${platform}`,
    owner: ownerName ?? (ownerIsEntity === true ? '使用单位' : ''),
  };
}

function industryText(code: string | undefined): string {
  if (code === undefined) return '';
  const division = industryDivision(code);
  return division === null ? code : `${code} ${division.zh}`;
}

/** 91 company 法定代表人, partnership 执行事务合伙人, branch and law firm 负责人, 92 sole trader 经营者 (domain.md §6). */
export function representativeTitle({ name = '', uscc }: Pick<Declared['entity'], 'name' | 'uscc'>): string {
  const kind = uscc === undefined ? null : entityTypeOf(uscc);
  if (kind === 'sole_trader') return '经营者';
  if (kind === 'law_firm' || /分(公司|行|社|所|店|支行)$/.test(name)) return '负责人';
  if (/合伙/.test(name)) return '执行事务合伙人';
  return '法定代表人';
}

function refuseMissingGlyphs(declared: Declared): void {
  const errors = textsOf(declared, '').flatMap(({ path, text }) =>
    missingGlyphs(text).map((character) => {
      const codePoint = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}`;
      return {
        path,
        code: 'GLYPH_MISSING',
        message: `此处含有表单字体没有的字（${codePoint}），请下载空白表单手写 / a character (${codePoint}) is not in the form's font; write this form by hand`,
      };
    }),
  );
  if (errors.length > 0) throw new DomainError('VALIDATION_FAILED', { errors });
}

function textsOf(value: unknown, path: string): { path: string; text: string }[] {
  if (typeof value === 'string') return [{ path, text: value }];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, member]) => textsOf(member, path === '' ? key : `${path}.${key}`));
}
