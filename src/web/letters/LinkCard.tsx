import { Alert, Card } from 'antd';
import type { ReactNode } from 'react';
import { problemText, toProblem } from '../api/problem.ts';
import { useLanguage } from '../language/language.tsx';
import { Alone } from '../ui/Alone.tsx';

interface LinkCardProps {
  readonly title: string;
  readonly lead: ReactNode;
  /** Why what was just sent was refused. */
  readonly error?: unknown;
  readonly footer?: ReactNode;
  readonly children: ReactNode;
}

/** One thing to do, said in one paragraph, with what went wrong above it. */
export function LinkCard({ title, lead, error, footer, children }: LinkCardProps) {
  const { language } = useLanguage();
  return (
    <Alone title={title} footer={footer}>
      <Card>
        <div className="stack">
          <div>
            <h1>{title}</h1>
            <p className="lead">{lead}</p>
          </div>
          {error == null ? null : (
            <Alert role="alert" type="error" showIcon title={problemText(toProblem(error), language)} />
          )}
          {children}
        </div>
      </Card>
    </Alone>
  );
}

/** It is done: what was done, what happens next. */
export function Done({ title, lead, children }: Pick<LinkCardProps, 'title' | 'lead'> & { children?: ReactNode }) {
  return (
    <LinkCard title={title} lead={lead}>
      <div role="status">{children}</div>
    </LinkCard>
  );
}
