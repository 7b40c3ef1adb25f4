import { html, type SafeHtml } from './html.js';
import { scammedAdvice } from './search-form.js';
import { TEXTS } from './texts.js';
import type { Visitor } from './visitor.js';

/**
 * What somebody in this situation must read before anything else on the page.
 * @param holder who the number is registered to, when somebody is; null where no 400 number is concerned: undefined
 */
export function adviceFor(
  visitor: Visitor,
  { forged, holder }: { readonly forged: boolean; readonly holder: string | null | undefined },
): SafeHtml {
  const texts = TEXTS[visitor.language];
  const missedCall =
    visitor.why === 'called' && holder !== undefined
      ? html`<p>
          ${texts.missedCall}${visitor.language === 'zh' ? '' : ' '}${holder === null ? null : texts.notThem(holder)}
        </p>`
      : null;
  const prefixed = forged ? html`<p>${texts.forged}</p>` : null;
  return html`${visitor.why === 'scammed' ? html`<section class="advice urgent">${scammedAdvice(visitor)}</section>` : null}
  ${missedCall === null && prefixed === null ? null : html`<section class="advice warn">${prefixed}${missedCall}</section>`}
  ${visitor.why === 'calling' && typeof holder === 'string' ? html`<section class="advice calm"><p>${texts.beforeCalling}</p></section>` : null}`;
}
