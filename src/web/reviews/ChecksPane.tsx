import { Button } from 'antd';
import { Link } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import type { Check } from '../applications/applications.ts';
import { useTexts } from '../language/language.tsx';
import { Status, type Tone } from '../ui/Status.tsx';
import type { CaseContext, Review } from './reviews.ts';
import { stopKey } from './stops.ts';
import { reviewTexts } from './texts.ts';

const TONES: Readonly<Record<Check['status'], Tone>> = {
  pass: 'good',
  fail: 'bad',
  warn: 'attention',
  unreadable: 'attention',
  not_applicable: 'neutral',
  pending: 'busy',
};

interface ChecksPaneProps {
  readonly checks: readonly Check[];
  readonly review: Review;
  readonly context: CaseContext | undefined;
  readonly keys: ReadonlySet<string>;
  readonly onKey: (key: string) => void;
  readonly mine: boolean;
  readonly onHuman: (code: keyof typeof HUMAN, status: 'pass' | 'fail') => void;
}

const HUMAN = { 'source.manual': ['G', '⇧G'], 'contact.callback': ['B', '⇧B'] } as const;

/** Risk signals apart and first, then what failed, what needs eyes, what a person found outside, and what passed. */
export function ChecksPane(props: ChecksPaneProps) {
  const { checks, review } = props;
  const texts = useTexts(reviewTexts);
  const isHuman = ({ code }: Check) => Object.hasOwn(HUMAN, code);
  const signals = checks.filter(
    ({ audience, status }) => audience === 'fraud' && (status === 'warn' || status === 'fail'),
  );
  const others = checks.filter((check) => check.audience !== 'fraud' && !isHuman(check));
  const failed = others.filter(({ status }) => status === 'fail');
  const doubts = others.filter(({ status }) => status === 'warn' || status === 'unreadable' || status === 'pending');
  const passed = checks.filter(({ status }) => status === 'pass');
  return (
    <div className="checks-pane" tabIndex={0} role="region" aria-label={texts.checks}>
      <section className={signals.length > 0 ? 'signals on' : 'signals'} aria-label={texts.fraud}>
        <h2>{texts.fraud}</h2>
        {signals.length === 0 ? (
          <Status tone="good" text={texts.fraudNone} />
        ) : (
          <CheckItems {...props} checks={signals} />
        )}
        <Related {...props} />
      </section>
      {failed.length === 0 ? null : (
        <section aria-label={texts.failed(failed.length)}>
          <h2>{texts.failed(failed.length)}</h2>
          <CheckItems {...props} checks={failed} />
        </section>
      )}
      {doubts.length === 0 ? null : (
        <section aria-label={texts.doubts(doubts.length)}>
          <h2>{texts.doubts(doubts.length)}</h2>
          <CheckItems {...props} checks={doubts} />
        </section>
      )}
      <section aria-label={texts.human}>
        <h2>{texts.human}</h2>
        <HumanChecks {...props} done={review.humanChecks} />
      </section>
      <details>
        <summary>{texts.passed(passed.length)}</summary>
        <CheckItems {...props} checks={passed} />
      </details>
    </div>
  );
}

function CheckItems({ checks, review, keys, onKey }: ChecksPaneProps) {
  const texts = useTexts(reviewTexts);
  return (
    <ul className="check-items">
      {checks.map((check, at) => {
        const place = check.evidence
          .map(({ documentId, field }) => (documentId === null || field === null ? '' : stopKey(documentId, field)))
          .find((key) => keys.has(key));
        const contest = review.contests.find(({ checkCode }) => checkCode === check.code);
        return (
          <li key={`${check.code} ${at}`}>
            <div className="row spread">
              <Status tone={TONES[check.status]} text={texts.checkStates[check.status]} />
              {place === undefined ? null : (
                <Button type="link" size="small" onClick={() => onKey(place)} aria-label={texts.goTo(check.message)}>
                  {texts.go}
                </Button>
              )}
            </div>
            <div>{check.message}</div>
            {/* A look-up that found nothing has nothing to compare. */}
            {check.status === 'pass' || check.code === 'entity.business_status'
              ? null
              : check.evidence
                  .filter(({ read, expected }) => read !== null || expected !== null)
                  .slice(0, 2)
                  .map((item, index) => (
                    <div key={index} className="quiet small">
                      {item.read === null ? null : `${texts.readAs} ${item.read}`}
                      {item.read !== null && item.expected !== null ? ' · ' : null}
                      {item.expected === null ? null : `${texts.shouldBe} ${item.expected}`}
                    </div>
                  ))}
            {contest === undefined ? null : <div className="contest small">{texts.contested(contest.reason)}</div>}
          </li>
        );
      })}
    </ul>
  );
}

function Related({ context }: ChecksPaneProps) {
  const texts = useTexts(reviewTexts);
  if (context === undefined) return null;
  if (context.related.length === 0) return <p className="quiet small">{texts.relatedNone}</p>;
  return (
    <>
      <h3>{texts.related}</h3>
      <ul className="check-items">
        {context.related.map(({ id, entityName, numbers, shares, status }) => (
          <li key={id}>
            <Link to={`/reviews/${id}`}>{entityName ?? texts.unnamed}</Link>
            <div className="small quiet">
              {shares.map((share) => texts.shares[share]).join(' · ')} {'·'} {statusName(texts.statuses, status)}
              {numbers[0] === undefined ? null : ` · ${displayNumber(numbers[0])}`}
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function HumanChecks({ done, mine, onHuman }: ChecksPaneProps & { readonly done: Review['humanChecks'] }) {
  const texts = useTexts(reviewTexts);
  return (
    <ul className="check-items">
      {(Object.keys(HUMAN) as (keyof typeof HUMAN)[]).map((code) => {
        const name = texts.humanChecks[code];
        const latest = done.findLast((check) => check.code === code);
        return (
          <li key={code} className="row spread">
            <span>
              {name}{' '}
              {latest === undefined ? null : (
                <Status
                  tone={latest.status === 'pass' ? 'good' : 'bad'}
                  text={latest.status === 'pass' ? texts.pass : texts.fail}
                />
              )}
            </span>
            <span className="row">
              <Button
                size="small"
                disabled={!mine}
                aria-label={texts.humanPass(name)}
                onClick={() => onHuman(code, 'pass')}
              >
                {texts.pass} <kbd>{HUMAN[code][0]}</kbd>
              </Button>
              <Button
                size="small"
                disabled={!mine}
                aria-label={texts.humanFail(name)}
                onClick={() => onHuman(code, 'fail')}
              >
                {texts.fail} <kbd>{HUMAN[code][1]}</kbd>
              </Button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

export function statusName(names: Readonly<Record<string, string>>, status: string): string {
  return names[status] ?? status;
}
