import { EXPLAINED } from './explained-texts.js';
import { html, type SafeHtml } from './html.js';
import { STYLE_PATH, ICON_PATH } from './assets.js';
import { TEXTS } from './texts.js';
import { linkTo, type Visitor } from './visitor.js';

export interface Page {
  readonly title: string;
  /** Path and own members of this page, for the language and size switches. */
  readonly path: string;
  readonly members?: Readonly<Record<string, string | null>>;
  readonly body: SafeHtml;
  /** The register is public number by number; its pages are no list for search engines. */
  readonly indexed: boolean;
  /** The front page has a band of colour behind its heading. */
  readonly front?: boolean;
}

/** The document around a page: no script, no inline style, nothing from elsewhere. */
export function layout(visitor: Visitor, page: Page): string {
  const texts = TEXTS[visitor.language];
  const other = visitor.language === 'zh' ? 'en' : 'zh';
  const here = (members: Record<string, string>) => linkTo(visitor, page.path, { ...page.members, ...members });
  return html`<!doctype html>
    <html lang="${texts.code}" class="${visitor.large ? 'large' : ''}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="${page.indexed ? 'index' : 'noindex, nofollow'}" />
        <meta name="theme-color" content="#0c3f4e" />
        <title>${page.title}</title>
        <link rel="stylesheet" href="${STYLE_PATH}" />
        <link rel="icon" href="${ICON_PATH}" type="image/svg+xml" />
      </head>
      <body class="${page.front === true ? 'front' : ''}">
        <a class="skip" href="#main">${texts.skip}</a>
        <header class="top">
          <div class="wrap">
            <a class="brand" href="${linkTo(visitor, '/', { why: null })}"
              >${markOf(visitor)}<span>${texts.brand}${houseName(visitor)}</span></a
            >
            <nav>
              <a href="${here({ lang: other })}" lang="${other === 'en' ? 'en' : 'zh-CN'}" hreflang="${other}"
                >${texts.otherLanguage}</a
              >
              <a href="${here({ view: visitor.large ? 'normal' : 'large' })}"
                >${visitor.large ? texts.normal : texts.large}</a
              >
            </nav>
          </div>
        </header>
        <main id="main" class="wrap">${page.body}</main>
        <footer class="wrap">
          <p>${texts.footer}</p>
          <p class="more">
            <a href="${linkTo(visitor, '/complaints', { why: null })}">${EXPLAINED[visitor.language].complainShort}</a>
            <a href="${linkTo(visitor, '/explained', { why: null })}">${EXPLAINED[visitor.language].explained}</a>
            <a href="/docs">${texts.api}</a>
          </p>
          ${filing(visitor)}
        </footer>
      </body>
    </html>`.text.replace(/\n\s+/gu, '\n');
}

/** The carrier's own mark, where it gave one. */
function markOf({ house }: Visitor): SafeHtml {
  const mark = house?.mark ?? '';
  return mark === '' ? MARK : html`<img class="house" src="${mark}" width="28" height="28" alt="" />`;
}

function houseName({ house }: Visitor): SafeHtml {
  const name = house?.name ?? '';
  return name === '' ? html`` : html`<small>${name}</small>`;
}

/** The filing number leads to the filing system (ICP 备案, beian.miit.gov.cn): a link, nothing is loaded from there. */
function filing({ house }: Visitor): SafeHtml {
  const icp = house?.icp ?? '';
  return icp === ''
    ? html``
    : html`<p class="more">
        <a href="https://beian.miit.gov.cn/" rel="noopener noreferrer external">${icp}</a>
      </p>`;
}

const MARK = html`<svg viewBox="0 0 24 24" width="28" height="28" aria-hidden="true" focusable="false">
  <path d="M12 2 4 5v6c0 5 3.4 9.3 8 11 4.6-1.7 8-6 8-11V5z" fill="none" stroke="currentColor" stroke-width="1.8" />
  <path d="m8.4 11.8 2.6 2.6 4.8-5.2" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
</svg>`;
