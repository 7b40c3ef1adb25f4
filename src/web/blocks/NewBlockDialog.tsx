import { App, Alert, Form, Input, Modal, Select } from 'antd';
import { useRef } from 'react';
import { defaultCarrier, displayNumber, normaliseNumber } from '../../domain/number-400.js';
import { CARRIERS, type Carrier } from '../../domain/number-status.js';
import { useFormat } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { numberTexts } from '../numbers/texts.ts';
import { EnterSends } from '../ui/EnterSends.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import { useCreateBlock } from './blocks.ts';
import { blockTexts } from './texts.ts';
import { toFirstField } from '../ui/to-first-field.ts';

interface Given {
  readonly from: string;
  readonly to: string;
  readonly carrier: Carrier;
}

/** Opens a block; says before how many numbers that makes, and when the prefix belongs to another carrier. */
export function NewBlockDialog({ open, onClose }: { readonly open: boolean; readonly onClose: () => void }) {
  const texts = useTexts(blockTexts);
  const { carriers } = useTexts(numberTexts);
  const ui = useTexts(uiTexts);
  const format = useFormat();
  const { message } = App.useApp();
  const [form] = Form.useForm<Given>();
  const once = useRef(crypto.randomUUID());
  const create = useCreateBlock();
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const close = () => {
    once.current = crypto.randomUUID();
    form.resetFields();
    onClose();
  };
  const save = ({ from, to, carrier }: Given) =>
    run(() =>
      create
        .mutateAsync({
          from: normaliseNumber(from) ?? from,
          to: normaliseNumber(to) ?? to,
          carrier,
          once: once.current,
        })
        .then(
          ({ created }) => {
            void message.success(texts.added(format.count(created)));
            close();
          },
          (error: unknown) => {
            // What is sent again after a refusal is another wish.
            once.current = crypto.randomUUID();
            tell(form, error);
          },
        ),
    );
  const number = {
    validator: (_rule: unknown, value: string | undefined) =>
      normaliseNumber(value ?? '') === null ? Promise.reject(new Error(texts.malformed)) : Promise.resolve(),
  };
  const propose = (changed: Partial<Given>) => {
    const carrier = defaultCarrier(normaliseNumber(changed.from ?? '') ?? '').carrier;
    if (carrier !== null && !form.isFieldTouched('carrier')) form.setFieldsValue({ carrier });
  };
  return (
    <Modal
      afterOpenChange={toFirstField}
      open={open}
      title={texts.add}
      okText={texts.add}
      cancelText={ui.cancel}
      confirmLoading={create.isPending}
      onCancel={close}
      onOk={() => form.submit()}
      destroyOnHidden
    >
      <p className="quiet" style={{ marginBottom: 16 }}>
        {texts.addLead}
      </p>
      <Form<Given> form={form} layout="vertical" requiredMark={false} onFinish={save} onValuesChange={propose}>
        <Form.Item name="from" label={texts.from} rules={[number]} validateTrigger={['onBlur', 'onSubmit']}>
          <Input className="number" inputMode="tel" maxLength={40} placeholder="400-123-0000" autoFocus />
        </Form.Item>
        <Form.Item name="to" label={texts.to} rules={[number]} validateTrigger={['onBlur', 'onSubmit']}>
          <Input className="number" inputMode="tel" maxLength={40} placeholder="400-123-9999" />
        </Form.Item>
        <Form.Item name="carrier" label={texts.carrier} rules={[{ required: true, message: texts.carrierMissing }]}>
          <Select options={CARRIERS.map((value) => ({ value, label: carriers[value] }))} />
        </Form.Item>
        <Form.Item noStyle shouldUpdate>
          {(instance) => <Forecast given={instance.getFieldsValue() as Partial<Given>} />}
        </Form.Item>
        <EnterSends />
      </Form>
    </Modal>
  );
}

function Forecast({ given }: { readonly given: Partial<Given> }) {
  const texts = useTexts(blockTexts);
  const format = useFormat();
  const from = normaliseNumber(given.from ?? '');
  const to = normaliseNumber(given.to ?? '');
  if (from === null || to === null || to < from) return null;
  return (
    <div className="stack" role="status">
      <p>{texts.forecast(displayNumber(from), displayNumber(to), format.count(Number(to) - Number(from) + 1))}</p>
      <Doubt from={from} carrier={given.carrier} />
    </div>
  );
}

/** The prefix only supplies a default, and a warning where it disagrees (domain.md §2). */
function Doubt({ from, carrier }: { readonly from: string; readonly carrier: Carrier | undefined }) {
  const texts = useTexts(blockTexts);
  const { carriers } = useTexts(numberTexts);
  const usual = defaultCarrier(from);
  if (usual.carrier === null || !usual.confident) return <Alert type="info" showIcon title={texts.unsure} />;
  if (carrier === undefined || usual.carrier === carrier) return null;
  return <Alert type="warning" showIcon title={texts.foreign(carriers[usual.carrier])} />;
}
