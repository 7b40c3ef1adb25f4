import { Button, Card } from 'antd';
import { useTexts } from '../language/language.tsx';
import { Alone } from '../ui/Alone.tsx';
import { PasswordForm } from './PasswordForm.tsx';
import { useSignOut } from './session.ts';
import { sessionTexts } from './texts.ts';

/** Until it is changed the API refuses everything else (`PASSWORD_CHANGE_REQUIRED`). */
export function ForcedPasswordPage() {
  const texts = useTexts(sessionTexts);
  const signOut = useSignOut();
  return (
    <Alone
      title={texts.changeTitle}
      footer={
        <Button type="link" onClick={() => signOut.mutate()}>
          {texts.signOut}
        </Button>
      }
    >
      <Card>
        <h1>{texts.changeTitle}</h1>
        <p className="lead">{texts.changeLead}</p>
        <PasswordForm />
      </Card>
    </Alone>
  );
}
