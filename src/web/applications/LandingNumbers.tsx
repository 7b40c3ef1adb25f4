import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { useDraft } from './draft.ts';
import { applicationTexts } from './texts.ts';

const LINES = ['fixed', 'mobile', 'platform'] as const;

interface Landing {
  readonly number: string;
  readonly line?: (typeof LINES)[number];
  readonly ownerName?: string;
  readonly ownerIsEntity?: boolean;
  readonly platformOperator?: string;
}

/** Where calls end. The list is saved as a whole, without lines that have no number yet. */
export function LandingNumbers() {
  const texts = useTexts(applicationTexts).purpose;
  const { application, keep, open } = useDraft();
  const [lines, setLines] = useState<readonly Landing[]>(application.landingNumbers as readonly Landing[]);
  const disabled = !open('landingNumbers');
  const save = (next: readonly Landing[]) =>
    keep('landingNumbers', next.filter(({ number }) => number.trim() !== '').map(withoutBlanks));
  const set = (at: number, change: Partial<Landing>) => {
    const next = lines.map((line, index) => (index === at ? { ...line, ...change } : line));
    setLines(next);
    return next;
  };
  return (
    <fieldset className="plain stack">
      <legend>
        <strong>{texts.landing}</strong> <span className="quiet small">{texts.landingHint}</span>
      </legend>
      {lines.map((line, at) => (
        <div className="row" key={at}>
          <Input
            aria-label={`${texts.landingNumber} ${at + 1}`}
            placeholder={texts.landingNumber}
            className="number landing"
            inputMode="tel"
            maxLength={60}
            value={line.number}
            disabled={disabled}
            onChange={({ target }) => set(at, { number: target.value })}
            onBlur={() => save(lines)}
          />
          <Select
            aria-label={`${texts.line} ${at + 1}`}
            placeholder={texts.line}
            className="landing-line"
            value={line.line}
            disabled={disabled}
            onChange={(value) => save(set(at, { line: value }))}
            options={LINES.map((value) => ({ value, label: texts.lines[value] }))}
          />
          <Checkbox
            checked={line.ownerIsEntity === true}
            disabled={disabled}
            onChange={({ target }) => save(set(at, { ownerIsEntity: target.checked }))}
          >
            {texts.ownerIsEntity}
          </Checkbox>
          {line.ownerIsEntity === true ? null : (
            <Input
              aria-label={`${texts.ownerName} ${at + 1}`}
              placeholder={texts.ownerName}
              className="landing"
              maxLength={100}
              value={line.ownerName ?? ''}
              disabled={disabled}
              onChange={({ target }) => set(at, { ownerName: target.value })}
              onBlur={() => save(lines)}
            />
          )}
          {line.line === 'platform' ? (
            <Input
              aria-label={`${texts.platformOperator} ${at + 1}`}
              placeholder={texts.platformOperator}
              className="landing"
              maxLength={200}
              value={line.platformOperator ?? ''}
              disabled={disabled}
              onChange={({ target }) => set(at, { platformOperator: target.value })}
              onBlur={() => save(lines)}
            />
          ) : null}
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={texts.removeLanding(at + 1)}
            disabled={disabled}
            onClick={() => {
              const next = lines.filter((_line, index) => index !== at);
              setLines(next);
              save(next);
            }}
          />
        </div>
      ))}
      <div>
        <Button
          icon={<PlusOutlined />}
          disabled={disabled || lines.length >= 50}
          onClick={() => setLines([...lines, { number: '' }])}
        >
          {texts.addLanding}
        </Button>
      </div>
    </fieldset>
  );
}

function withoutBlanks(line: Landing): Partial<Landing> {
  return Object.fromEntries(Object.entries(line).filter(([, value]) => value !== '' && value !== undefined));
}
