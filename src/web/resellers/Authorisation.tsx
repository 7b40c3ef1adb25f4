import { formatIn } from '../language/format.ts';
import { useTexts } from '../language/language.tsx';
import { Status } from '../ui/Status.tsx';
import type { Reseller } from './resellers.ts';
import { resellerTexts } from './texts.ts';

const SOON_DAYS = 30;

/** From when until when, where, and a warning before it ends. */
export function Authorisation({ authorisation }: Pick<Reseller, 'authorisation'>) {
  const texts = useTexts(resellerTexts);
  const { from, until, provinces } = authorisation;
  const today = formatIn('zh').dateTime(new Date().toISOString()).slice(0, 10);
  const left = Math.round((Date.parse(until) - Date.parse(today)) / 86_400_000);
  return (
    <div>
      <span className="number">{texts.span(from, until)}</span>
      <div className="quiet small">{provinces === null ? texts.everywhere : provinces.join(' ')}</div>
      {today < from ? (
        <Status tone="neutral" text={texts.notYet} />
      ) : left < 0 ? (
        <Status tone="bad" text={texts.over} />
      ) : left <= SOON_DAYS ? (
        <Status tone="attention" text={texts.endsIn(left)} />
      ) : null}
    </div>
  );
}
