import { Alert, Button, Form, Input, Modal, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import { useCreateApiKey } from './api-keys.ts';
import { apiKeyTexts } from './texts.ts';
import { toFirstField } from '../ui/to-first-field.ts';

/** First asks what the key is for, then shows it once. */
export function NewKeyDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const texts = useTexts(apiKeyTexts);
  const ui = useTexts(uiTexts);
  const [form] = Form.useForm<{ name: string }>();
  const [key, setKey] = useState<string | null>(null);
  const once = useRef(crypto.randomUUID());
  const create = useCreateApiKey();
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const close = () => {
    once.current = crypto.randomUUID();
    form.resetFields();
    setKey(null);
    onClose();
  };
  const save = ({ name }: { name: string }) => {
    run(() =>
      create.mutateAsync({ name, once: once.current }).then(
        (made) => setKey(made.key),
        (error: unknown) => tell(form, error),
      ),
    );
  };
  if (key !== null) {
    return (
      <Modal
        open={open}
        title={texts.madeTitle}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        footer={
          <Button type="primary" onClick={close}>
            {texts.saved}
          </Button>
        }
      >
        <div className="stack">
          <Alert type="warning" showIcon title={texts.madeLead} />
          <Typography.Paragraph code copyable={{ tooltips: [ui.copy, ui.copied] }} style={{ wordBreak: 'break-all' }}>
            {key}
          </Typography.Paragraph>
        </div>
      </Modal>
    );
  }
  return (
    <Modal
      afterOpenChange={toFirstField}
      open={open}
      title={texts.create}
      okText={texts.create}
      cancelText={ui.cancel}
      confirmLoading={create.isPending}
      onCancel={close}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={save}>
        <Form.Item
          name="name"
          label={texts.name}
          extra={texts.nameHint}
          rules={[{ required: true, whitespace: true, message: texts.required }]}
        >
          <Input maxLength={100} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
