import { STYLE_ANSWER } from './style-answer.js';
import { STYLE_FORM } from './style-form.js';
import { STYLE_SEARCH } from './style-search.js';

/**
 * The style sheet of the public pages. Sizes are in rem of a base of 17 px; elder mode raises the base to 22 px, and no
 * size may be below .92rem there (20 px). All text colours reach WCAG AA (4.5 : 1) on their grounds.
 */
const BASE = `
:root {
  --ink: #13232b; --soft: #4b5d67; --line: #d7e0e4; --ground: #f3f6f7; --card: #fff;
  --brand: #0c3f4e; --act: #0a6a7f; --act-dark: #084f5f; --calm: #e6f2f5;
  --good: #0d6238; --good-bg: #e2f3e9; --warn: #7a4300; --warn-bg: #fff3db; --warn-line: #e9b44c;
  --bad: #9c1420; --bad-bg: #fdeaea; --bad-line: #e08a90; --idle: #46545c; --idle-bg: #e8edef;
  --small: .88rem; --radius: 14px;
}
html { font-size: 106.25%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
html.large { font-size: 137.5%; --small: .94rem; }
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink); line-height: 1.6;
  font-family: -apple-system, BlinkMacSystemFont, "Segoe UI", "PingFang SC", "HarmonyOS Sans SC", "Microsoft YaHei",
    "Noto Sans CJK SC", "Noto Sans SC", sans-serif;
  overflow-wrap: anywhere; min-height: 100vh; display: flex; flex-direction: column;
}
html[lang="en"] body { overflow-wrap: break-word;
  /* CJK fonts draw ’ full width: Latin fonts first. */
  font-family: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial,
    "DejaVu Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1, h2, p, ul, ol, dl, dd, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
small, .soft, .hint { color: var(--soft); font-size: var(--small); }
h1 { line-height: 1.25; letter-spacing: .01em; }
html[lang="en"] h1 { text-wrap: balance; }
h2 { font-size: 1rem; line-height: 1.4; }
a { color: var(--act-dark); text-underline-offset: .2em; }
a:hover { color: var(--ink); }
:focus-visible { outline: 3px solid #f0a500; outline-offset: 2px; border-radius: 6px; }
.wrap { width: 100%; max-width: 68rem; margin: 0 auto; padding: 0 1rem; }
html.large .wrap { max-width: 46rem; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: .5rem; top: .5rem; background: #fff; padding: .5rem 1rem; z-index: 1; }
.top { background: var(--brand); color: #fff; }
.top .wrap { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0 1rem; min-height: 3.4rem; }
.top a { color: #fff; text-decoration: none; display: inline-flex; align-items: center; min-height: 44px; }
.top a:hover { text-decoration: underline; }
.brand { font-weight: 600; gap: .5rem; letter-spacing: .02em; }
.brand small { display: block; color: inherit; font-size: .8rem; font-weight: 400; letter-spacing: 0; }
.brand .house { border-radius: 4px; background: #fff; object-fit: contain; }
.top nav { display: flex; gap: .25rem; margin: 0 -.6rem; }
.top nav a { padding: 0 .6rem; font-size: var(--small); color: #d9ebf0; }
main.wrap { flex: 1; padding-top: 1rem; padding-bottom: 1rem; }
footer.wrap { display: flex; flex-wrap: wrap; gap: .1rem 1.5rem; justify-content: space-between; padding-top: .8rem; padding-bottom: 1rem;
  color: var(--soft); font-size: var(--small); }
footer a { display: inline-block; padding: .3rem 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 1rem; margin-bottom: .8rem;
  box-shadow: 0 1px 2px rgb(12 63 78 / 5%); }
.advice { border-radius: var(--radius); border: 1px solid; padding: .7rem 1rem; margin-bottom: .8rem; }
.advice p + p { margin-top: .35rem; }
.advice.warn { background: var(--warn-bg); border-color: var(--warn-line); color: #4f2c00; }
.advice.urgent { background: var(--bad-bg); border-color: var(--bad-line); color: #6d0d16; }
.advice.urgent strong { font-size: 1.12rem; }
.advice.calm { background: var(--calm); border-color: #b5d5dd; color: #0a3a48; }
.calls { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .5rem; }
.calls a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 1rem; border-radius: 999px; font-weight: 600;
  background: var(--bad); color: #fff; text-decoration: none; }
.calls a:hover { background: #7d0f19; }
.calls.plain a { background: var(--calm); color: var(--act-dark); }
.calls.plain a:hover { background: #d3e8ed; }
@media (min-width: 60rem) {
  main.wrap { padding-top: 1.4rem; }
  .card { padding: 1.4rem 1.6rem; margin-bottom: 1rem; }
}
@media print {
  .top nav, .search, .past, .skip, footer a { display: none; }
  body { background: #fff; }
  .top { background: none; color: #000; }
  .top a { color: #000; }
}
`;

export const STYLE = [BASE, STYLE_SEARCH, STYLE_ANSWER, STYLE_FORM].join('\n');
