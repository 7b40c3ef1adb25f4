import { App, Button, Form, Input, Modal } from 'antd';
import { useRef, useState } from 'react';
import { Link } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import type { Application } from '../applications/applications.ts';
import { kindTexts } from '../kinds/texts.ts';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { NumbersLine } from '../numbers/NumbersLine.tsx';
import { toProblem } from '../api/problem.ts';
import { DateField } from '../ui/DateField.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Page } from '../ui/Page.tsx';
import { PagedList } from '../ui/PagedList.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { toFirstField } from '../ui/to-first-field.ts';
import { useAccept, useAwaited, type Acceptance } from './acceptances.ts';
import { acceptanceTexts } from './texts.ts';

/** Signed at the counter; they may follow until now. */
const COUNTER_PAPERS = ['acceptance_form', 'commitment_letter'] as const;

/** Approved dossiers, and the form that records what the carrier's counter did with them. */
export default function AcceptancesPage() {
  const texts = useTexts(acceptanceTexts);
  return (
    <Page title={texts.title} lead={texts.lead}>
      <PagedList
        query={useAwaited()}
        empty={texts.empty}
        row={(application) => <Line key={application.id} application={application} />}
      />
    </Page>
  );
}

function Line({ application }: { readonly application: Application }) {
  const texts = useTexts(acceptanceTexts);
  const { kinds } = useTexts(kindTexts);
  const format = useFormat();
  const [recording, setRecording] = useState(false);
  const { id, kind, numbers, entity, documents, deadline } = application;
  const name = entity.name ?? texts.unnamed;
  const shown = format.list(numbers.map(displayNumber));
  return (
    <li>
      <div className="grow">
        <NumbersLine numbers={numbers} />
        <div>
          {name} <span className="quiet">{kinds[kind]}</span>
        </div>
        <div className="row">
          {kind === 'new'
            ? COUNTER_PAPERS.map((paper) => {
                const there = documents.some((document) => document.kind === paper);
                return (
                  <Status
                    key={paper}
                    tone={there ? 'good' : 'attention'}
                    text={(there ? texts.there : texts.missing)(texts.papers[paper])}
                  />
                );
              })
            : null}
          {deadline === null ? null : <span className="quiet">{texts.before(format.dateTime(deadline))}</span>}
        </div>
      </div>
      <div className="row">
        <Link to={`/reviews/${id}`} aria-label={texts.lookAt(name)}>
          {texts.look}
        </Link>
        <Button type="primary" ghost onClick={() => setRecording(true)} aria-label={texts.recordOf(shown)}>
          {texts.record}
        </Button>
      </div>
      {recording ? <RecordDialog id={id} numbers={shown} onClose={() => setRecording(false)} /> : null}
    </li>
  );
}

/** Today in Beijing, `YYYY-MM-DD`. */
function today(): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(new Date());
}

function RecordDialog({
  id,
  numbers,
  onClose,
}: {
  readonly id: string;
  readonly numbers: string;
  readonly onClose: () => void;
}) {
  const texts = useTexts(acceptanceTexts);
  const ui = useTexts(uiTexts);
  const { message } = App.useApp();
  const [form] = Form.useForm<Acceptance>();
  const once = useRef(crypto.randomUUID());
  const accept = useAccept(id);
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const send = (given: Acceptance) =>
    run(() =>
      accept.mutateAsync({ ...given, once: once.current }).then(
        () => {
          void message.success(texts.done(numbers));
          onClose();
        },
        (error: unknown) => {
          once.current = crypto.randomUUID();
          const wrong = toProblem(error).errors.find(({ path }) => path === 'acceptedOn');
          const fault = (texts.faults as Readonly<Record<string, string>>)[wrong?.code ?? ''];
          if (fault === undefined) tell(form, error);
          else form.setFields([{ name: 'acceptedOn', errors: [fault] }]);
        },
      ),
    );
  const required = [{ required: true, whitespace: true, message: texts.required }];
  return (
    <Modal
      afterOpenChange={toFirstField}
      open
      title={texts.dialog(numbers)}
      okText={texts.record}
      cancelText={ui.cancel}
      confirmLoading={accept.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p>{texts.dialogLead}</p>
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={send}
        initialValues={{ acceptedOn: today() }}
        validateTrigger="onBlur"
      >
        <Form.Item name="acceptanceNumber" label={texts.number} extra={texts.numberHint} rules={required}>
          <Input className="number" maxLength={100} autoComplete="off" autoFocus />
        </Form.Item>
        <Form.Item name="counter" label={texts.counter} rules={required}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="staff" label={texts.staff} rules={required}>
          <Input maxLength={100} autoComplete="off" />
        </Form.Item>
        <Form.Item name="acceptedOn" label={texts.on} rules={required}>
          <DateField max={today()} />
        </Form.Item>
        {/* Enter sends. */}
        <button type="submit" hidden />
      </Form>
    </Modal>
  );
}
