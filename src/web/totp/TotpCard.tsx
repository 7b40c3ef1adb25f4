import { Alert, App, Button, Card, Form, Input, QRCode, Typography } from 'antd';
import { problemText, toProblem } from '../api/problem.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { useConfirmTotp, useEnrolTotp, useRemoveTotp } from '../session/session.ts';
import { totpTexts } from './texts.ts';

/** The own second factor: turned on with the first code of an app, off with the password and a code. */
export function TotpCard({ active }: { readonly active: boolean }) {
  const texts = useTexts(totpTexts);
  return (
    <Card
      title={<h2>{texts.title}</h2>}
      extra={<Status tone={active ? 'good' : 'neutral'} text={active ? texts.on : texts.off} />}
    >
      <div className="stack" style={{ maxWidth: 380 }}>
        <p className="quiet">{texts.lead}</p>
        {active ? <Remove /> : <Enrol />}
      </div>
    </Card>
  );
}

function Enrol() {
  const texts = useTexts(totpTexts);
  const ui = useTexts(uiTexts);
  const { message } = App.useApp();
  const enrol = useEnrolTotp();
  const confirm = useConfirmTotp();
  const run = useOneAtATime();
  const { data } = enrol;
  if (data === undefined) {
    return (
      <Form
        layout="vertical"
        requiredMark={false}
        disabled={enrol.isPending}
        onFinish={(given: { password: string }) => run(() => enrol.mutateAsync(given).catch(() => undefined))}
      >
        <Refusal error={enrol.error} />
        <Password />
        <Button htmlType="submit" loading={enrol.isPending}>
          {texts.begin}
        </Button>
      </Form>
    );
  }
  const send = ({ totp }: { totp: string }) =>
    run(() =>
      confirm.mutateAsync({ totp }).then(
        () => void message.success(texts.turnedOn),
        () => undefined,
      ),
    );
  return (
    <Form layout="vertical" requiredMark={false} disabled={confirm.isPending} onFinish={send}>
      <p>{texts.scan}</p>
      <div role="img" aria-label={texts.qr}>
        <div aria-hidden>
          <QRCode value={data.uri} type="svg" size={200} bordered={false} />
        </div>
      </div>
      <p className="quiet">{texts.typed}</p>
      <Typography.Paragraph code copyable={{ tooltips: [ui.copy, ui.copied] }} style={{ wordBreak: 'break-all' }}>
        {data.secret}
      </Typography.Paragraph>
      <Refusal error={confirm.error} />
      <Code />
      <Button type="primary" htmlType="submit" loading={confirm.isPending}>
        {texts.turnOn}
      </Button>
    </Form>
  );
}

function Remove() {
  const texts = useTexts(totpTexts);
  const { message } = App.useApp();
  const remove = useRemoveTotp();
  const run = useOneAtATime();
  const send = (given: { password: string; totp: string }) =>
    run(() =>
      remove.mutateAsync(given).then(
        () => void message.success(texts.turnedOff),
        () => undefined,
      ),
    );
  return (
    <Form layout="vertical" requiredMark={false} disabled={remove.isPending} onFinish={send}>
      <Refusal error={remove.error} />
      <Password />
      <Code />
      <Button danger htmlType="submit" loading={remove.isPending}>
        {texts.turnOff}
      </Button>
    </Form>
  );
}

function Refusal({ error }: { readonly error: unknown }) {
  const { language } = useLanguage();
  if (error == null) return null;
  return (
    <Form.Item>
      <Alert role="alert" type="error" showIcon title={problemText(toProblem(error), language)} />
    </Form.Item>
  );
}

function Password() {
  const texts = useTexts(totpTexts);
  return (
    <Form.Item
      name="password"
      label={texts.password}
      rules={[{ required: true, message: texts.required }]}
      validateTrigger="onSubmit"
    >
      <Input.Password autoComplete="current-password" />
    </Form.Item>
  );
}

function Code() {
  const texts = useTexts(totpTexts);
  return (
    <Form.Item
      name="totp"
      label={texts.code}
      rules={[{ required: true, pattern: /^\d{6}$/, message: texts.codeShape }]}
      validateTrigger="onSubmit"
    >
      <Input className="number" autoComplete="one-time-code" inputMode="numeric" maxLength={6} />
    </Form.Item>
  );
}
