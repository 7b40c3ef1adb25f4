import { useEffect, useState } from 'react';
import { useTexts, type Texts } from '../language/language.tsx';
import { uiTexts } from '../ui/texts.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long until then, in the two largest units; `over` once it has passed. */
export function remaining(ms: number, texts: typeof uiTexts extends Texts<infer Shape> ? Shape : never): string {
  if (ms <= 0) return texts.over;
  const [days, hours, minutes] = [
    Math.floor(ms / DAY),
    Math.floor((ms % DAY) / HOUR),
    Math.floor((ms % HOUR) / MINUTE),
  ];
  if (days > 0) return `${texts.days(days)} ${texts.hours(hours)}`;
  return hours > 0 ? `${texts.hours(hours)} ${texts.minutes(minutes)}` : texts.minutes(Math.max(1, minutes));
}

/** A time that runs down before one's eyes; quiet to readers, who get it when they come by. */
export function Countdown({ until, say }: { readonly until: string; readonly say: (time: string) => string }) {
  const texts = useTexts(uiTexts);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 15_000);
    return () => clearInterval(timer);
  }, []);
  const left = new Date(until).getTime() - now;
  return (
    <span className={`number ${left < 2 * DAY ? 'urgent' : 'quiet'}`} role="timer">
      {left <= 0 ? texts.over : say(remaining(left, texts))}
    </span>
  );
}
