import { CALL_DIRECTIONS, COMPLAINT_CATEGORIES } from '../../domain/complaint.js';
import { html, type SafeHtml } from '../../lookup/pages/html.js';
import { layout } from '../../lookup/pages/layout.js';
import { scammedAdvice } from '../../lookup/pages/search-form.js';
import { TEXTS } from '../../lookup/pages/texts.js';
import type { Visitor } from '../../lookup/pages/visitor.js';
import { COMPLAINT_TEXTS } from './complaint-texts.js';

/** Members of the form that can be wrong. */
export type Fault = keyof (typeof COMPLAINT_TEXTS)['zh']['wrong'];

export interface ComplaintForm {
  /** What was typed, by field. Pictures have to be chosen again: browsers keep none. */
  readonly typed: Readonly<Record<string, string>>;
  readonly faults: readonly Fault[];
  /** A sentence about the pictures, or about everything. */
  readonly trouble: string | null;
  /** The same form sent twice is one complaint. */
  readonly nonce: string;
  /** `YYYY-MM-DD` in the business zone. */
  readonly today: string;
}

/** `/complaints`: who was scammed reads 110 first. Works without script, by keyboard, and on a phone. */
export function complaintForm(visitor: Visitor, form: ComplaintForm): string {
  const texts = COMPLAINT_TEXTS[visitor.language];
  return layout(visitor, {
    title: `${texts.title} · ${TEXTS[visitor.language].brand}`,
    path: '/complaints',
    members: { number: form.typed['number'] ?? null },
    indexed: false,
    body: html`<div class="narrow">
      <h1>${texts.title}</h1>
      <p class="soft">${texts.lead}</p>
      <section class="advice urgent">${scammedAdvice(visitor)}</section>
      ${faultList(visitor, form)}
      <form class="card complaint" method="post" action="/complaints" enctype="multipart/form-data">
        <input type="hidden" name="nonce" value="${form.nonce}" />
        ${Object.entries(visitor.carried).map(([name, kept]) => html`<input type="hidden" name="${name}" value="${kept}" />`)}
        ${field(form, { name: 'number', label: texts.number, hint: texts.numberHint }, NUMBER_FIELD)}
        ${categories(visitor, form)}
        <label for="description">${texts.description}</label>
        <textarea
          id="description"
          name="description"
          rows="5"
          required
          maxlength="2000"
          aria-describedby="description-hint"
          aria-invalid="${invalid(form, 'description')}"
        >
${form.typed['description'] ?? ''}</textarea>
        <p class="hint" id="description-hint">${texts.descriptionHint}</p>
        ${call(visitor, form)} ${field(form, { name: 'amountLost', label: texts.amountLost, hint: null }, AMOUNT_FIELD)}
        <label for="screenshots">${texts.screenshots}</label>
        <input
          type="file"
          id="screenshots"
          name="screenshots"
          multiple
          accept="image/jpeg,image/png,image/webp"
          aria-describedby="screenshots-hint"
        />
        <p class="hint" id="screenshots-hint">${texts.screenshotsHint}</p>
        ${field(form, { name: 'contact', label: texts.contact, hint: texts.contactHint }, CONTACT_FIELD)}
        <section class="privacy">
          <h2>${texts.privacy}</h2>
          <ul>
            ${texts.privacyText.map((sentence) => html`<li>${sentence}</li>`)}
          </ul>
        </section>
        <button type="submit">${texts.send}</button>
      </form>
      ${followForm(visitor, false)}
    </div>`,
  });
}

