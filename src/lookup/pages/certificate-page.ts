import type { CertificateRow } from '../../credentials/certificate-model.js';
import type { CertificateStatus } from '../../credentials/issue-certificate.js';
import { displayReceipt } from '../../domain/complaint.js';
import { displayNumber } from '../../domain/number-400.js';
import { EXPLAINED } from './explained-texts.js';
import { html, type SafeHtml } from './html.js';
import { dayLabel } from './labels.js';
import { layout } from './layout.js';
import { TEXTS } from './texts.js';
import { linkTo, type Visitor } from './visitor.js';

/** `/certificates/{serial}`: what a paper said, and whether that still holds. */
export function certificatePage(visitor: Visitor, row: CertificateRow, status: CertificateStatus): string {
  const { language } = visitor;
  const texts = EXPLAINED[language];
  const serial = displayReceipt(row._id);
  return layout(visitor, {
    title: `${texts.certificateTitle} · ${TEXTS[language].brand}`,
    path: `/certificates/${serial}`,
    indexed: false,
    body: html`<div class="narrow">
      <section class="card receipt">
        <h1>${texts.certificate[status]}</h1>
        <p class="advice ${status === 'valid' ? 'calm' : 'warn'}">${texts.certificateMeans[status]}</p>
        <h2>${texts.certified}</h2>
        <dl class="facts">
          ${fact(texts.serial, html`<code>${serial}</code>`, 'wide')}
          ${fact(texts.number, html`${displayNumber(row.number)}`)}
          ${fact(texts.holder, html`<span lang="zh-CN">${row.holder.name}</span>`)}
          ${fact(TEXTS[language].uscc, html`<code>${row.holder.uscc}</code>`, 'wide')}
          ${fact(texts.issuedOn, html`${dayLabel(row.issuedOn, language)}`)}
          ${fact(texts.validUntil, html`${dayLabel(row.validUntil, language)}`)}
        </dl>
        <p><a class="button" href="${linkTo(visitor, `/numbers/${row.number}`)}">${texts.present}</a></p>
      </section>
    </div>`,
  });
}

export function noCertificatePage(visitor: Visitor): string {
  const texts = EXPLAINED[visitor.language];
  return layout(visitor, {
    title: `${texts.certificateTitle} · ${TEXTS[visitor.language].brand}`,
    path: '/explained',
    indexed: false,
    body: html`<section class="card missing">
      <h1>${texts.certificateTitle}</h1>
      <p>${texts.noCertificate}</p>
      <p><a class="button" href="${linkTo(visitor, '/explained')}">${texts.explained}</a></p>
    </section>`,
  });
}

function fact(name: string, value: SafeHtml, width = ''): SafeHtml {
  return html`<div class="${width}">
    <dt>${name}</dt>
    <dd>${value}</dd>
  </div>`;
}
