import { App, Button, Form, Input, Modal, Select } from 'antd';
import { useRef } from 'react';
import { WEBHOOK_KINDS } from '../../domain/webhook-kinds.js';
import { useTexts } from '../language/language.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import type { FreshSecret } from './SecretDialog.tsx';
import { webhookTexts } from './texts.ts';
import { useCreateWebhook, useUpdateWebhook, type Webhook, type WebhookEntries } from './webhooks.ts';

interface WebhookDialogProps {
  /** Absent: a new one. */
  readonly webhook?: Webhook;
  readonly onMade?: (fresh: FreshSecret) => void;
  readonly onClose: () => void;
}

const NEW: WebhookEntries = { name: '', url: '', kinds: [...WEBHOOK_KINDS] };

export function WebhookDialog({ webhook, onMade, onClose }: WebhookDialogProps) {
  const texts = useTexts(webhookTexts);
  const ui = useTexts(uiTexts);
  const { message } = App.useApp();
  const [form] = Form.useForm<WebhookEntries>();
  const once = useRef(crypto.randomUUID());
  const create = useCreateWebhook();
  const update = useUpdateWebhook(webhook?.id ?? '');
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const send = async (entries: WebhookEntries) => {
    if (webhook === undefined) onMade?.(await create.mutateAsync({ ...entries, once: once.current }));
    else {
      await update.mutateAsync(entries);
      void message.success(texts.saved);
    }
    onClose();
  };
  const save = (entries: WebhookEntries) =>
    run(() =>
      send(entries).catch((error: unknown) => {
        once.current = crypto.randomUUID();
        tell(form, error);
      }),
    );
  const { groups, kindNames } = texts;
  const options = Object.entries(groups).map(([group, label]) => ({
    label,
    options: WEBHOOK_KINDS.filter((kind) => kind.startsWith(`${group}.`)).map((kind) => ({
      value: kind,
      label: kindNames[kind],
    })),
  }));
  return (
    <Modal
      open
      title={webhook === undefined ? texts.create : texts.edit}
      okText={webhook === undefined ? texts.create : ui.save}
      cancelText={ui.cancel}
      confirmLoading={create.isPending || update.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={webhook ?? NEW} onFinish={save}>
        <Form.Item
          name="name"
          label={texts.name}
          extra={texts.nameHint}
          rules={[{ required: true, whitespace: true, message: texts.required }]}
        >
          <Input maxLength={100} autoFocus />
        </Form.Item>
        <Form.Item
          name="url"
          label={texts.url}
          extra={texts.urlHint}
          rules={[
            { required: true, message: texts.required },
            { type: 'url', message: texts.urlMalformed },
          ]}
        >
          <Input maxLength={2_000} inputMode="url" />
        </Form.Item>
        <Form.Item
          name="kinds"
          label={texts.kinds}
          rules={[{ required: true, type: 'array', min: 1, message: texts.kindsRequired }]}
          extra={
            <Button
              type="link"
              size="small"
              style={{ padding: 0 }}
              onClick={() => form.setFieldValue('kinds', [...WEBHOOK_KINDS])}
            >
              {texts.chooseAll}
            </Button>
          }
        >
          <Select mode="multiple" options={options} maxTagCount={6} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
