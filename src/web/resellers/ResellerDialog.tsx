import { App, Form, Input, InputNumber, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { PROVINCES } from '../../domain/region.js';
import { isValidUscc } from '../../domain/uscc.js';
import { useTexts } from '../language/language.tsx';
import { DateField } from '../ui/DateField.tsx';
import { EnterSends } from '../ui/EnterSends.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import { useCreateReseller, useUpdateReseller, type Reseller } from './resellers.ts';
import { resellerTexts } from './texts.ts';
import { toFirstField } from '../ui/to-first-field.ts';

interface Given {
  readonly name: string;
  readonly uscc: string;
  readonly contact: { readonly name: string; readonly phone: string; readonly email: string };
  readonly authorisation: { readonly from: string; readonly until: string; readonly provinces: string[] };
  readonly limits: { readonly maxOpenReservations: number | null };
}

const NOBODY = { id: '', version: 0 } as const;

/** Authorises a reseller, or changes what is authorised. */
export function ResellerDialog({
  reseller: given,
  onClose,
}: {
  readonly reseller?: Reseller;
  readonly onClose: () => void;
}) {
  const texts = useTexts(resellerTexts);
  const ui = useTexts(uiTexts);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [form] = Form.useForm<Given>();
  const once = useRef(crypto.randomUUID());
  const create = useCreateReseller();
  // As it was when the dialogue opened: what a colleague changes meanwhile is refused, never overwritten.
  const [reseller] = useState(given);
  const update = useUpdateReseller(reseller ?? NOBODY);
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const refused = (error: unknown) => {
    once.current = crypto.randomUUID();
    tell(form, error);
  };
  const save = ({ uscc, name, contact, authorisation, limits }: Given) => {
    const { from, until, provinces } = authorisation;
    const everywhere = provinces.length === 0;
    const cap = limits.maxOpenReservations;
    run(() =>
      reseller === undefined
        ? create
            .mutateAsync({
              once: once.current,
              body: {
                name,
                uscc: uscc.trim().toUpperCase(),
                contact,
                authorisation: everywhere ? { from, until } : { from, until, provinces },
                limits: cap === null ? {} : { maxOpenReservations: cap },
              },
            })
            .then(({ id }) => {
              void message.success(texts.added);
              void navigate(`/resellers/${id}`);
            }, refused)
        : update
            .mutateAsync({
              name,
              contact,
              authorisation: { from, until, provinces: everywhere ? null : provinces },
              limits: { maxOpenReservations: cap },
            })
            .then(() => {
              void message.success(texts.saved);
              onClose();
            }, refused),
    );
  };
  const required = { required: true, whitespace: true, message: texts.required };
  const initial =
    reseller === undefined
      ? { authorisation: { provinces: [] }, limits: { maxOpenReservations: null } }
      : {
          ...reseller,
          authorisation: { ...reseller.authorisation, provinces: reseller.authorisation.provinces ?? [] },
        };
  return (
    <Modal
      afterOpenChange={toFirstField}
      open
      width={640}
      title={reseller === undefined ? texts.add : texts.editTitle}
      okText={reseller === undefined ? texts.add : ui.save}
      cancelText={ui.cancel}
      confirmLoading={create.isPending || update.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" requiredMark={false} initialValues={initial} onFinish={save}>
        <div className="pair">
          <Form.Item name="name" label={texts.name} rules={[required]}>
            <Input maxLength={200} autoFocus />
          </Form.Item>
          <Form.Item
            name="uscc"
            label={texts.uscc}
            rules={[
              {
                validator: (_rule, value: string | undefined) =>
                  isValidUscc((value ?? '').trim().toUpperCase())
                    ? Promise.resolve()
                    : Promise.reject(new Error(texts.usccWrong)),
              },
            ]}
            validateTrigger={['onBlur', 'onSubmit']}
          >
            <Input className="number" maxLength={24} autoComplete="off" disabled={reseller !== undefined} />
          </Form.Item>
          <Form.Item name={['authorisation', 'from']} label={texts.from} rules={[required]}>
            <DateField />
          </Form.Item>
          <Form.Item name={['authorisation', 'until']} label={texts.until} rules={[required]}>
            <DateField />
          </Form.Item>
        </div>
        <Form.Item name={['authorisation', 'provinces']} label={texts.provinces} extra={texts.provincesHint}>
          <Select
            mode="multiple"
            allowClear
            placeholder={texts.everywhere}
            options={PROVINCES.map(({ zh }) => ({ value: zh, label: zh }))}
          />
        </Form.Item>
        <div className="pair">
          <Form.Item name={['contact', 'name']} label={texts.contactName} rules={[required]}>
            <Input maxLength={100} autoComplete="off" />
          </Form.Item>
          <Form.Item name={['contact', 'phone']} label={texts.phone} rules={[required]}>
            <Input className="number" maxLength={24} inputMode="tel" autoComplete="off" />
          </Form.Item>
          <Form.Item
            name={['contact', 'email']}
            label={texts.email}
            rules={[{ required: true, type: 'email', message: texts.emailWrong }]}
            validateTrigger={['onBlur', 'onSubmit']}
          >
            <Input maxLength={254} autoComplete="off" />
          </Form.Item>
          <Form.Item name={['limits', 'maxOpenReservations']} label={texts.cap} extra={texts.capHint}>
            <InputNumber min={0} max={100_000} precision={0} style={{ width: '100%' }} />
          </Form.Item>
        </div>
        <EnterSends />
      </Form>
    </Modal>
  );
}
