import { DownloadOutlined } from '@ant-design/icons';
import { Button, Form, Input, Select } from 'antd';
import { useTexts } from '../language/language.tsx';
import { DateField } from '../ui/DateField.tsx';
import { auditTexts } from './texts.ts';

interface FiltersProps<Filter> {
  readonly value: Filter;
  readonly onSearch: (filter: Filter) => void;
  /** The choices of this list, before who and when. */
  readonly choices: readonly {
    readonly name: string;
    readonly label: string;
    readonly any: string;
    readonly options: readonly { readonly value: string; readonly label: string }[];
  }[];
  /** The address of the file with what is found. */
  readonly file: string;
}

/** What is searched for: it takes effect by the button or Enter, so that a half-written date finds nothing by accident. */
export function Filters<Filter extends object>({ value, onSearch, choices, file }: FiltersProps<Filter>) {
  const texts = useTexts(auditTexts);
  const [form] = Form.useForm<Record<string, string | undefined>>();
  const search = (given: Record<string, string | undefined>) =>
    onSearch(
      Object.fromEntries(
        Object.entries(given).flatMap(([name, text]) => {
          const wanted = text?.trim() ?? '';
          return wanted === '' ? [] : [[name, wanted]];
        }),
      ) as Filter,
    );
  const query = new URLSearchParams(Object.entries(value).map(([name, text]) => [name, String(text)])).toString();
  return (
    <Form form={form} layout="vertical" initialValues={value} onFinish={search} className="audit-filters">
      {choices.map(({ name, label, any, options }) => (
        <Form.Item key={name} name={name} label={label}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            placeholder={any}
            popupMatchSelectWidth={false}
            options={[...options]}
          />
        </Form.Item>
      ))}
      <Form.Item name="subjectId" label={texts.subjectId}>
        <Input className="number" maxLength={100} autoComplete="off" />
      </Form.Item>
      <Form.Item name="actor" label={texts.actor}>
        <Input className="number" maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item name="from" label={texts.from}>
        <DateField />
      </Form.Item>
      <Form.Item name="until" label={texts.until}>
        <DateField />
      </Form.Item>
      <div className="row audit-buttons">
        <Button type="primary" htmlType="submit">
          {texts.search}
        </Button>
        <Button
          onClick={() => {
            form.setFieldsValue(
              Object.fromEntries(Object.keys(form.getFieldsValue()).map((name) => [name, undefined])),
            );
            onSearch({} as Filter);
          }}
        >
          {texts.clear}
        </Button>
        <Button icon={<DownloadOutlined />} href={query === '' ? file : `${file}?${query}`} download>
          {texts.export}
        </Button>
        <span className="quiet small">{texts.exportNote}</span>
      </div>
    </Form>
  );
}
