import { Form, Input } from 'antd';
import { useTexts } from '../language/language.tsx';
import { sessionTexts } from '../session/texts.ts';

/** A password of one's own, twice; member `password` of the form around it. */
export function NewPassword() {
  const texts = useTexts(sessionTexts);
  const required = { required: true, message: texts.required };
  return (
    <>
      <Form.Item
        name="password"
        label={texts.next}
        extra={texts.nextHint}
        validateTrigger="onBlur"
        rules={[required, { min: 8, message: texts.nextHint }]}
      >
        <Input.Password autoComplete="new-password" size="large" maxLength={200} />
      </Form.Item>
      <Form.Item
        name="repeat"
        label={texts.repeat}
        dependencies={['password']}
        validateTrigger="onBlur"
        rules={[
          required,
          ({ getFieldValue }) => ({
            validator: (_rule, value) =>
              value === getFieldValue('password') ? Promise.resolve() : Promise.reject(new Error(texts.differs)),
          }),
        ]}
      >
        <Input.Password autoComplete="new-password" size="large" maxLength={200} />
      </Form.Item>
    </>
  );
}
