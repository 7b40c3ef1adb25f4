import { Button } from 'antd';
import { displayNumber } from '../../domain/number-400.js';
import type { Application } from '../applications/applications.ts';
import { kindTexts } from '../kinds/texts.ts';
import { useTexts } from '../language/language.tsx';
import { remaining } from '../numbers/Countdown.tsx';
import { Status } from '../ui/Status.tsx';
import { uiTexts } from '../ui/texts.ts';
import { Due, useTimeLeft } from './Due.tsx';
import type { Command } from './keys.ts';
import type { Act } from './reviews.ts';
import { reviewTexts } from './texts.ts';

/** Whose numbers, how it stands, until when. */
export function CaseLead({
  application,
  mine,
  left,
  onRenew,
}: {
  readonly application: Application;
  readonly mine: boolean;
  readonly left: number;
  readonly onRenew: () => void;
}) {
  const texts = useTexts(reviewTexts);
  const { kinds } = useTexts(kindTexts);
  const ui = useTexts(uiTexts);
  return (
    <span className="row">
      {application.kind === 'new' ? null : <span className="tag">{kinds[application.kind]}</span>}
      {application.numbers.map((number) => (
        <span key={number} className="number strong">
          {displayNumber(number)}
        </span>
      ))}
      <Status tone="busy" text={texts.statuses[application.status]} />
      <Due until={application.dueAt} />
      {mine ? (
        <span className="row">
          <span className={`number ${left < 5 * 60_000 ? 'urgent' : 'quiet'}`}>
            {texts.claimLeft(remaining(left, ui))}
          </span>
          <Button size="small" type="link" onClick={onRenew}>
            {texts.renew} <kbd>{'L'}</kbd>
          </Button>
        </span>
      ) : null}
    </span>
  );
}

/** Everything a reviewer can do with a case, each with its key. */
export function Actions({
  mine,
  blind,
  second,
  asks,
  commands,
}: {
  readonly mine: boolean;
  /** Judged again without knowing the decision: nothing for others, nothing put aside. */
  readonly blind: boolean;
  readonly second: boolean;
  readonly asks: number;
  readonly commands: Readonly<Record<Command, () => void>>;
}) {
  const texts = useTexts(reviewTexts);
  return (
    <div className="row">
      <Button onClick={commands.help}>
        {texts.help} <kbd>{'?'}</kbd>
      </Button>
      {blind ? null : (
        <Button onClick={commands.comment}>
          {texts.comment} <kbd>{'C'}</kbd>
        </Button>
      )}
      {mine ? (
        <>
          <Button onClick={commands.release}>
            {texts.release} <kbd>{'⇧L'}</kbd>
          </Button>
          {blind ? null : (
            <Button onClick={commands.park}>
              {texts.park} <kbd>{'P'}</kbd>
            </Button>
          )}
          <Button danger onClick={commands.reject}>
            {texts.reject} <kbd>{'X'}</kbd>
          </Button>
          <Button onClick={commands.request}>
            {asks === 0 ? texts.request : texts.requestCount(asks)} <kbd>{'R'}</kbd>
          </Button>
          <Button type="primary" onClick={commands.approve}>
            {second ? texts.approveSecond : texts.approve} <kbd>{'A'}</kbd>
          </Button>
        </>
      ) : null}
    </div>
  );
}

/** What was decided just now, and for how long it can be taken back. */
export function Decided({
  outcome,
  until,
  onUndo,
  onNext,
}: {
  readonly outcome: Act['decide']['outcome'];
  readonly until: string;
  readonly onUndo: () => void;
  readonly onNext: () => void;
}) {
  const texts = useTexts(reviewTexts);
  const left = Math.ceil(useTimeLeft(until, 1_000) / 1_000);
  return (
    <div className="decided row spread" role="status">
      <Status tone="good" text={texts.decided[outcome]} />
      <span className="row">
        {left <= 0 ? null : (
          <Button onClick={onUndo} aria-label={`${texts.undo} ${texts.undoLeft(left)}`}>
            {texts.undo} <kbd>{'Z'}</kbd> <span className="quiet small">{texts.undoLeft(left)}</span>
          </Button>
        )}
        <Button type="primary" onClick={onNext}>
          {texts.goNext} <kbd>{'N'}</kbd>
        </Button>
      </span>
    </div>
  );
}
