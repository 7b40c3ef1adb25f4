import { html, type SafeHtml } from './html.js';
import { TEXTS } from './texts.js';
import { REASONS, type Visitor } from './visitor.js';

/**
 * The field that takes a number however written, or a whole message. Sent by POST: a pasted message can name people, and
 * addresses end up in histories and logs (decision 062). GET `/?q=` answers the same.
 */
export function searchForm(
  visitor: Visitor,
  { ask, value, error }: { readonly ask: boolean; readonly value: string; readonly error: string | null },
): SafeHtml {
  const texts = TEXTS[visitor.language];
  return html`<form class="search ${ask ? 'ask' : 'again'}" method="post" action="/">
    ${ask ? reasonCards(visitor) : visitor.why === null ? null : html`<input type="hidden" name="why" value="${visitor.why}" />`}
    ${Object.entries(visitor.carried).map(([name, kept]) => html`<input type="hidden" name="${name}" value="${kept}" />`)}
    <label for="q">${ask ? texts.field : texts.again}</label>
    <div class="field">
      <input
        id="q"
        name="q"
        type="text"
        inputmode="tel"
        enterkeyhint="search"
        autocomplete="off"
        spellcheck="false"
        required
        maxlength="2000"
        placeholder="${ask ? texts.placeholder : '400-123-4567'}"
        value="${value}"
        aria-describedby="${error === null ? 'q-hint' : 'q-error q-hint'}"
        aria-invalid="${error === null ? 'false' : 'true'}"
      />
      <button type="submit">${texts.search}</button>
    </div>
    ${error === null ? null : html`<p class="error" id="q-error" role="alert">${error}</p>`}
    <p class="hint" id="q-hint">${texts.fieldHint}</p>
  </form>`;
}

/** Radio buttons drawn as cards; what applies to the chosen one appears above the field, without a script. */
function reasonCards(visitor: Visitor): SafeHtml {
  const texts = TEXTS[visitor.language];
  return html`<fieldset>
    <legend>${texts.why}</legend>
    <div class="reasons">
      ${REASONS.map(
        (reason) =>
          html`<input
              type="radio"
              name="why"
              id="why-${reason}"
              value="${reason}"
              ${visitor.why === reason ? CHECKED : null}
            /><label for="why-${reason}" class="reason ${reason}"
              >${ICONS[reason]}<span
                ><b>${texts.reasons[reason]}</b><small>${texts.reasonHints[reason]}</small></span
              ></label
            >`,
      )}
      <p class="advice warn for-called">${texts.missedCall}</p>
      <div class="advice urgent for-scammed">${scammedAdvice(visitor)}</div>
    </div>
  </fieldset>`;
}

/** The emergency numbers, before anything else (domain.md §6). */
export function scammedAdvice(visitor: Visitor): SafeHtml {
  const texts = TEXTS[visitor.language];
  return html`<p><strong>${texts.scammed}</strong></p>
    <p class="calls"><a href="tel:110">${texts.police}</a> <a href="tel:96110">${texts.antiFraud}</a></p>`;
}

const CHECKED = html`checked`;
const ICONS = {
  called: icon(
    html`<path
        d="M7 4h3l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5v3a2 2 0 0 1-2 2C10.5 18.5 5.5 13.5 5 6a2 2 0 0 1 2-2z"
      /><path d="M20 4l-5 5m0-4v4h4" />`,
  ),
  calling: icon(
    html`<path
        d="M7 4h3l1.5 4-2 1.5a10 10 0 0 0 5 5l1.5-2 4 1.5v3a2 2 0 0 1-2 2C10.5 18.5 5.5 13.5 5 6a2 2 0 0 1 2-2z"
      /><path d="M15 9l5-5m-4 0h4v4" />`,
  ),
  scammed: icon(html`<path d="M12 4 3 19.5h18z" /><path d="M12 10v4.5m0 2.3v.2" />`),
};

function icon(paths: SafeHtml): SafeHtml {
  return html`<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false" class="icon">
    ${paths}
  </svg>`;
}
