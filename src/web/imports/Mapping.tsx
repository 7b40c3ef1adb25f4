import { App, Button, Card, Form, Select } from 'antd';
import { useRef } from 'react';
import { useNavigate } from 'react-router';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { FIELDS, NEEDED, useMoveOperation, usePlanImport, type Field, type Operation } from './imports.ts';
import { fileOf, keepFile } from './kept-file.ts';
import { importTexts } from './texts.ts';

type Given = Partial<Record<Field, string>>;

/** Which column was taken for what. As long as the file is in this window another choice makes another dry run. */
export function Mapping({ operation }: { readonly operation: Operation }) {
  const texts = useTexts(importTexts);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { id, status, mapping, headings, reason } = operation;
  const file = status === 'profiled' ? fileOf(id) : null;
  const plan = usePlanImport();
  const cancel = useMoveOperation('cancel');
  const once = useRef(crypto.randomUUID());
  const run = useOneAtATime();
  const tell = useTellProblem();
  const again = (given: Given) => {
    if (file === null) return;
    const chosen = Object.fromEntries(Object.entries(given).filter(([, heading]) => heading !== ''));
    run(async () => {
      try {
        const made = await plan.mutateAsync({ file, reason, headings: chosen, once: once.current });
        keepFile(made.id, file);
        await cancel.mutateAsync({ id, reason: texts.replaced });
        void message.success(texts.plannedAgain);
        void navigate(`/imports/${made.id}`, { replace: true });
      } catch (error) {
        tell(error);
      } finally {
        once.current = crypto.randomUUID();
      }
    });
  };
  const shown = file === null ? FIELDS.filter((field) => mapping[field] !== undefined) : FIELDS;
  return (
    <Card title={<h2>{texts.mapping}</h2>}>
      {file === null ? (
        <dl className="figures plain-figures">
          {shown.map((field) => (
            <div key={field}>
              <dt>{texts.fields[field]}</dt>
              <dd>{mapping[field]}</dd>
            </div>
          ))}
        </dl>
      ) : (
        <Form layout="vertical" requiredMark={false} initialValues={mapping} onFinish={again}>
          <p className="quiet" style={{ marginBottom: 12 }}>
            {texts.mappingLead}
          </p>
          <div className="mapping">
            {shown.map((field) => (
              <Form.Item
                key={field}
                name={field}
                label={texts.fields[field]}
                rules={NEEDED.includes(field) ? [{ required: true, message: texts.columnMissing }] : []}
              >
                <Select
                  allowClear={!NEEDED.includes(field)}
                  showSearch={{ optionFilterProp: 'label' }}
                  placeholder={texts.notInFile}
                  options={[...new Set(headings)]
                    .filter((heading) => heading !== '')
                    .map((heading) => ({ value: heading, label: heading }))}
                />
              </Form.Item>
            ))}
          </div>
          <Button htmlType="submit" loading={plan.isPending}>
            {texts.again}
          </Button>
        </Form>
      )}
    </Card>
  );
}
