import type { PublicRecord } from '../lookup-schemas.js';
import { adviceFor } from './advice.js';
import { redressList } from '../../complaints/pages/receipt-page.js';
import { toEnum } from '../../domain/number-400.js';
import { command, technicalLinks } from './explained-page.js';
import { EXPLAINED } from './explained-texts.js';
import { html, type SafeHtml } from './html.js';
import * as labels from './labels.js';
import { layout } from './layout.js';
import { searchForm } from './search-form.js';
import { TEXTS } from './texts.js';
import { linkTo, type Visitor } from './visitor.js';

export interface Answer {
  readonly record: PublicRecord;
  /** `YYYY-MM-DD` in the business zone. */
  readonly today: string;
  /** The past day that was asked about; `invalid` when it is none. */
  readonly on: string | null;
  readonly onInvalid: boolean;
  /** The number came with +86 or 00 before it. */
  readonly forged: boolean;
  /** Where else to turn to. */
  readonly redress: readonly { readonly name: string; readonly phone: string | null }[];
  /** Public address of this installation. */
  readonly base: string;
}

/** `/numbers/{number}`: who answers for it, on one screen. Made from the public record alone, so it cannot say more. */
export function answerPage(visitor: Visitor, answer: Answer): string {
  const { record, on } = answer;
  const { language } = visitor;
  const texts = TEXTS[language];
  const holder = record.holder?.name ?? null;
  return layout(visitor, {
    title: `${record.display} ${texts.whoAnswers} · ${texts.brand}`,
    path: `/numbers/${record.number}`,
    members: { on, forged: answer.forged ? '1' : null },
    indexed: false,
    body: html`${adviceFor(visitor, { forged: answer.forged, holder })}
      ${on === null ? null : html`<p class="advice calm">${texts.onBanner(labels.dayLabel(on, language))} <a href="${linkTo(visitor, `/numbers/${record.number}`)}">${texts.today}</a></p>`}
      ${answer.onInvalid ? html`<p class="advice warn" role="alert">${texts.onWrong}</p>` : null}
      <article class="answer">
        <section class="card main">
          <header>
            <h1 class="number">${record.display}</h1>
            <p class="status ${record.status}"><span>${labels.STATUS_LABELS[record.status][language]}</span></p>
          </header>
          <p class="sentence">${texts.statusSentences[record.status]}</p>
          ${holderBlock(visitor, record)} ${record.notices.map((notice) => noticeBlock(visitor, notice))}
          ${facts(visitor, answer)} ${on === null ? proof(visitor, answer) : null}
        </section>
        <aside>
          ${history(visitor, record)}
          <section class="card past">
            <h2>${texts.onTitle}</h2>
            <form method="get" action="/numbers/${record.number}">
              ${Object.entries({ ...visitor.carried, ...(visitor.why === null ? {} : { why: visitor.why }) }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
              <label for="on">${texts.onLabel}</label>
              <div class="field">
                <input type="date" id="on" name="on" required max="${answer.today}" value="${on ?? ''}" />
                <button type="submit" class="quiet">${texts.onButton}</button>
              </div>
            </form>
          </section>
          ${routes(visitor, answer)}
        </aside>
      </article>
      <section class="card">${searchForm(visitor, { ask: false, value: '', error: null })}</section>`,
  });
}

function holderBlock({ language }: Visitor, { holder, lastHolder }: PublicRecord): SafeHtml {
  const texts = TEXTS[language];
  const shown = holder ?? lastHolder;
  if (shown === undefined) return html``;
  const more =
    holder === null
      ? texts.until(labels.dayLabel(lastHolder?.until ?? '', language))
      : labels.kindAndPlace(holder, language);
  return html`<div class="holder ${holder === null ? 'last' : ''}">
    <h2>${holder === null ? texts.lastHolder : texts.whoAnswers}</h2>
    <p class="name" lang="zh-CN">${shown.name}</p>
    <p class="more">${more}</p>
    <p class="more"><span>${texts.uscc}</span> <code>${shown.uscc}</code></p>
  </div>`;
}

