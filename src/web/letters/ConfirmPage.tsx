import { Button, Form, Input } from 'antd';
import { hasUsccShape } from '../../domain/uscc.js';
import { useTexts } from '../language/language.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Done, LinkCard } from './LinkCard.tsx';
import { afterHash, useConfirmByLetter } from './links.ts';
import { linkTexts } from './texts.ts';

/** The code of a letter to the registered address comes back: the entity knows of its numbers. */
export default function ConfirmPage() {
  const texts = useTexts(linkTexts).confirm;
  const confirm = useConfirmByLetter();
  const run = useOneAtATime();
  if (confirm.isSuccess) {
    return (
      <Done title={texts.doneTitle} lead={texts.doneLead}>
        <a href="/claim">{texts.claim}</a>
      </Done>
    );
  }
  const send = ({ uscc, code }: { uscc: string; code: string }) =>
    run(() => confirm.mutateAsync({ uscc: uscc.trim(), code: code.replace(/\D/g, '') }).catch(() => undefined));
  const required = { required: true, whitespace: true, message: texts.required };
  return (
    <LinkCard title={texts.title} lead={texts.lead} error={confirm.error} footer={<a href="/">{texts.home}</a>}>
      <Form
        layout="vertical"
        requiredMark={false}
        onFinish={send}
        disabled={confirm.isPending}
        initialValues={{ uscc: afterHash() }}
      >
        <Form.Item
          name="uscc"
          label={texts.uscc}
          validateTrigger="onBlur"
          normalize={(value: string) => value.toUpperCase()}
          rules={[
            required,
            {
              validator: (_rule, value: string | undefined = '') =>
                value.trim() === '' || hasUsccShape(value.trim())
                  ? Promise.resolve()
                  : Promise.reject(new Error(texts.usccShape)),
            },
          ]}
        >
          <Input className="number" size="large" maxLength={18} autoComplete="off" />
        </Form.Item>
        <Form.Item name="code" label={texts.code} extra={texts.codeHint} rules={[required]} validateTrigger="onBlur">
          <Input className="number" size="large" inputMode="numeric" maxLength={20} autoComplete="one-time-code" />
        </Form.Item>
        <Button type="primary" htmlType="submit" size="large" block loading={confirm.isPending}>
          {texts.send}
        </Button>
      </Form>
      <p className="quiet">{texts.notOurs}</p>
      <a href="/claim">{texts.claim}</a>
    </LinkCard>
  );
}
