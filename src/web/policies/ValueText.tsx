import { industryDivision } from '../../domain/industry.js';
import { documentTexts } from '../documents/texts.ts';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import type { Shape } from './policies.ts';
import { policyTexts } from './texts.ts';
import { asChoices, asLists, asNames, asNumber, asPeriods } from './values.ts';

/** A policy's value in words. */
export function ValueText({ shape, value }: { readonly shape: Shape; readonly value: unknown }) {
  const texts = useTexts(policyTexts);
  const names: Readonly<Record<string, string>> = useTexts(documentTexts).kinds;
  const format = useFormat();
  const { language } = useLanguage();
  switch (shape.type) {
    case 'integer': {
      const count = asNumber(value) ?? 0;
      const unit = (count === 1 ? texts.one : texts.units)[shape.unit];
      const hours = format.count(Math.round(count / 6) / 10);
      return (
        <span className="number">
          {texts.amount(format.count(count), unit)}
          {shape.unit === 'working_minutes' ? texts.inHours(hours) : null}
        </span>
      );
    }
    case 'share':
      return <span className="number">{format.percent(asNumber(value) ?? 0)}</span>;
    case 'switch':
      return value === true ? texts.on : texts.off;
    case 'choice':
      return shape.options.find((option) => option.value === value)?.[language] ?? String(value);
    case 'documents': {
      const kinds = asNames(value);
      return kinds.length === 0 ? texts.nothing : format.list(kinds.map((kind) => names[kind] ?? kind));
    }
    case 'required_documents':
      return <Lists lists={asLists(value)} names={names} />;
    case 'industries': {
      const choices = asChoices(value);
      if (choices.length === 0) return texts.asDefault;
      return (
        <ul className="policy-lines">
          {choices.map(([code, choice]) => (
            <li key={code}>
              {code} {industryDivision(code)?.[language]}: {texts.industry[choice as keyof typeof texts.industry]}
            </li>
          ))}
        </ul>
      );
    }
    case 'text':
      return value === '' ? <span className="quiet">{texts.empty}</span> : String(value);
    case 'picture':
      return typeof value !== 'string' || value === '' ? (
        <span className="quiet">{texts.empty}</span>
      ) : (
        <img className="policy-picture" src={`/brand/${value}.png`} alt={texts.picture} />
      );
    case 'hours':
      return (
        <span className="number">
          {asPeriods(value)
            .map(({ begins, ends }) => `${begins}–${ends}`)
            .join(', ')}
        </span>
      );
  }
}

function Lists({
  lists,
  names,
}: {
  readonly lists: Readonly<Record<string, readonly string[]>>;
  readonly names: Readonly<Record<string, string>>;
}) {
  const texts = useTexts(policyTexts);
  const format = useFormat();
  const classes: Readonly<Record<string, string>> = texts.classes;
  const given = Object.entries(lists).filter(([, kinds]) => kinds.length > 0);
  if (given.length === 0) return texts.nothingMore;
  return (
    <ul className="policy-lines">
      {given.map(([name, kinds]) => (
        <li key={name}>
          {texts.forClass(classes[name] ?? name, format.list(kinds.map((kind) => names[kind] ?? kind)))}
        </li>
      ))}
    </ul>
  );
}
