import { Form, Select } from 'antd';
import { PROVINCES } from '../../domain/region.js';
import { useTexts } from '../language/language.tsx';
import { numberTexts } from '../numbers/texts.ts';
import type { Me } from '../session/session.ts';
import { userTexts } from './texts.ts';

export interface GivenScope {
  readonly carriers?: readonly ('CU' | 'CM' | 'CT')[] | null;
  readonly provinces?: readonly string[] | null;
}

/** What nobody chose means all. */
export function scopeOf(given: GivenScope | undefined) {
  const carriers = [...(given?.carriers ?? [])];
  const provinces = [...(given?.provinces ?? [])];
  return {
    carriers: carriers.length === 0 ? null : carriers,
    provinces: provinces.length === 0 ? null : provinces,
  };
}

/** Of which carriers and provinces somebody of ours sees the work. */
export function ScopeChoice({ me }: { readonly me: Me }) {
  const texts = useTexts(userTexts);
  const { carriers } = useTexts(numberTexts);
  return (
    <div className="pair">
      <Form.Item name={['scope', 'carriers']} label={texts.carriers}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={texts.allCarriers}
          options={me.installation.carriers.map((value) => ({ value, label: carriers[value] }))}
        />
      </Form.Item>
      <Form.Item name={['scope', 'provinces']} label={texts.provinces}>
        <Select
          mode="multiple"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={texts.everywhere}
          options={PROVINCES.map(({ zh }) => ({ value: zh, label: zh }))}
        />
      </Form.Item>
    </div>
  );
}
