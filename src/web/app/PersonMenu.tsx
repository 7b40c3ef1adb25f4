import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { Link } from 'react-router';
import { useTexts } from '../language/language.tsx';
import { useSignOut, type Me } from '../session/session.ts';
import { sessionTexts } from '../session/texts.ts';
import { useTellProblem } from '../ui/Failure.tsx';
import { uiTexts } from '../ui/texts.ts';

/**
 * The own account, the way out. A plain list below its button, placed by the style sheet: Ant Design's Dropdown measures
 * itself while it opens, and on a busy machine it stays outside the window.
 */
export function PersonMenu({ me }: { readonly me: Me }) {
  const session = useTexts(sessionTexts);
  const texts = useTexts(uiTexts);
  const signOut = useSignOut();
  const tell = useTellProblem();
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const leave = ({ target }: PointerEvent) => {
      if (target instanceof Node && whole.current?.contains(target) === false) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    return () => document.removeEventListener('pointerdown', leave);
  }, []);
  const onKeyDown = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape') return;
    setOpen(false);
    button.current?.focus();
  };
  const onBlur = ({ relatedTarget, currentTarget }: FocusEvent) => {
    if (relatedTarget !== null && !currentTarget.contains(relatedTarget)) setOpen(false);
  };
  return (
    <div ref={whole} className="person-menu" onKeyDown={onKeyDown} onBlur={onBlur}>
      <Button
        ref={button}
        type="text"
        icon={<UserOutlined />}
        aria-label={`${session.account} ${me.user?.name ?? ''}`}
        aria-expanded={open}
        aria-controls="person-menu"
        onClick={() => setOpen(!open)}
      >
        <span className="person">{me.user?.name}</span>
      </Button>
      <ul id="person-menu" hidden={!open}>
        <li>
          <Link to="/account" onClick={() => setOpen(false)}>
            {session.account}
          </Link>
        </li>
        <li>
          <a href="/docs">{texts.apiDocs}</a>
        </li>
        <li>
          <a href="/">{texts.lookUp}</a>
        </li>
        <li>
          <Button
            type="text"
            block
            icon={<LogoutOutlined />}
            loading={signOut.isPending}
            onClick={() => signOut.mutate(undefined, { onError: tell })}
          >
            {session.signOut}
          </Button>
        </li>
      </ul>
    </div>
  );
}
