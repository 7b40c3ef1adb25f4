import { App, Form, Input, Modal } from 'antd';
import { useRef } from 'react';
import { hasUsccShape, isValidUscc } from '../../domain/uscc.js';
import { Problem } from '../api/problem.ts';
import { useTexts } from '../language/language.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import { useReserve, type NumberItem } from './numbers.ts';
import { numberTexts } from './texts.ts';
import { EnterSends } from '../ui/EnterSends.tsx';
import { toFirstField } from '../ui/to-first-field.ts';

interface Given {
  readonly subscriber: { readonly name: string; readonly uscc?: string };
}

/** For whom a number is reserved. */
export function ReserveDialog({
  number,
  onClose,
}: {
  readonly number: NumberItem | null;
  readonly onClose: () => void;
}) {
  const texts = useTexts(numberTexts);
  const ui = useTexts(uiTexts);
  const { message } = App.useApp();
  const [form] = Form.useForm<Given>();
  const once = useRef(crypto.randomUUID());
  const reserve = useReserve();
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const close = () => {
    once.current = crypto.randomUUID();
    form.resetFields();
    onClose();
  };
  const save = ({ subscriber: { name, uscc = '' } }: Given) => {
    if (number === null) return;
    const code = uscc.trim().toUpperCase();
    const wanted = {
      number: number.number,
      subscriber: code === '' ? { name } : { name, uscc: code },
      once: once.current,
    };
    run(() =>
      reserve.mutateAsync(wanted).then(
        () => {
          void message.success(texts.reserved(number.display));
          close();
        },
        (error: unknown) => {
          if (error instanceof Problem && error.code === 'NUMBER_NOT_SPARE') {
            void message.warning(texts.taken);
            close();
          } else tell(form, error);
        },
      ),
    );
  };
  return (
    <Modal
      afterOpenChange={toFirstField}
      open={number !== null}
      title={number === null ? '' : texts.reserveNumber(number.display)}
      okText={texts.reserve}
      cancelText={ui.cancel}
      confirmLoading={reserve.isPending}
      onOk={() => form.submit()}
      onCancel={close}
      destroyOnHidden
    >
      <p className="quiet" style={{ marginBottom: 16 }}>
        {texts.reserveLead}
      </p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={save}>
        <Form.Item
          name={['subscriber', 'name']}
          label={texts.subscriber}
          extra={texts.subscriberHint}
          rules={[{ required: true, whitespace: true, message: texts.required }]}
        >
          <Input maxLength={200} autoFocus />
        </Form.Item>
        <Form.Item
          name={['subscriber', 'uscc']}
          label={texts.uscc}
          extra={texts.usccHint}
          rules={[
            {
              validator: (_rule, value: string | undefined) =>
                shapeOf(value) || Promise.reject(new Error(texts.usccShape)),
            },
            {
              warningOnly: true,
              validator: (_rule, value: string | undefined) =>
                checkOf(value) || Promise.reject(new Error(texts.usccCheck)),
            },
          ]}
        >
          <Input maxLength={24} className="number" autoComplete="off" />
        </Form.Item>
        <EnterSends />
      </Form>
    </Modal>
  );
}

function shapeOf(value = ''): Promise<void> | false {
  return value.trim() === '' || hasUsccShape(value.trim().toUpperCase()) ? Promise.resolve() : false;
}

/** Legally issued codes that fail the check digit exist: a warning, not a refusal (domain.md §3). */
function checkOf(value = ''): Promise<void> | false {
  const code = value.trim().toUpperCase();
  return !hasUsccShape(code) || isValidUscc(code) ? Promise.resolve() : false;
}
