import { Alert, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { sessionTexts } from '../session/texts.ts';
import { useOneAtATime } from '../ui/one-at-a-time.ts';
import { Done, LinkCard } from './LinkCard.tsx';
import { afterHash, useAcceptInvitation } from './links.ts';
import { NewPassword } from './NewPassword.tsx';
import { linkTexts } from './texts.ts';

/** Somebody who was invited chooses a password and is a user from then on. */
export default function InvitationPage() {
  const texts = useTexts(linkTexts).invitation;
  const session = useTexts(sessionTexts);
  const [token] = useState(afterHash);
  const accept = useAcceptInvitation();
  const run = useOneAtATime();
  if (accept.isSuccess) {
    return (
      <Done title={texts.doneTitle} lead={texts.doneLead}>
        <Button type="primary" size="large" block href="/console/">
          {session.signIn}
        </Button>
      </Done>
    );
  }
  const send = ({ password }: { password: string }) =>
    run(() => accept.mutateAsync({ token, password }).catch(() => undefined));
  return (
    <LinkCard title={texts.title} lead={texts.lead} error={accept.error}>
      {/^[\w-]{43}$/.test(token) ? (
        <Form layout="vertical" requiredMark={false} onFinish={send} disabled={accept.isPending}>
          <Input type="text" name="username" autoComplete="username" hidden readOnly aria-hidden tabIndex={-1} />
          <NewPassword />
          <Button type="primary" htmlType="submit" size="large" block loading={accept.isPending}>
            {texts.send}
          </Button>
        </Form>
      ) : (
        <Alert role="alert" type="warning" showIcon title={texts.noToken} />
      )}
    </LinkCard>
  );
}
