import type { CredentialStatus } from '../../credentials/credential.js';
import { EXPLAINED } from './explained-texts.js';
import { html, type SafeHtml } from './html.js';
import { layout } from './layout.js';
import { TEXTS } from './texts.js';
import type { Visitor } from './visitor.js';

export interface Explained {
  /** What was found of a credential that was pasted. */
  readonly verdict: CredentialStatus | null;
  /** Public address of this installation. */
  readonly base: string;
}

/** `/explained`: what can be checked and how, in plain words; the technical addresses at the end. */
export function explainedPage(visitor: Visitor, { verdict, base }: Explained): string {
  const texts = EXPLAINED[visitor.language];
  return layout(visitor, {
    title: `${texts.title} · ${TEXTS[visitor.language].brand}`,
    path: '/explained',
    indexed: verdict === null,
    body: html`<div class="narrow explained">
      <h1>${texts.title}</h1>
      <p class="soft">${texts.lead}</p>
      ${texts.sections.map(
        ({ title, text }) =>
          html`<section class="card">
            <h2>${title}</h2>
            ${text.map((part) => html`<p>${part}</p>`)}
          </section>`,
      )}
      <form class="card search" method="post" action="/certificates">
        ${carried(visitor)}
        <h2>${texts.checkSerial}</h2>
        <label for="serial">${texts.serial}</label>
        <div class="field">
          <input id="serial" name="serial" type="text" required maxlength="40" autocomplete="off" spellcheck="false" />
          <button type="submit" class="quiet">${texts.check}</button>
        </div>
      </form>
      <form class="card complaint" id="credential-check" method="post" action="/explained#credential-check">
        ${carried(visitor)}
        <h2>${texts.checkCredential}</h2>
        ${verdict === null ? null : html`<p class="advice ${verdict === 'valid' ? 'calm' : 'warn'}" role="status">${texts.verdicts[verdict]}</p>`}
        <label for="credential">${texts.credential}</label>
        <textarea id="credential" name="credential" rows="4" required maxlength="20000" spellcheck="false"></textarea>
        <button type="submit">${texts.check}</button>
      </form>
      <section class="card">
        <h2>${texts.forProgrammers}</h2>
        ${technicalLinks(visitor, null)} ${command(visitor, base)}
      </section>
    </div>`,
  });
}

/** @param number null: of no number in particular */
export function technicalLinks(
  { language }: Visitor,
  own: { readonly json: string; readonly rdap: string } | null,
): SafeHtml {
  const { links } = EXPLAINED[language];
  return html`<ul class="links">
    ${own === null ? null : html`<li><a href="${own.json}">${links.json}</a></li>`}
    <li><a href="${own === null ? '/rdap/help' : own.rdap}">${links.rdap}</a></li>
    <li><a href="/log/checkpoint">${links.checkpoint}</a></li>
    <li><a href="/.well-known/jwks.json">${links.keys}</a></li>
    <li><a href="/docs">${links.docs}</a></li>
  </ul>`;
}

export function command({ language }: Visitor, base: string): SafeHtml {
  return html`<p>${EXPLAINED[language].command} <code class="command">npm run verify-log -- ${base}</code></p>`;
}

function carried(visitor: Visitor): SafeHtml[] {
  return Object.entries(visitor.carried).map(
    ([name, kept]) => html`<input type="hidden" name="${name}" value="${kept}" />`,
  );
}
