import { Form, Input, type FormItemProps } from 'antd';
import type { ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { textOf, useDraft } from './draft.ts';
import { applicationTexts } from './texts.ts';

interface FieldProps {
  /** Path of the member, e.g. `entity.name`. */
  readonly path: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly optional?: boolean;
  readonly rules?: FormItemProps['rules'];
  readonly maxLength?: number;
  readonly rows?: number;
  readonly inputMode?: 'text' | 'tel' | 'numeric';
  readonly placeholder?: string;
  /** Codes: upper case, tabular figures. */
  readonly code?: boolean;
}

/** One line (or some rows) of the dossier; saved when it is left and not wrong. */
export function Field({
  path,
  label,
  hint,
  optional,
  rules,
  maxLength,
  rows,
  inputMode,
  placeholder,
  code,
}: FieldProps) {
  const { application, form, keep, open } = useDraft();
  const texts = useTexts(applicationTexts);
  const name = path.split('.');
  const leave = () => {
    form.validateFields([name]).then(
      () => keep(path, form.getFieldValue(name)),
      () => undefined,
    );
  };
  const common = { maxLength, placeholder, disabled: !open(path), onBlur: leave, autoComplete: 'off' };
  return (
    <Form.Item
      name={name}
      label={optional === true ? `${label}${texts.optional}` : label}
      extra={hint}
      rules={rules}
      initialValue={textOf(application, path)}
      validateTrigger="onBlur"
      normalize={code === true ? (value: string) => value.toUpperCase() : undefined}
    >
      {rows === undefined ? (
        <Input {...common} inputMode={inputMode} className={code === true ? 'number' : undefined} />
      ) : (
        <Input.TextArea {...common} rows={rows} showCount />
      )}
    </Form.Item>
  );
}
