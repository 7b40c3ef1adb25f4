import { App, Button, Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useLanguage, useTexts } from '../language/language.tsx';
import { toProblem } from '../api/problem.ts';
import { useTellProblem } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import { useSetPolicy, type Policy } from './policies.ts';
import { policyTexts } from './texts.ts';
import { ValueField } from './ValueField.tsx';
import { ValueText } from './ValueText.tsx';

interface Given {
  readonly value: unknown;
  readonly reason: string;
}

/** Sets one policy, for a reason that stays in its history. */
export function EditDialog({
  policy: given,
  start,
  onClose,
}: {
  readonly policy: Policy;
  /** What the field begins with; absent: the value of now. */
  readonly start?: { readonly value: unknown };
  readonly onClose: () => void;
}) {
  const texts = useTexts(policyTexts);
  const ui = useTexts(uiTexts);
  const { language } = useLanguage();
  const { message } = App.useApp();
  // As it was when the dialogue opened: what a colleague changes meanwhile is refused, never overwritten.
  const [policy] = useState(given);
  const [form] = Form.useForm<Given>();
  const set = useSetPolicy();
  const tell = useTellProblem();
  const run = useOneAtATime();
  const { shape } = policy;
  const save = ({ value, reason }: Given) =>
    run(() =>
      set.mutateAsync({ policy, value, reason: reason.trim() }).then(
        () => {
          void message.success(texts.saved);
          onClose();
        },
        (error: unknown) => {
          if (toProblem(error).code === 'VALIDATION_FAILED')
            form.setFields([{ name: 'value', errors: [texts.outOfLimits] }]);
          else tell(error);
        },
      ),
    );
  return (
    <Modal
      open
      width={600}
      title={policy.name[language]}
      okText={ui.save}
      cancelText={ui.cancel}
      confirmLoading={set.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <div className="stack">
        <p className="quiet">{policy.about[language]}</p>
        {policy.standing === 'rule' ? <p className="policy-rule">{texts.ruleHint(policy.source[language])}</p> : null}
        <Form<Given>
          form={form}
          layout="vertical"
          requiredMark={false}
          initialValues={{ value: start === undefined ? policy.value : start.value, reason: '' }}
          onFinish={save}
        >
          <Form.Item
            name="value"
            label={texts.value}
            rules={[
              {
                validator: (_rule, value: unknown) =>
                  value === null || value === undefined
                    ? Promise.reject(new Error(texts.outOfLimits))
                    : Promise.resolve(),
              },
            ]}
            extra={
              <span className="row">
                <span>
                  {texts.byDefault}
                  <ValueText shape={shape} value={policy.default} />
                </span>
                <Button type="link" size="small" onClick={() => form.setFieldsValue({ value: policy.default })}>
                  {texts.useDefault}
                </Button>
              </span>
            }
          >
            <ValueField shape={shape} label={policy.name[language]} />
          </Form.Item>
          <Form.Item
            name="reason"
            label={ui.reason}
            extra={texts.reasonHint}
            rules={[{ required: true, whitespace: true, message: ui.reasonMissing }]}
          >
            <Input.TextArea rows={2} maxLength={500} showCount />
          </Form.Item>
        </Form>
      </div>
    </Modal>
  );
}