/** Looks a complaint up by its receipt. By POST: an address ends up in histories. */
export function followForm(visitor: Visitor, failed: boolean): SafeHtml {
  const texts = COMPLAINT_TEXTS[visitor.language];
  return html`<form class="card search follow" method="post" action="/complaints/follow">
    ${Object.entries(visitor.carried).map(([name, kept]) => html`<input type="hidden" name="${name}" value="${kept}" />`)}
    <h2>${texts.followTitle}</h2>
    <label for="receipt">${texts.followLabel}</label>
    <div class="field">
      <input
        id="receipt"
        name="receipt"
        type="text"
        autocomplete="off"
        spellcheck="false"
        required
        maxlength="40"
        aria-invalid="${failed ? 'true' : 'false'}"
        ${failed ? DESCRIBED : null}
      />
      <button type="submit" class="quiet">${texts.follow}</button>
    </div>
    ${failed ? html`<p class="error" id="receipt-error" role="alert">${texts.noReceipt}</p>` : null}
  </form>`;
}

function faultList({ language }: Visitor, { faults, trouble }: ComplaintForm): SafeHtml | null {
  const texts = COMPLAINT_TEXTS[language];
  if (faults.length === 0 && trouble === null) return null;
  return html`<section class="advice warn" role="alert">
    <p><strong>${texts.check}</strong></p>
    <ul>
      ${faults.map((fault) => html`<li><a href="#${fault === 'call' ? 'on' : fault}">${texts.wrong[fault]}</a></li>`)}
      ${trouble === null ? null : html`<li><a href="#screenshots">${trouble}</a></li>`}
    </ul>
  </section>`;
}

function categories({ language }: Visitor, form: ComplaintForm): SafeHtml {
  const texts = COMPLAINT_TEXTS[language];
  return html`<label for="category">${texts.category}</label>
    <select id="category" name="category" required aria-invalid="${invalid(form, 'category')}">
      <option value=""></option>
      ${COMPLAINT_CATEGORIES.map((category) => option(category, texts.categories[category], form.typed['category'] ?? ''))}
    </select>`;
}

function call({ language }: Visitor, form: ComplaintForm): SafeHtml {
  const texts = COMPLAINT_TEXTS[language];
  const { on = '', time = '', direction = '' } = form.typed;
  return html`<fieldset class="call">
    <legend>${texts.details}</legend>
    <div>
      <label for="on">${texts.on}</label>
      <input type="date" id="on" name="on" max="${form.today}" value="${on}" aria-invalid="${invalid(form, 'call')}" />
    </div>
    <div>
      <label for="time">${texts.time}</label>
      <input type="time" id="time" name="time" value="${time}" />
    </div>
    <div class="wide">
      <label for="direction">${texts.direction}</label>
      <select id="direction" name="direction">
        <option value="">${texts.unknown}</option>
        ${CALL_DIRECTIONS.map((each) => option(each, texts.directions[each], direction))}
      </select>
      <p class="hint">${texts.forgedCall}</p>
    </div>
  </fieldset>`;
}

function field(
  form: ComplaintForm,
  { name, label, hint }: { readonly name: Fault; readonly label: string; readonly hint: string | null },
  attributes: SafeHtml,
): SafeHtml {
  return html`<label for="${name}">${label}</label>
    <input
      id="${name}"
      name="${name}"
      ${attributes}
      autocomplete="off"
      value="${form.typed[name] ?? ''}"
      aria-invalid="${invalid(form, name)}"
      ${hint === null ? null : html`aria-describedby="${name}-hint"`}
    />
    ${hint === null ? null : html`<p class="hint" id="${name}-hint">${hint}</p>`}`;
}

function option(value: string, label: string, chosen: string): SafeHtml {
  return html`<option value="${value}" ${value === chosen ? SELECTED : null}>${label}</option>`;
}

function invalid(form: ComplaintForm, name: Fault): string {
  return String(form.faults.includes(name));
}

const SELECTED = html`selected`;
const DESCRIBED = html`aria-describedby="receipt-error"`;
const NUMBER_FIELD = html`type="text" inputmode="tel" required maxlength="200" placeholder="400-123-4567"`;
const AMOUNT_FIELD = html`type="text" inputmode="numeric" maxlength="10"`;
const CONTACT_FIELD = html`type="text" maxlength="200"`;
