import { App, Button } from 'antd';
import { useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { useTellProblem } from '../ui/Failure.tsx';
import { uiTexts } from '../ui/texts.ts';
import { InvitationDialog } from './InvitationDialog.tsx';
import { ChangeDialog } from './ChangeDialog.tsx';
import { userTexts } from './texts.ts';
import { useUpdateUser, type Invited, type User, type UserChange } from './users.ts';

type Act = 'lock' | 'unlock' | 'reset' | 'totp';
const CHANGES = {
  lock: { status: 'disabled' },
  unlock: { status: 'active' },
  reset: { invite: true },
  totp: { totp: null },
} as const satisfies Record<Act, UserChange>;

/** Locks, unlocks, resets: each asks first, in the words of what will happen. */
export function UserActs({ user }: { readonly user: User }) {
  const texts = useTexts(userTexts);
  const ui = useTexts(uiTexts);
  const { modal, message } = App.useApp();
  const [made, setMade] = useState<Invited | null>(null);
  const [changing, setChanging] = useState(false);
  const update = useUpdateUser();
  const tell = useTellProblem();
  const ask = (act: Act) => {
    const say = texts.acts[act];
    modal.confirm({
      title: say.title(user.name),
      content: say.lead,
      okText: say.name,
      okButtonProps: { danger: act !== 'unlock' },
      cancelText: ui.cancel,
      onOk: () =>
        update.mutateAsync({ id: user.id, body: CHANGES[act] }).then((saved) => {
          if (saved.invitation === undefined) void message.success(say.done);
          else setMade(saved);
        }, tell),
    });
  };
  const acts: Act[] = [
    user.status === 'active' ? 'lock' : 'unlock',
    // An owner's account comes from a claim that was reviewed; nobody hands out its password.
    ...(user.role === 'entity_user' || user.status === 'disabled' ? [] : ['reset' as const]),
    ...(user.hasTotp ? ['totp' as const] : []),
  ];
  return (
    <div className="row actions">
      {user.role === 'entity_user' ? null : (
        <Button type="link" size="small" aria-label={texts.changeNamed(user.name)} onClick={() => setChanging(true)}>
          {texts.change}
        </Button>
      )}
      {acts.map((act) => (
        <Button
          key={act}
          type="link"
          size="small"
          danger={act === 'lock'}
          aria-label={texts.acts[act].named(user.name)}
          onClick={() => ask(act)}
        >
          {act === 'reset' && !user.hasPassword ? texts.inviteAgain : texts.acts[act].name}
        </Button>
      ))}
      {changing ? <ChangeDialog user={user} onClose={() => setChanging(false)} /> : null}
      {made?.invitation === undefined ? null : (
        <InvitationDialog name={user.name} invitation={made.invitation} onClose={() => setMade(null)} />
      )}
    </div>
  );
}
