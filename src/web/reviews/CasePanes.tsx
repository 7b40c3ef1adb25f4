import { Alert, Button } from 'antd';
import { Link } from 'react-router';
import { displayNumber } from '../../domain/number-400.js';
import { industryDivision } from '../../domain/industry.js';
import type { Application } from '../applications/applications.ts';
import type { DocumentAnswer } from '../documents/documents.ts';
import { documentTexts } from '../documents/texts.ts';
import { useFormat } from '../language/format.ts';
import { useLanguage, useTexts } from '../language/language.tsx';
import { Due, useTimeLeft } from './Due.tsx';
import { useQueue, type CaseContext, type Review } from './reviews.ts';
import { fieldName, reviewTexts } from './texts.ts';

/** What the applicant declared, as little as one needs beside the papers. */
export function Facts({ application }: { readonly application: Application }) {
  const texts = useTexts(reviewTexts);
  const format = useFormat();
  const { language } = useLanguage();
  const { entity, legalRepresentative, agent, purpose, industry, landingNumbers, submittedAt, numbers } = application;
  const division = industry === null ? null : industryDivision(industry);
  const rows: readonly (readonly [string, string | null | undefined])[] = [
    [texts.factNames.entityName, entity.name],
    [texts.factNames.uscc, entity.uscc],
    [texts.factNames.legalRepresentative, legalRepresentative?.name],
    [texts.factNames.agent, agent?.name],
    [texts.contact, agent?.mobile],
    [texts.numbersApplied, numbers.map(displayNumber).join('、')],
    [texts.purposeOf, purpose],
    [texts.industryOf, industry === null ? null : `${industry} ${division?.[language] ?? ''}`],
    [texts.landing, landingNumbers.length === 0 ? null : landingNumbers.map(({ number }) => number).join('、')],
    [texts.submitted, submittedAt === null ? null : format.dateTime(submittedAt)],
  ];
  return (
    <section aria-label={texts.facts}>
      <h2>{texts.facts}</h2>
      <dl className="facts">
        {rows.map(([name, value]) =>
          value === null || value === undefined || value === '' ? null : (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="number">{value}</dd>
            </div>
          ),
        )}
      </dl>
    </section>
  );
}

/** The next cases, so that one sees what comes. */
export function ComingUp({ except, onNext }: { readonly except: string; readonly onNext: () => void }) {
  const texts = useTexts(reviewTexts);
  const { data } = useQueue({ view: 'free', limit: 6 });
  const items = (data?.items ?? []).filter(({ id }) => id !== except).slice(0, 5);
  return (
    <section aria-label={texts.next}>
      <div className="row spread">
        <h2>{texts.next}</h2>
        <Button size="small" onClick={onNext}>
          {texts.nextCase} <kbd>{'N'}</kbd>
        </Button>
      </div>
      <ul className="coming">
        {items.map(({ id, entityName, dueAt }) => (
          <li key={id}>
            <Link to={`/reviews/${id}`}>{entityName ?? texts.unnamed}</Link>
            <span className="small">
              <Due until={dueAt} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who did what, oldest first, and what reviewers told each other. */
export function History({ review, context }: { readonly review: Review; readonly context: CaseContext | undefined }) {
  const texts = useTexts(reviewTexts);
  const format = useFormat();
  const staff = (id: string) => context?.staff[id] ?? texts.someone;
  const entries = [
    ...review.decisions.map(({ by, at, outcome, note, reasons, undone }) => ({
      by,
      at,
      what: `${(texts.outcomes as Readonly<Record<string, string>>)[outcome] ?? outcome}${undone ? texts.undone : ''}`,
      text: [note, ...reasons].filter((part) => part !== null).join(' · '),
    })),
    ...review.comments.map(({ by, at, text }) => ({ by, at, what: texts.comment, text })),
    ...review.corrections.map(({ by, at, field, reason }) => ({
      by,
      at,
      what: texts.correctedField(fieldName(texts.fields, field)),
      text: reason,
    })),
    ...review.humanChecks.map(({ by, at, code, status, note }) => ({
      by,
      at,
      what: `${texts.humanChecks[code]} ${status === 'pass' ? texts.pass : texts.fail}`,
      text: note ?? '',
    })),
  ].sort((a, b) => a.at.localeCompare(b.at));
  if (entries.length === 0) return null;
  return (
    <section aria-label={texts.history}>
      <h2>{texts.history}</h2>
      <ul className="check-items">
        {entries.map(({ by, at, what, text }) => (
          <li key={`${at} ${what}`}>
            <div className="row small quiet">
              <span className="number">{format.dateTime(at)}</span>
              <span>{staff(by)}</span>
            </div>
            <strong>{what}</strong> {text}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface NoticesProps {
  readonly application: Application;
  readonly review: Review;
  readonly context: CaseContext | undefined;
  readonly documents: readonly DocumentAnswer[];
  readonly me: string | undefined;
  readonly open: boolean;
  readonly mine: boolean;
  /** Whether the caller had it while this page was open. */
  readonly had: boolean;
  readonly onClaim: () => void;
}

/** What one has to know before anything else: whose case it is, and what is new about it. */
export function Notices({ application, review, context, documents, me, open, mine, had, onClaim }: NoticesProps) {
  const texts = useTexts(reviewTexts);
  const kinds = useTexts(documentTexts).kinds;
  const format = useFormat();
  const { claim, firstApproval } = review;
  const left = useTimeLeft(claim?.expiresAt ?? null);
  const other = claim !== null && claim.by !== me && left > 0;
  const staff = (id: string) => context?.staff[id] ?? texts.someone;
  const since = context?.since ?? null;
  const list = (items: readonly string[]) => format.list(items);
  return (
    <div className="stack tight notices" role="status">
      {!open ? (
        <Alert type="info" showIcon title={texts.movedOn(texts.statuses[application.status])} />
      ) : other ? (
        <Alert type="warning" showIcon title={(had ? texts.lostTo : texts.takenNotice)(staff(claim.by))} />
      ) : !mine ? (
        <Alert
          type={had ? 'warning' : 'info'}
          showIcon
          title={had ? texts.lostClaim : texts.notMine}
          action={
            <Button size="small" type="primary" onClick={onClaim}>
              {texts.claim} <kbd>{'L'}</kbd>
            </Button>
          }
        />
      ) : null}
      {firstApproval === null || application.status !== 'awaiting_second_approval' ? null : (
        <Alert
          type="warning"
          showIcon
          title={
            firstApproval.by === me
              ? texts.firstWasYou
              : texts.firstApproved(staff(firstApproval.by), format.dateTime(firstApproval.at))
          }
          description={
            review.decisions
              .findLast(({ undone }) => !undone)
              ?.overrides.map(({ checkCode, reason }) => `${checkCode}: ${reason}`)
              .join(' · ') || undefined
          }
        />
      )}
      {since === null || !open ? null : (
        <Alert
          type="info"
          showIcon
          title={texts.since(format.dateTime(since.at))}
          description={
            since.members.length + since.documents.length === 0
              ? texts.sinceNothing
              : [
                  since.members.length === 0 ? null : texts.sinceMembers(list(since.members)),
                  since.documents.length === 0
                    ? null
                    : texts.sinceDocuments(
                        list(documents.filter(({ id }) => since.documents.includes(id)).map(({ kind }) => kinds[kind])),
                      ),
                ]
                  .filter((part) => part !== null)
                  .join(' · ')
          }
        />
      )}
    </div>
  );
}
