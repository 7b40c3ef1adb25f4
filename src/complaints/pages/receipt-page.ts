import { displayReceipt } from '../../domain/complaint.js';
import { displayNumber } from '../../domain/number-400.js';
import { html, type SafeHtml } from '../../lookup/pages/html.js';
import { dayLabel } from '../../lookup/pages/labels.js';
import { layout } from '../../lookup/pages/layout.js';
import { scammedAdvice } from '../../lookup/pages/search-form.js';
import { TEXTS } from '../../lookup/pages/texts.js';
import { linkTo, type Visitor } from '../../lookup/pages/visitor.js';
import type { ComplaintRow } from '../complaint-model.js';
import { followForm } from './complaint-form.js';
import { COMPLAINT_TEXTS } from './complaint-texts.js';

export interface Receipt {
  readonly receipt: string;
  readonly complaint: Pick<ComplaintRow, 'number' | 'category' | 'status' | 'outcome'> & {
    readonly screenshots: number;
    /** Nothing of what was told is kept any more. */
    readonly erased: boolean;
  };
  /** Days in the business zone. */
  readonly receivedOn: string;
  readonly closedOn: string | null;
  readonly answers: readonly { readonly on: string; readonly text: string }[];
  readonly redress: readonly { readonly name: string; readonly phone: string | null }[];
  /** Just sent. */
  readonly fresh: boolean;
}

/** `/complaints/{receipt}`: how far it is, and where else to turn to. Never what the complainant told. */
export function receiptPage(visitor: Visitor, shown: Receipt): string {
  const texts = COMPLAINT_TEXTS[visitor.language];
  const { complaint, fresh, answers } = shown;
  const day = (date: string) => dayLabel(date, visitor.language);
  const { outcome } = complaint;
  return layout(visitor, {
    title: `${texts.receiptTitle} · ${TEXTS[visitor.language].brand}`,
    path: `/complaints/${displayReceipt(shown.receipt)}`,
    indexed: false,
    body: html`<div class="narrow">
      ${complaint.category === 'scam' ? html`<section class="advice urgent">${scammedAdvice(visitor)}</section>` : null}
      <section class="card receipt">
        <h1>${fresh ? texts.taken : texts.receiptTitle}</h1>
        <p>${texts.keep}</p>
        <p class="code"><code>${displayReceipt(shown.receipt)}</code></p>
        <dl class="facts">
          ${fact(texts.about, html`<a href="${linkTo(visitor, `/numbers/${complaint.number}`)}">${displayNumber(complaint.number)}</a>`)}
          ${fact(texts.category, html`${texts.categories[complaint.category]}`)}
          ${fact(texts.status, html`${texts.statuses[complaint.status]}`)}
          ${outcome === null ? null : fact(texts.outcome, html`${texts.outcomes[outcome]}`)}
          ${fact(texts.receivedOn, html`${day(shown.receivedOn)}`)}
          ${shown.closedOn === null ? null : fact(texts.closedOn, html`${day(shown.closedOn)}`)}
        </dl>
        ${complaint.screenshots === 0 ? null : html`<p class="soft">${texts.pictures(complaint.screenshots)}</p>`}
        ${
          answers.length === 0
            ? null
            : html`<h2>${texts.answers}</h2>
                <ol class="answers">
                  ${answers.map(
                    ({ on, text }) =>
                      html`<li>
                        <time datetime="${on}">${day(on)}</time>
                        <p>${text}</p>
                      </li>`,
                  )}
                </ol>`
        }
        ${complaint.erased ? html`<p class="soft">${texts.erased}</p>` : eraseForm(visitor, shown)}
      </section>
      ${elsewhere(visitor, shown.redress)}
    </div>`,
  });
}

/** Folded, and said twice: it cannot be undone. */
function eraseForm(visitor: Visitor, { receipt, complaint }: Receipt): SafeHtml {
  const texts = COMPLAINT_TEXTS[visitor.language];
  return html`<details class="erase">
    <summary>${texts.erase}</summary>
    <p>${complaint.status === 'closed' ? texts.eraseClosed : texts.eraseOpen}</p>
    <form method="post" action="${linkTo(visitor, `/complaints/${displayReceipt(receipt)}/erase`)}">
      <button class="button" type="submit">${texts.eraseNow}</button>
    </form>
  </details>`;
}

/** No complaint with that receipt. */
export function noReceiptPage(visitor: Visitor): string {
  const texts = COMPLAINT_TEXTS[visitor.language];
  return layout(visitor, {
    title: `${texts.receiptTitle} · ${TEXTS[visitor.language].brand}`,
    path: '/complaints',
    indexed: false,
    body: html`<div class="narrow">
      <h1>${texts.receiptTitle}</h1>
      ${followForm(visitor, true)}
    </div>`,
  });
}

/** The table of where else to turn to. */
export function elsewhere({ language }: Visitor, redress: Receipt['redress']): SafeHtml {
  return html`<section class="card routes">
    <h2>${COMPLAINT_TEXTS[language].elsewhere}</h2>
    ${redressList(redress)}
  </section>`;
}

export function redressList(redress: Receipt['redress']): SafeHtml {
  return html`<ul class="redress">
    ${redress.map(({ name, phone }) => html`<li>${phone === null ? name : html`<a href="tel:${phone}">${name}</a>`}</li>`)}
  </ul>`;
}

function fact(name: string, value: SafeHtml): SafeHtml {
  return html`<div>
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
