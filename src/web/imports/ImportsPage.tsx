import { UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Card, Form, Input } from 'antd';
import { useRef, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { problemText, toProblem } from '../api/problem.ts';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { Ledger, pagesOf } from '../ui/Ledger.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { Status } from '../ui/Status.tsx';
import { keepFile } from './kept-file.ts';
import { NEEDED, useOperations, usePlanImport, type Field, type Operation } from './imports.ts';
import { TONES } from './status.ts';
import { importTexts } from './texts.ts';

/** Existing registers taken over: what was, and a new one. */
export default function ImportsPage() {
  const texts = useTexts(importTexts);
  const format = useFormat();
  return (
    <Page title={texts.title} lead={texts.lead}>
      <NewImport />
      <Ledger<Operation>
        {...pagesOf(useOperations())}
        label={texts.title}
        empty={texts.empty}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'reason',
            title: texts.reason,
            head: true,
            render: ({ id, reason }) => <Link to={`/imports/${id}`}>{reason}</Link>,
          },
          {
            key: 'status',
            title: texts.state,
            render: ({ status }) => <Status tone={TONES[status]} text={texts.statuses[status]} />,
          },
          ...(['rows', 'accepted', 'refused'] as const).map((name) => ({
            key: name,
            title: texts.counts[name],
            end: true,
            render: (operation: Operation) => <span className="number">{format.count(operation[name])}</span>,
          })),
          {
            key: 'when',
            title: texts.when,
            render: ({ createdAt }) => <span className="number">{format.dateTime(createdAt)}</span>,
          },
        ]}
      />
    </Page>
  );
}

function NewImport() {
  const texts = useTexts(importTexts);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [form] = Form.useForm<{ reason: string } & Partial<Record<Field, string>>>();
  const [file, setFile] = useState<File | null>(null);
  const once = useRef(crypto.randomUUID());
  const plan = usePlanImport();
  const run = useOneAtATime();
  const problem = plan.error === null ? null : toProblem(plan.error);
  const headingsWanted = problem?.code === 'SHEET_REFUSED' && problem.members['reason'] === 'COLUMNS_UNKNOWN';
  const send = ({ reason, ...given }: { reason: string } & Partial<Record<Field, string>>) => {
    if (file === null) {
      input.current?.click();
      return;
    }
    const named = Object.entries(given).filter(([, heading]) => heading.trim() !== '');
    const headings = named.length === 0 ? {} : { headings: Object.fromEntries(named) };
    run(() =>
      plan
        .mutateAsync({ file, reason: reason.trim(), ...headings, once: once.current })
        .then(
          ({ id }) => {
            keepFile(id, file);
            void navigate(`/imports/${id}`);
          },
          () => undefined,
        )
        .finally(() => {
          once.current = crypto.randomUUID();
        }),
    );
  };
  return (
    <Card title={<h2>{texts.new}</h2>}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={send} style={{ maxWidth: 640 }}>
        <div className="stack">
          <p className="quiet">{texts.newLead}</p>
          <div className="row">
            <input
              ref={input}
              className="hidden-text"
              type="file"
              tabIndex={-1}
              aria-label={texts.file}
              accept=".xlsx,.csv,text/csv"
              onChange={({ target }) => {
                setFile(target.files?.[0] ?? null);
                plan.reset();
              }}
            />
            <Button icon={<UploadOutlined />} onClick={() => input.current?.click()}>
              {texts.choose}
            </Button>
            <span role="status">{file === null ? <span className="quiet">{texts.noFile}</span> : file.name}</span>
          </div>
          <Form.Item
            name="reason"
            label={texts.reason}
            extra={texts.reasonHint}
            rules={[{ required: true, min: 2, whitespace: true, message: texts.reasonMissing }]}
          >
            <Input maxLength={500} />
          </Form.Item>
          {problem === null ? null : (
            <Alert
              role="alert"
              type="error"
              showIcon
              title={problemText(problem, language)}
              description={headingsWanted ? texts.nameHeadings : undefined}
            />
          )}
          {headingsWanted ? (
            <div className="pair">
              {NEEDED.map((field) => (
                <Form.Item key={field} name={field} label={texts.headingOf(texts.fields[field])}>
                  <Input maxLength={100} />
                </Form.Item>
              ))}
            </div>
          ) : null}
          <div>
            <Button type="primary" htmlType="submit" loading={plan.isPending} disabled={file === null}>
              {texts.dryRun}
            </Button>
          </div>
        </div>
      </Form>
    </Card>
  );
}
