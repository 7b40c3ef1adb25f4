import { Form, Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTexts } from '../language/language.tsx';
import { useFieldProblems } from './Failure.tsx';
import { useOneAtATime } from './one-at-a-time.ts';
import { uiTexts } from './texts.ts';
import { toFirstField } from './to-first-field.ts';

interface ReasonDialogProps {
  readonly title: string;
  readonly lead: ReactNode;
  /** Who reads the reason. */
  readonly hint?: string;
  readonly send: string;
  readonly danger?: boolean;
  readonly onSend: (reason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Something that is done for a reason, which stays with it for ever. */
export function ReasonDialog({ title, lead, hint, send, danger = false, onSend, onClose }: ReasonDialogProps) {
  const ui = useTexts(uiTexts);
  const [form] = Form.useForm<{ reason: string }>();
  const [busy, setBusy] = useState(false);
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const give = ({ reason }: { reason: string }) =>
    run(() => {
      setBusy(true);
      return onSend(reason.trim())
        .then(onClose, (error: unknown) => tell(form, error))
        .finally(() => setBusy(false));
    });
  return (
    <Modal
      afterOpenChange={toFirstField}
      open
      title={title}
      okText={send}
      okButtonProps={{ danger }}
      cancelText={ui.cancel}
      confirmLoading={busy}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <div className="stack">
        <div>{lead}</div>
        <Form form={form} layout="vertical" requiredMark={false} onFinish={give}>
          <Form.Item
            name="reason"
            label={ui.reason}
            extra={hint}
            rules={[{ required: true, whitespace: true, message: ui.reasonMissing }]}
          >
            <Input.TextArea rows={3} maxLength={500} showCount autoFocus />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
