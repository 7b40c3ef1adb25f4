import { Form, Input, Modal, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { useResellers } from '../resellers/resellers.ts';
import type { Me } from '../session/session.ts';
import { sessionTexts } from '../session/texts.ts';
import { EnterSends } from '../ui/EnterSends.tsx';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import { InvitationDialog } from './InvitationDialog.tsx';
import { ScopeChoice, scopeOf, type GivenScope } from './ScopeChoice.tsx';
import { userTexts } from './texts.ts';
import {
  isResellerRole,
  RESELLER_ROLES,
  STAFF_ROLES,
  useInviteUser,
  type Invited,
  type NewUser,
  type Role,
} from './users.ts';
import { toFirstField } from '../ui/to-first-field.ts';

interface Given {
  readonly name: string;
  readonly email: string;
  readonly staffNumber?: string;
  readonly role: Role;
  readonly resellerId?: string;
  readonly scope?: GivenScope;
}

/** Makes an account without a password and shows the link by which its person chooses one. */
export function InviteDialog({ me, onClose }: { readonly me: Me; readonly onClose: () => void }) {
  const texts = useTexts(userTexts);
  const ui = useTexts(uiTexts);
  const { roles } = useTexts(sessionTexts);
  const [form] = Form.useForm<Given>();
  // Nothing until somebody chose one.
  const role = Form.useWatch('role', form) as Role | undefined;
  const once = useRef(crypto.randomUUID());
  const [made, setMade] = useState<Invited | null>(null);
  const invite = useInviteUser();
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const ofReseller = me.role === 'reseller_admin';
  const grantable: readonly Role[] = ofReseller ? RESELLER_ROLES : [...STAFF_ROLES, ...RESELLER_ROLES];
  const save = (given: Given) =>
    run(() =>
      invite.mutateAsync({ once: once.current, body: bodyOf(given) }).then(setMade, (error: unknown) => {
        once.current = crypto.randomUUID();
        tell(form, error);
      }),
    );
  if (made?.invitation !== undefined) {
    return <InvitationDialog name={made.name} invitation={made.invitation} onClose={onClose} />;
  }
  const required = { required: true, whitespace: true, message: texts.required };
  return (
    <Modal
      afterOpenChange={toFirstField}
      open
      width={600}
      title={texts.invite}
      okText={texts.invite}
      cancelText={ui.cancel}
      confirmLoading={invite.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" requiredMark={false} onFinish={save}>
        <div className="pair">
          <Form.Item name="name" label={texts.name} rules={[required]}>
            <Input maxLength={100} autoFocus autoComplete="off" />
          </Form.Item>
          <Form.Item
            name="email"
            label={texts.email}
            rules={[{ required: true, type: 'email', message: texts.emailWrong }]}
            validateTrigger={['onBlur', 'onSubmit']}
          >
            <Input maxLength={254} autoComplete="off" />
          </Form.Item>
          <Form.Item name="role" label={texts.role} rules={[{ required: true, message: texts.required }]}>
            <Select options={grantable.map((value) => ({ value, label: roles[value] }))} />
          </Form.Item>
          <Form.Item name="staffNumber" label={texts.staffNumber} extra={texts.staffNumberHint}>
            <Input className="number" maxLength={32} autoComplete="off" />
          </Form.Item>
        </div>
        {role === undefined ? null : (
          <>
            <p className="quiet" style={{ marginBottom: 16 }}>
              {texts.mayDo[role]}
            </p>
            {isResellerRole(role) ? ofReseller ? null : <ResellerChoice /> : <ScopeChoice me={me} />}
          </>
        )}
        <EnterSends />
      </Form>
    </Modal>
  );
}

function bodyOf({ name, email, role, staffNumber = '', resellerId, scope }: Given): NewUser {
  const number = staffNumber.trim();
  const { carriers, provinces } = scopeOf(scope);
  return {
    name,
    email,
    role,
    ...(number === '' ? {} : { staffNumber: number }),
    ...(resellerId === undefined ? {} : { resellerId }),
    ...(carriers === null && provinces === null ? {} : { scope: { carriers, provinces } }),
  };
}

function ResellerChoice() {
  const texts = useTexts(userTexts);
  const [wanted, setWanted] = useState('');
  const { data, isFetching } = useResellers({ name: wanted });
  const found = data?.pages.flatMap(({ items }) => items).filter(({ status }) => status !== 'closed') ?? [];
  return (
    <Form.Item name="resellerId" label={texts.reseller} rules={[{ required: true, message: texts.resellerMissing }]}>
      <Select
        showSearch={{ filterOption: false, onSearch: (value) => setWanted(value.trim()) }}
        loading={isFetching}
        placeholder={texts.resellerHint}
        options={found.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </Form.Item>
  );
}
