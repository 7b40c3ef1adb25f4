import { Alert, Button } from 'antd';
import { useState } from 'react';
import type { Application } from '../../applications/applications.ts';
import { useTexts } from '../../language/language.tsx';
import { mayDo, useMe } from '../../session/session.ts';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { useSettle, type CaseContext, type Review } from '../reviews.ts';
import { lookTexts } from './texts.ts';
import { reviewTexts } from '../texts.ts';

interface SecondLookProps {
  readonly application: Application;
  readonly review: Review;
  readonly context: CaseContext | undefined;
}

/** That one judges blind; or what came of it, and a senior's word where two reviewers disagree. */
export function SecondLook({ application, review, context }: SecondLookProps) {
  const texts = useTexts(reviewTexts);
  const looks = useTexts(lookTexts);
  const { data: me } = useMe();
  const [side, setSide] = useState<'first' | 'second' | null>(null);
  const settle = useSettle(application.id);
  if (review.blind) return <Alert type="info" showIcon title={looks.blindNotice} />;
  const look = review.secondLook;
  if (look === null) return null;
  const staff = (id: string) => context?.staff[id] ?? texts.someone;
  const did = (outcome: string) => (texts.outcomes as Readonly<Record<string, string>>)[outcome] ?? outcome;
  const { first, second, settlement } = look;
  const one = [first.by, second.by].includes(me?.user?.id ?? '');
  const maySettle = me != null && mayDo(me, 'review.rescind') && !one && look.status === 'disagreed';
  const reopens = application.status === 'approved' && first.outcome === 'approve';
  return (
    <>
      <Alert
        type={look.status === 'disagreed' ? 'warning' : 'info'}
        showIcon
        title={looks.secondLook[look.status]}
        description={[
          looks.secondLookBy(staff(first.by), did(first.outcome), staff(second.by), did(second.outcome)),
          second.note,
          settlement === null ? null : `${looks.settledFor[settlement.side]} (${settlement.reason})`,
        ]
          .filter((part) => part !== null)
          .join(' · ')}
        action={
          maySettle ? (
            <span className="row">
              <Button size="small" onClick={() => setSide('first')}>
                {looks.sideFirst}
              </Button>
              <Button size="small" danger onClick={() => setSide('second')}>
                {reopens ? looks.sideSecondReopens : looks.sideSecond}
              </Button>
            </span>
          ) : null
        }
      />
      {side === null ? null : (
        <ReasonDialog
          title={side === 'first' ? looks.sideFirst : looks.sideSecond}
          lead={looks.sideLead[side]}
          send={side === 'first' ? looks.sideFirst : looks.sideSecond}
          danger={side === 'second'}
          onSend={(reason) => settle.mutateAsync({ side, reason })}
          onClose={() => setSide(null)}
        />
      )}
    </>
  );
}