function noticeBlock({ language }: Visitor, notice: PublicRecord['notices'][number]): SafeHtml {
  const texts = TEXTS[language];
  const { remedy, expectedRecovery } = notice;
  return html`<section class="notice" aria-label="${texts.suspendedWhy}">
    <h2>
      ${labels.HOLD_LABELS[notice.kind][language]} <small>${texts.notice(labels.dayLabel(notice.on, language))}</small>
    </h2>
    <p>${notice.reason}</p>
    <dl>
      ${remedy === null ? null : fact(texts.remedy, html`${remedy}`)}
      ${expectedRecovery === null ? null : fact(texts.recovery, html`${labels.dayLabel(expectedRecovery, language)}${EXPLAINED[language].postponed(notice.postponed)}`)}
    </dl>
  </section>`;
}

/** What a holder's time begins with. */
const BEGINNINGS: ReadonlySet<string> = new Set(['activated', 'transferred', 'returned']);

function facts({ language }: Visitor, { record, today, on }: Answer): SafeHtml {
  const texts = TEXTS[language];
  const { registeredPurpose, carrier, reseller } = record;
  const began = record.history.findLast(({ event }) => BEGINNINGS.has(event));
  return html`<dl class="facts">
    ${record.holder === null ? null : fact(texts.verified, verification(language, record, on ?? today), WIDE)}
    ${fact(texts.purpose, html`${registeredPurpose === '' ? texts.unknown : registeredPurpose}`, WIDE)}
    ${fact(texts.carrier, html`${labels.CARRIER_LABELS[carrier][language]}`)}
    ${began === undefined ? null : fact(texts.since, html`${labels.dayLabel(began.on, language)}`)}
    ${fact(texts.reseller, html`${reseller.name === '' ? texts.unknown : reseller.name}`, WIDE)}
  </dl>`;
}

/** How, when, and until when. @param day on which validity is judged */
function verification(language: Visitor['language'], { verified }: PublicRecord, day: string): SafeHtml {
  const texts = TEXTS[language];
  const due = labels.dayLabel(verified.due, language);
  const sentence = [
    texts.verifiedOn(labels.dayLabel(verified.on, language)),
    verified.due < day ? texts.overdue(due) : texts.validUntil(due),
  ].join(language === 'zh' ? '，' : ', ');
  return html`${labels.LEVEL_LABELS[verified.level][language]}<br /><span class="soft">${sentence}</span>`;
}

function history({ language }: Visitor, record: PublicRecord): SafeHtml {
  const texts = TEXTS[language];
  return html`<section class="card">
    <h2>${texts.history}</h2>
    <ol class="history">
      ${record.history.toReversed().map(({ event, on }) => html`<li class="${event}"><b>${labels.EVENT_LABELS[event][language]}</b> <time datetime="${on}">${labels.dayLabel(on, language)}</time></li>`)}
    </ol>
  </section>`;
}

function routes(visitor: Visitor, { record, redress }: Answer): SafeHtml {
  const texts = TEXTS[visitor.language];
  return html`<section class="card routes">
    <h2>${texts.routesTitle}</h2>
    <p>
      <a class="button" href="${linkTo(visitor, '/complaints', { number: record.number })}"
        >${EXPLAINED[visitor.language].complain}</a
      >
    </p>
    ${redressList(redress)}
  </section>`;
}

/** Folded away: who does not look for it need not see it. */
function proof(visitor: Visitor, { record, base }: Answer): SafeHtml {
  const texts = EXPLAINED[visitor.language];
  const { proof: logged, number } = record;
  const own = { json: `/api/v1/lookup/${number}`, rdap: `/rdap/domain/${toEnum(number)}` };
  return html`<details class="proof">
    <summary>${texts.fold}</summary>
    <p>${texts.foldLead} <a href="${linkTo(visitor, '/explained', { why: null })}">${texts.title}</a></p>
    ${
      logged === undefined
        ? html`<p class="soft">${texts.notLogged}</p>`
        : html`<dl class="facts">
            ${fact(texts.logIndex, html`${logged.logIndex}`)}
            ${fact(texts.leafHash, html`<code>${logged.leafHash}</code>`, WIDE)}
          </dl>`
    }
    ${technicalLinks(visitor, own)} ${command(visitor, base)}
  </details>`;
}

const WIDE = 'wide';

function fact(name: string, value: SafeHtml, width: typeof WIDE | '' = ''): SafeHtml {
  return html`<div class="${width}">
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
