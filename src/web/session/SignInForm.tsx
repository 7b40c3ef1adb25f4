import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { problemText, toProblem } from '../api/problem.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useSignIn } from './session.ts';
import { sessionTexts } from './texts.ts';

/** @param login whose session ended; the field is then filled and only the password is asked */
export function SignInForm({ login }: { readonly login?: string }) {
  const texts = useTexts(sessionTexts);
  const { language } = useLanguage();
  const signIn = useSignIn();
  const [asksCode, setAsksCode] = useState(false);
  const save = (given: { email: string; password: string; totp?: string }) => {
    signIn.mutate(given, {
      onError: (error) => setAsksCode((asked) => asked || toProblem(error).code === 'TOTP_REQUIRED'),
    });
  };
  const required = [{ required: true, message: texts.required }];
  return (
    <Form
      layout="vertical"
      requiredMark={false}
      initialValues={{ email: login ?? '' }}
      onFinish={save}
      disabled={signIn.isPending}
    >
      {signIn.error === null ? null : (
        <Form.Item>
          <Alert role="alert" type="error" showIcon title={problemText(toProblem(signIn.error), language)} />
        </Form.Item>
      )}
      <Form.Item name="email" label={texts.login} rules={required} validateTrigger="onSubmit">
        <Input autoComplete="username" autoCapitalize="none" size="large" autoFocus={login === undefined} />
      </Form.Item>
      <Form.Item name="password" label={texts.password} rules={required} validateTrigger="onSubmit">
        <Input.Password autoComplete="current-password" size="large" autoFocus={login !== undefined} />
      </Form.Item>
      {asksCode ? (
        <Form.Item name="totp" label={texts.code} rules={required} validateTrigger="onSubmit">
          <Input autoComplete="one-time-code" inputMode="numeric" maxLength={6} size="large" autoFocus />
        </Form.Item>
      ) : null}
      <Button type="primary" htmlType="submit" size="large" block loading={signIn.isPending}>
        {texts.signIn}
      </Button>
    </Form>
  );
}
