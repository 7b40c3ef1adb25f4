import { useEffect, useRef } from 'react';
import type { DocumentAnswer } from '../documents/documents.ts';
import { documentTexts } from '../documents/texts.ts';
import { useTexts } from '../language/language.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import type { Stop, StopVerdict } from './stops.ts';
import { fieldName, reviewTexts } from './texts.ts';

const TONES: Readonly<Record<StopVerdict, Tone>> = {
  read: 'good',
  unsure: 'attention',
  missing: 'neutral',
  corrected: 'busy',
  seal: 'bad',
};

/** Pixels of a paper's heading, which sticks to the top of the list. */
const HEADING = 30;

interface StopListProps {
  readonly documents: readonly DocumentAnswer[];
  readonly stops: readonly Stop[];
  readonly current: string | null;
  readonly seen: ReadonlySet<string>;
  /** Documents that came after the case was sent back. */
  readonly fresh: readonly string[];
  readonly onStop: (stop: Stop) => void;
}

/** Every place to look at, paper by paper; what must be seen and was not yet is marked. */
export function StopList({ documents, stops, current, seen, fresh, onStop }: StopListProps) {
  const texts = useTexts(reviewTexts);
  const kinds = useTexts(documentTexts).kinds;
  const here = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const [box, item] = [list.current?.getBoundingClientRect(), here.current?.getBoundingClientRect()];
    if (box === undefined || item === undefined || list.current === null) return;
    // The list alone is scrolled, not the page; the paper's name stays on top of it.
    const above = item.top - box.top - HEADING;
    const below = item.bottom - box.bottom;
    if (above < 0) list.current.scrollTop += above;
    else if (below > 0) list.current.scrollTop += below;
  }, [current]);
  return (
    <div ref={list} className="stop-list" tabIndex={0} role="region" aria-label={texts.stops}>
      {documents.map(({ id, kind, failure }) => (
        <section key={id} aria-label={kinds[kind]}>
          <h3>
            {kinds[kind]} {fresh.includes(id) ? <span className="tag">{texts.isNew}</span> : null}
          </h3>
          {failure === null ? null : <p className="status bad small">{failure.message}</p>}
          <ul>
            {stops
              .filter(({ documentId }) => documentId === id)
              .map((stop) => (
                <li key={stop.key}>
                  <button
                    ref={stop.key === current ? here : null}
                    type="button"
                    aria-current={stop.key === current ? 'true' : undefined}
                    onClick={() => onStop(stop)}
                  >
                    <span className="stop-name">{stopName(texts, stop)}</span>
                    <span className="stop-value">{stop.value}</span>
                    <span className="stop-state">
                      <Status tone={TONES[stop.verdict]} text={texts.verdicts[stop.verdict]} />
                      {stop.must ? (
                        <span className={seen.has(stop.key) ? 'quiet' : 'must'}>
                          {seen.has(stop.key) ? texts.seen : texts.notSeen}
                        </span>
                      ) : null}
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

export function stopName(
  texts: { readonly fields: Readonly<Record<string, string>>; readonly seal: (n: number) => string },
  stop: Stop,
): string {
  return stop.verdict === 'seal'
    ? texts.seal(Number(stop.rawField.replace('seal-', '')))
    : fieldName(texts.fields, stop.field);
}
