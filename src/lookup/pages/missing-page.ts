import { CARRIERS } from '../../domain/number-status.js';
import { defaultCarrier, displayNumber } from '../../domain/number-400.js';
import type { NotRegisteredReason } from '../lookup-schemas.js';
import { notRegisteredText } from '../not-registered-texts.js';
import { adviceFor } from './advice.js';
import { html, type SafeHtml } from './html.js';
import { CARRIER_LABELS } from './labels.js';
import { layout } from './layout.js';
import { searchForm } from './search-form.js';
import { TEXTS } from './texts.js';
import { linkTo, type Visitor } from './visitor.js';

export interface Missing {
  readonly reason: NotRegisteredReason;
  /** Stored form; null when it is no 400 number. */
  readonly number: string | null;
  readonly on: string | null;
  readonly forged: boolean;
}

/** No record: why that is so, and whom to ask. It never says or hints that the number is bad. */
export function missingPage(visitor: Visitor, { reason, number, on, forged }: Missing): string {
  const { language } = visitor;
  const texts = TEXTS[language];
  return layout(visitor, {
    title: `${texts.missing[reason]} · ${texts.brand}`,
    path: number === null ? '/' : `/numbers/${number}`,
    members: { on, forged: forged ? '1' : null },
    indexed: false,
    body: html`${adviceFor(visitor, { forged, holder: number === null ? undefined : null })}
      <section class="card missing">
        ${number === null ? null : html`<p class="number">${displayNumber(number)}</p>`}
        <h1>${texts.missing[reason]}</h1>
        <p>${notRegisteredText(reason, language, on ?? undefined)}</p>
        ${on !== null && number !== null ? html`<p><a href="${linkTo(visitor, `/numbers/${number}`)}">${texts.today}</a></p>` : null}
        ${reason === 'not_covered' && number !== null ? askCarrier(visitor, number) : null}
      </section>
      <section class="card">${searchForm(visitor, { ask: false, value: '', error: null })}</section>`,
  });
}

function askCarrier({ language }: Visitor, number: string): SafeHtml {
  const texts = TEXTS[language];
  const guess = defaultCarrier(number);
  const likely = guess.confident ? guess.carrier : null;
  const shown = likely === null ? CARRIERS : [likely];
  return html`<h2>${texts.askCarrier}</h2>
    ${likely === null ? null : html`<p>${texts.perhaps(CARRIER_LABELS[likely][language])}</p>`}
    <p class="calls plain">
      ${shown.map((carrier) => {
        const { line, [language]: name } = CARRIER_LABELS[carrier];
        return html`<a href="tel:${line}">${name} ${line}</a> `;
      })}
    </p>`;
}
