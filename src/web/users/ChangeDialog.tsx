import { App, Form, Modal, Select } from 'antd';
import { useTexts } from '../language/language.tsx';
import { useMe } from '../session/session.ts';
import { sessionTexts } from '../session/texts.ts';
import { useFieldProblems } from '../ui/Failure.tsx';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { uiTexts } from '../ui/texts.ts';
import { ScopeChoice, scopeOf, type GivenScope } from './ScopeChoice.tsx';
import { userTexts } from './texts.ts';
import { isResellerRole, RESELLER_ROLES, STAFF_ROLES, useUpdateUser, type Role, type User } from './users.ts';
import { toFirstField } from '../ui/to-first-field.ts';

interface Given {
  readonly role: Role;
  readonly scope?: GivenScope;
}

/** Another role, or other carriers and provinces; the organisation stays. */
export function ChangeDialog({ user, onClose }: { readonly user: User; readonly onClose: () => void }) {
  const texts = useTexts(userTexts);
  const ui = useTexts(uiTexts);
  const { roles } = useTexts(sessionTexts);
  const { message } = App.useApp();
  const { data: me } = useMe();
  const [form] = Form.useForm<Given>();
  const role = (Form.useWatch('role', form) as Role | undefined) ?? user.role;
  const update = useUpdateUser();
  const tell = useFieldProblems();
  const run = useOneAtATime();
  const ofReseller = isResellerRole(user.role);
  const { carriers, provinces } = user.scope;
  const save = ({ role: chosen, scope }: Given) =>
    run(() =>
      update
        .mutateAsync({ id: user.id, body: ofReseller ? { role: chosen } : { role: chosen, scope: scopeOf(scope) } })
        .then(
          () => {
            void message.success(texts.changed);
            onClose();
          },
          (error: unknown) => tell(form, error),
        ),
    );
  return (
    <Modal
      afterOpenChange={toFirstField}
      open
      width={600}
      title={texts.changeOf(user.name)}
      okText={ui.save}
      cancelText={ui.cancel}
      confirmLoading={update.isPending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <p className="quiet" style={{ marginBottom: 16 }}>
        {texts.changeLead}
      </p>
      <Form<Given>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ role: user.role, scope: { carriers: carriers ?? [], provinces: provinces ?? [] } }}
        onFinish={save}
      >
        <Form.Item name="role" label={texts.role} extra={texts.mayDo[role]}>
          <Select
            autoFocus
            showSearch={{ optionFilterProp: 'label' }}
            options={(ofReseller ? RESELLER_ROLES : STAFF_ROLES).map((value) => ({ value, label: roles[value] }))}
          />
        </Form.Item>
        {ofReseller || me == null ? null : <ScopeChoice me={me} />}
      </Form>
    </Modal>
  );
}
