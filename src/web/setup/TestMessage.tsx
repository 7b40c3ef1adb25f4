import { Alert, Button, Form, Input } from 'antd';
import { useTexts } from '../language/language.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useTestMessage } from './setup.ts';
import { setupTexts } from './texts.ts';

/** Sends one message to an address and says what became of it. */
export function TestMessage({
  channel,
  configured,
}: {
  readonly channel: 'email' | 'sms';
  readonly configured: boolean;
}) {
  const all = useTexts(setupTexts);
  const texts = all.channels[channel];
  const [form] = Form.useForm<{ to: string }>();
  const test = useTestMessage(channel);
  const tell = useFieldProblems();
  const { data } = test;
  return (
    <div className="stack">
      {configured ? null : <Alert type="warning" showIcon title={texts.missing} />}
      <Form<{ to: string }>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={({ to }) => test.mutate(to.trim(), { onError: (error) => tell(form, error) })}
      >
        <Form.Item
          name="to"
          label={texts.to}
          rules={[
            channel === 'email'
              ? { required: true, type: 'email', message: texts.wrong }
              : { required: true, pattern: /^\s*1[3-9]\d{9}\s*$/, message: texts.wrong },
          ]}
          validateTrigger={['onBlur', 'onSubmit']}
        >
          <Input
            inputMode={channel === 'email' ? 'email' : 'tel'}
            autoComplete="off"
            maxLength={254}
            style={{ maxWidth: 360 }}
          />
        </Form.Item>
        <Button htmlType="submit" loading={test.isPending}>
          {all.sendTest}
        </Button>
      </Form>
      <div role="status">
        {data === undefined ? null : (
          <Alert
            type={data.outcome === 'sent' ? 'success' : 'error'}
            showIcon
            title={all.outcomes[data.outcome]}
            description={data.code === null ? null : all.because(data.code)}
          />
        )}
      </div>
    </div>
  );
}
