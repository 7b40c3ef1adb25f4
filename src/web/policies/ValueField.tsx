import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { INDUSTRY_POLICY } from '../../domain/industry.js';
import { documentTexts } from '../documents/texts.ts';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import type { Shape } from './policies.ts';
import { PictureField } from './PictureField.tsx';
import { policyTexts } from './texts.ts';
import { asChoices, asLists, asNames, asNumber, asPeriods } from './values.ts';

interface ValueFieldProps {
  readonly shape: Shape;
  /** What the field is of, for those who hear it. */
  readonly label: string;
  /** Given by the form. */
  readonly id?: string;
  readonly value?: unknown;
  readonly onChange?: (value: unknown) => void;
}

/** The field of a policy, drawn from its shape. */
export function ValueField({ shape, label, id, value, onChange = () => undefined }: ValueFieldProps) {
  const texts = useTexts(policyTexts);
  const names: Readonly<Record<string, string>> = useTexts(documentTexts).kinds;
  const format = useFormat();
  const { language } = useLanguage();
  const own = id === undefined ? {} : { id };
  switch (shape.type) {
    case 'integer':
      return (
        <div className="row">
          <InputNumber
            {...own}
            autoFocus
            precision={0}
            min={shape.least}
            max={shape.most}
            value={asNumber(value)}
            onChange={onChange}
            style={{ width: 140 }}
          />
          <span>{texts.units[shape.unit]}</span>
          <span className="quiet small">{texts.between(format.count(shape.least), format.count(shape.most))}</span>
        </div>
      );
    case 'share': {
      const share = asNumber(value);
      return (
        <div className="row">
          <InputNumber
            {...own}
            autoFocus
            precision={1}
            min={shape.least * 100}
            max={shape.most * 100}
            value={share === null ? null : Math.round(share * 1_000) / 10}
            onChange={(percent) => onChange(percent === null ? null : Math.round(percent * 10) / 1_000)}
            style={{ width: 140 }}
          />
          <span>%</span>
          <span className="quiet small">{texts.between(format.percent(shape.least), format.percent(shape.most))}</span>
        </div>
      );
    }
    case 'switch':
      return (
        <Radio.Group
          {...own}
          aria-label={label}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          options={[
            { value: true, label: texts.on },
            { value: false, label: texts.off },
          ]}
        />
      );
    case 'choice':
      return (
        <Radio.Group
          {...own}
          aria-label={label}
          value={value}
          onChange={({ target }) => onChange(target.value)}
          options={shape.options.map((option) => ({ value: option.value, label: option[language] }))}
        />
      );
    case 'documents':
      return (
        <Checkbox.Group
          value={asNames(value)}
          onChange={onChange}
          options={shape.options.map((kind) => ({ value: kind, label: names[kind] ?? kind }))}
        />
      );
    case 'required_documents':
      return <RequiredDocuments shape={shape} value={value} names={names} onChange={onChange} />;
    case 'industries':
      return <Industries value={value} onChange={onChange} />;
    case 'text':
      return (
        <Input
          {...own}
          autoFocus
          maxLength={shape.most}
          placeholder={shape.form === 'icp' ? texts.icpExample : ''}
          value={typeof value === 'string' ? value : ''}
          onChange={({ target }) => onChange(target.value)}
        />
      );
    case 'picture':
      return <PictureField {...own} value={value} onChange={onChange} />;
    case 'hours':
      return <Hours value={value} onChange={onChange} />;
  }
}

type Change = (value: unknown) => void;

function RequiredDocuments({
  shape,
  value,
  names,
  onChange,
}: {
  readonly shape: Extract<Shape, { type: 'required_documents' }>;
  readonly value: unknown;
  readonly names: Readonly<Record<string, string>>;
  readonly onChange: Change;
}) {
  const classes: Readonly<Record<string, string>> = useTexts(policyTexts).classes;
  const lists = asLists(value);
  return (
    <div className="policy-grid">
      {shape.classes.map((name) => (
        <fieldset key={name}>
          <legend>{classes[name] ?? name}</legend>
          <Checkbox.Group
            value={lists[name] ?? []}
            onChange={(kinds) =>
              onChange(
                Object.fromEntries(Object.entries({ ...lists, [name]: kinds }).filter(([, list]) => list.length > 0)),
              )
            }
            options={shape.options.map((kind) => ({ value: kind, label: names[kind] ?? kind }))}
          />
        </fieldset>
      ))}
    </div>
  );
}

function Industries({ value, onChange }: { readonly value: unknown; readonly onChange: Change }) {
  const texts = useTexts(policyTexts);
  const { language } = useLanguage();
  const choices = asChoices(value);
  const choose = (next: readonly (readonly [string, string])[]) => onChange(Object.fromEntries(next));
  const named = (code: string) => `${code} ${INDUSTRY_POLICY[code]?.[language] ?? code}`;
  const free = Object.keys(INDUSTRY_POLICY).filter((code) => !choices.some(([taken]) => taken === code));
  return (
    <div className="stack">
      {choices.map(([code, choice]) => (
        <div key={code} className="row">
          <span className="grow">{named(code)}</span>
          <Select
            aria-label={named(code)}
            style={{ width: 160 }}
            value={choice}
            onChange={(next: string) => choose(choices.map((pair) => (pair[0] === code ? [code, next] : pair)))}
            options={Object.entries(texts.industry).map(([key, label]) => ({ value: key, label }))}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={texts.remove(named(code))}
            onClick={() => choose(choices.filter(([other]) => other !== code))}
          />
        </div>
      ))}
      <Select
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={texts.addIndustry}
        placeholder={texts.addIndustry}
        value={null}
        onChange={(code: string | null) => {
          if (code !== null) choose([...choices, [code, 'needs_licence']]);
        }}
        options={free.map((code) => ({ value: code, label: named(code) }))}
      />
    </div>
  );
}

function Hours({ value, onChange }: { readonly value: unknown; readonly onChange: Change }) {
  const texts = useTexts(policyTexts);
  const periods = asPeriods(value);
  const put = (index: number, change: object) =>
    onChange(periods.map((period, place) => (place === index ? { ...period, ...change } : period)));
  return (
    <div className="stack">
      {periods.map(({ begins, ends }, index) => (
        // Periods have no name but their place.
        <div key={index} className="row">
          <Input
            type="time"
            style={{ width: 130 }}
            aria-label={texts.begins(index + 1)}
            value={begins}
            onChange={({ target }) => put(index, { begins: target.value })}
          />
          <span aria-hidden>–</span>
          <Input
            type="time"
            style={{ width: 130 }}
            aria-label={texts.ends(index + 1)}
            value={ends}
            onChange={({ target }) => put(index, { ends: target.value })}
          />
          {periods.length === 1 ? null : (
            <Button
              type="text"
              icon={<DeleteOutlined />}
              aria-label={texts.remove(`${begins}–${ends}`)}
              onClick={() => onChange(periods.filter((_period, place) => place !== index))}
            />
          )}
        </div>
      ))}
      {periods.length >= 4 ? null : (
        <Button icon={<PlusOutlined />} onClick={() => onChange([...periods, { begins: '19:00', ends: '21:00' }])}>
          {texts.addPeriod}
        </Button>
      )}
    </div>
  );
}
