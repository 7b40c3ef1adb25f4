import { PrinterOutlined } from '@ant-design/icons';
import { Alert, Button, Form, Input } from 'antd';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { toProblem } from '../api/problem.ts';
import { useMe } from '../session/session.ts';
import { useTellProblem } from '../ui/Failure.tsx';
import { useRecoverySheet, type Setup } from './setup.ts';
import { setupTexts } from './texts.ts';

/** The sheet with the master key: shown once, after the password again, to print and lock away. */
export function KeySheet({ facts }: { readonly facts: Setup['facts'] }) {
  const texts = useTexts(setupTexts).key;
  const format = useFormat();
  const { data: me } = useMe();
  const [form] = Form.useForm<{ password: string; totp?: string }>();
  const show = useRecoverySheet();
  const tell = useTellProblem();
  const sheet = show.data;
  if (sheet?.key != null)
    return (
      <div className="stack">
        <Alert type="warning" showIcon title={texts.onlyNow} />
        <div className="key-sheet">
          <h3>{texts.sheet}</h3>
          <dl className="setup-facts">
            <Fact name={texts.installation} value={facts.address} />
            <Fact name={texts.fingerprint} value={sheet.fingerprint} />
            <Fact name={texts.masterKey} value={sheet.key} />
          </dl>
          <ol>
            {texts.rules.split('\n').map((rule) => (
              <li key={rule}>{rule}</li>
            ))}
          </ol>
          <p>{texts.signature}</p>
        </div>
        <div>
          <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
            {texts.print}
          </Button>
        </div>
      </div>
    );
  return (
    <div className="stack">
      <dl className="setup-facts">
        <Fact name={texts.fingerprint} value={facts.keyFingerprint} />
      </dl>
      {facts.keyShownAt !== null ? (
        <Alert type="info" showIcon title={texts.shownAt(format.dateTime(facts.keyShownAt))} />
      ) : !facts.keyOpen ? (
        <Alert type="info" showIcon title={texts.closed} />
      ) : (
        <Form<{ password: string; totp?: string }>
          form={form}
          layout="vertical"
          requiredMark={false}
          onFinish={({ password, totp }) =>
            show.mutate(totp === undefined ? { password } : { password, totp }, {
              onError: (error) => {
                const { code } = toProblem(error);
                if (code === 'CREDENTIALS_WRONG') form.setFields([{ name: 'password', errors: [texts.wrong] }]);
                else tell(error);
              },
            })
          }
        >
          <Form.Item
            name="password"
            label={texts.password}
            rules={[{ required: true, message: texts.passwordMissing }]}
          >
            <Input.Password autoComplete="current-password" style={{ maxWidth: 360 }} />
          </Form.Item>
          {me?.user?.hasTotp === true ? (
            <Form.Item name="totp" label={texts.totp} rules={[{ required: true, message: texts.totpMissing }]}>
              <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} style={{ maxWidth: 160 }} />
            </Form.Item>
          ) : null}
          <Button htmlType="submit" danger loading={show.isPending}>
            {texts.show}
          </Button>
        </Form>
      )}
    </div>
  );
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>{value}</code>
      </dd>
    </div>
  );
}
