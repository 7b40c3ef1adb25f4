import { useEffect, useState } from 'react';
import { useTexts } from '../language/language.tsx';
import { remaining } from '../numbers/Countdown.tsx';
import { uiTexts } from '../ui/texts.ts';
import { reviewTexts } from './texts.ts';

const SOON_MS = 60 * 60_000;

/** Milliseconds until then, counted on; negative when it is over. */
export function useTimeLeft(until: string | null, everyMs = 10_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return until === null ? Infinity : new Date(until).getTime() - now;
}

/** How long the time limit still lets a case wait; red in its last hour and after. */
export function Due({ until }: { readonly until: string | null }) {
  const texts = useTexts(reviewTexts);
  const ui = useTexts(uiTexts);
  const left = useTimeLeft(until);
  if (until === null) return <span className="quiet">{texts.noDue}</span>;
  return (
    <span className={`number ${left < SOON_MS ? 'urgent' : ''}`} role="timer">
      {left > 0 ? texts.dueIn(remaining(left, ui)) : texts.overdue(remaining(Math.max(60_000, -left), ui))}
    </span>
  );
}
