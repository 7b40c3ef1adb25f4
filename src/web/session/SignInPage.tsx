import { Card } from 'antd';
import { useTexts } from '../language/language.tsx';
import { Alone } from '../ui/Alone.tsx';
import { SignInForm } from './SignInForm.tsx';
import { sessionTexts } from './texts.ts';

export function SignInPage() {
  const texts = useTexts(sessionTexts);
  return (
    <Alone title={texts.title} footer={<a href="/">{texts.public}</a>}>
      <Card>
        <h1>{texts.title}</h1>
        <p className="lead">{texts.lead}</p>
        <SignInForm />
        <p className="quiet" style={{ marginTop: 16 }}>
          {texts.forgotten}
        </p>
        <p>
          <a href="/claim">{texts.claim}</a>
        </p>
      </Card>
    </Alone>
  );
}
