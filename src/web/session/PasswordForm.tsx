import { App, Button, Form, Input } from 'antd';
import { useTexts } from '../language/language.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useChangePassword } from './session.ts';
import { sessionTexts } from './texts.ts';

interface Given {
  readonly current: string;
  readonly new: string;
}

export function PasswordForm() {
  const texts = useTexts(sessionTexts);
  const { message } = App.useApp();
  const [form] = Form.useForm<Given>();
  const change = useChangePassword();
  const tell = useFieldProblems();
  const required = { required: true, message: texts.required };
  const save = (given: Given) => {
    change.mutate(
      { current: given.current, new: given.new },
      {
        onSuccess: () => {
          form.resetFields();
          void message.success(texts.changed);
        },
        onError: (error) => tell(form, error),
      },
    );
  };
  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={save} disabled={change.isPending}>
      <Form.Item name="current" label={texts.current} rules={[required]}>
        <Input.Password autoComplete="current-password" />
      </Form.Item>
      <Form.Item
        name="new"
        label={texts.next}
        extra={texts.nextHint}
        dependencies={['current']}
        rules={[
          required,
          { min: 8, message: texts.nextHint },
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value !== '' && value === getFieldValue('current')
                ? Promise.reject(new Error(texts.same))
                : Promise.resolve(),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={texts.repeat}
        dependencies={['new']}
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === getFieldValue('new') ? Promise.resolve() : Promise.reject(new Error(texts.differs)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={change.isPending}>
        {texts.change}
      </Button>
    </Form>
  );
}
