/** The page of one number. */
export const STYLE_ANSWER = `
.number { font-size: 1.6rem; font-weight: 700; font-variant-numeric: tabular-nums; letter-spacing: .01em; white-space: nowrap; }
.answer .main header { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .2rem .5rem; }
.status span { display: inline-flex; align-items: center; gap: .45rem; padding: .2rem .75rem; border-radius: 999px; font-weight: 600; white-space: nowrap; }
.status span::before { content: ""; width: .6em; height: .6em; border-radius: 50%; background: currentColor; }
.status.working span { color: var(--good); background: var(--good-bg); }
.status.suspended span { color: var(--warn); background: var(--warn-bg); }
.status.disconnected span { color: var(--idle); background: var(--idle-bg); }
.sentence { color: var(--soft); margin-top: .2rem; }
.holder { margin: .8rem 0; padding: .8rem 1rem; border-radius: 12px; background: var(--calm); }
.holder.last { background: var(--idle-bg); }
.holder h2 { color: var(--soft); font-weight: 600; font-size: var(--small); }
.holder .name { font-size: 1.4rem; font-weight: 700; line-height: 1.35; margin: .1rem 0 .2rem; }
.holder .more { font-size: var(--small); color: #38505b; }
code { font: inherit; font-variant-numeric: tabular-nums; letter-spacing: .03em; color: var(--ink); }
.notice { margin: .8rem 0; padding: .7rem 1rem; border-radius: 12px; background: var(--warn-bg); border: 1px solid var(--warn-line); color: #4f2c00; }
.notice small { color: inherit; font-weight: 400; }
.notice dl { display: grid; gap: .15rem; }
.notice dl div { display: flex; flex-wrap: wrap; gap: 0 .6rem; }
.notice dt { font-weight: 600; }
.facts { display: grid; gap: .55rem 1.2rem; }
html:not(.large) .facts { grid-template-columns: 1fr 1fr; }
html:not(.large) .facts .wide { grid-column: 1 / -1; }
.facts dt { color: var(--soft); font-size: var(--small); line-height: 1.4; }
.facts dd { line-height: 1.45; }
.history { margin-top: .5rem; }
.history li { position: relative; padding: 0 0 .55rem 1.3rem; line-height: 1.45; }
.history li::before { content: ""; position: absolute; left: .1rem; top: .45em; width: .6rem; height: .6rem; border-radius: 50%; background: var(--idle); }
.history li::after { content: ""; position: absolute; left: .36rem; top: 1.25em; bottom: -.3em; width: 2px; background: var(--line); }
.history li:last-child { padding-bottom: 0; }
.history li:last-child::after { display: none; }
.history .activated::before, .history .imported::before, .history .reinstated::before, .history .transferred::before { background: var(--good); }
.history .suspended::before { background: #b36a00; }
.history b { font-weight: 600; }
.history time { color: var(--soft); font-size: var(--small); margin-left: .3rem; white-space: nowrap; }
.past label { font-size: var(--small); color: var(--soft); display: block; margin: .2rem 0; }
.past .field input { min-height: 44px; flex-basis: 9rem; }
.routes p { margin-top: .3rem; }
.missing { padding-top: 1.4rem; padding-bottom: 1.6rem; }
.missing h1 { font-size: 1.5rem; margin: .1rem 0 .5rem; }
.missing .number { color: var(--soft); font-size: 1.3rem; }
.missing h2 { margin-top: 1rem; }
@media (min-width: 34rem) {
  html:not(.large) .facts .wide { grid-column: auto; }
  .number { font-size: 2.3rem; }
}
@media (min-width: 60rem) {
  html:not(.large) .answer { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: 0 1rem; align-items: start; }
  .holder .name { font-size: 1.65rem; }
  .answer aside .card { padding: 1.1rem 1.3rem; }
  .missing { padding: 2rem 2.2rem; }
}
@media (max-width: 22rem) { html.large .number { font-size: 1.5rem; } }
html.large .number { font-size: 1.7rem; }
`;
