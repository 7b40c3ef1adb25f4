import { ArrowLeftOutlined } from '@ant-design/icons';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useTexts } from '../language/language.tsx';
import { uiTexts } from './texts.ts';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Where "back" leads; a page below another one has it. */
  readonly parent?: { readonly to: string; readonly text: string };
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One page: its title in the window and in the heading, which takes the focus when the page opens (for readers and keys). */
export function Page({ title, lead, parent, actions, children }: PageProps) {
  const texts = useTexts(uiTexts);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${texts.product}`;
  }, [title, texts.product]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <div className="page-head">
        <div>
          {parent === undefined ? null : (
            <Link className="trail" to={parent.to}>
              <ArrowLeftOutlined aria-hidden />
              {parent.text}
            </Link>
          )}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead === undefined ? null : <div className="lead">{lead}</div>}
        </div>
        {actions === undefined ? null : <div className="row">{actions}</div>}
      </div>
      <div className="stack">{children}</div>
    </>
  );
}
