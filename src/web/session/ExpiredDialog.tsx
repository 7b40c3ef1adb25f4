import { Button, Modal } from 'antd';
import { useTexts } from '../language/language.tsx';
import { useSessionExpired, useSignOut, type Me } from './session.ts';
import { SignInForm } from './SignInForm.tsx';
import { sessionTexts } from './texts.ts';

/** Over the page, not instead of it: what somebody filled in is still there after signing in again. */
export function ExpiredDialog({ me }: { readonly me: Me }) {
  const texts = useTexts(sessionTexts);
  const signOut = useSignOut();
  const open = useSessionExpired();
  return (
    <Modal
      open={open}
      title={texts.expiredTitle}
      footer={null}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      destroyOnHidden
    >
      <p style={{ marginBottom: 16 }}>{texts.expiredLead}</p>
      <SignInForm login={me.user?.email} />
      <Button type="link" block onClick={() => signOut.mutate()}>
        {texts.other}
      </Button>
    </Modal>
  );
}
