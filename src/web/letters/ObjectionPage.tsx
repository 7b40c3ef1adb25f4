import { Alert, Button, Form, Radio } from 'antd';
import { useState } from 'react';
import { OBJECTION_GROUND_CODES, OBJECTION_GROUNDS, type ObjectionGround } from '../../domain/consents.js';
import { useLanguage, useTexts } from '../language/language.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Done, LinkCard } from './LinkCard.tsx';
import { afterHash, useObject } from './links.ts';
import { linkTexts } from './texts.ts';

const COUNTING = OBJECTION_GROUND_CODES.filter((ground) => OBJECTION_GROUNDS[ground].counts);

/** The contact on record says that the claim of somebody else is wrong. */
export default function ObjectionPage() {
  const texts = useTexts(linkTexts).objection;
  const { language } = useLanguage();
  const [token] = useState(afterHash);
  const object = useObject();
  const run = useOneAtATime();
  if (object.isSuccess) return <Done title={texts.doneTitle} lead={texts.doneLead} />;
  const send = ({ ground }: { ground: ObjectionGround }) =>
    run(() => object.mutateAsync({ token, ground }).catch(() => undefined));
  return (
    <LinkCard title={texts.title} lead={texts.lead} error={object.error} footer={<a href="/">{texts.home}</a>}>
      {token === '' ? (
        <Alert role="alert" type="warning" showIcon title={texts.noToken} />
      ) : (
        <Form layout="vertical" requiredMark={false} onFinish={send} disabled={object.isPending}>
          <Form.Item name="ground" label={texts.ground} rules={[{ required: true, message: texts.groundMissing }]}>
            <Radio.Group className="stack tight">
              {COUNTING.map((ground) => (
                <Radio key={ground} value={ground}>
                  {OBJECTION_GROUNDS[ground][language]}
                </Radio>
              ))}
            </Radio.Group>
          </Form.Item>
          <p className="quiet">{texts.money}</p>
          <Button type="primary" htmlType="submit" size="large" block loading={object.isPending}>
            {texts.send}
          </Button>
          <p className="quiet">{texts.nothing}</p>
        </Form>
      )}
    </LinkCard>
  );
}
