/** Longer forms and papers: complaint, receipt, certificate, explanation. */
export const STYLE_FORM = `
.narrow { max-width: 44rem; margin: 0 auto; }
.narrow > h1 { font-size: 1.6rem; margin: .4rem 0 .3rem; }
.narrow > .soft { margin-bottom: .8rem; }
.complaint { display: grid; }
.complaint label, .complaint legend { font-weight: 600; margin-top: .9rem; }
.complaint > label:first-of-type { margin-top: 0; }
.complaint input, .complaint select, .complaint textarea { font: inherit; color: inherit; width: 100%; min-height: 48px; padding: .4rem .8rem;
  border: 2px solid #7f97a1; border-radius: 12px; background: #fff; margin-top: .3rem; }
.complaint textarea { min-height: 8rem; resize: vertical; line-height: 1.5; }
.complaint input[type="file"] { padding: .6rem .8rem; border-style: dashed; }
.complaint [aria-invalid="true"] { border-color: var(--bad); background: #fff8f8; }
.complaint .call { display: grid; gap: 0 1rem; margin: .9rem 0 0; padding: 0 0 .2rem; }
.complaint .call legend { margin: 0; padding: 0; }
.complaint .call label { margin-top: .5rem; font-weight: 400; display: block; }
.complaint button { margin-top: 1.2rem; font: inherit; font-weight: 600; min-height: 56px; cursor: pointer; color: #fff; background: var(--act); border: 0; border-radius: 12px; }
.complaint button:hover { background: var(--act-dark); }
.privacy { margin-top: 1.1rem; padding: .8rem 1rem; background: var(--calm); border-radius: 12px; font-size: var(--small); }
.privacy ul { list-style: disc; padding-left: 1.2rem; }
.follow h2 { margin-bottom: .3rem; }
.follow label { font-size: var(--small); color: var(--soft); display: block; margin-bottom: .3rem; }
.advice ul { list-style: disc; padding-left: 1.2rem; margin-top: .2rem; }
.advice.warn a { color: #4f2c00; }
.receipt .code { margin: .5rem 0 1rem; }
.receipt .code code { display: inline-block; padding: .5rem 1rem; border-radius: 12px; background: var(--calm); font-size: 1.35rem; font-weight: 700; letter-spacing: .06em; }
.receipt h1 { font-size: 1.5rem; }
.receipt h2 { margin-top: 1.1rem; }
.answers li { padding: .6rem 0; border-top: 1px solid var(--line); }
.answers p { white-space: pre-line; }
.answers time { color: var(--soft); font-size: var(--small); }
.redress { display: grid; gap: .1rem; margin-top: .3rem; }
.redress li { padding: .15rem 0; }
.redress a { display: inline-flex; align-items: center; min-height: 36px; }
.button { border: 0; font: inherit; cursor: pointer; display: inline-flex; align-items: center; min-height: 44px; padding: 0 1.1rem; border-radius: 12px; background: var(--calm); color: var(--act-dark); font-weight: 600; text-decoration: none; }
.button:hover { background: #d3e8ed; }
footer .more { display: flex; flex-wrap: wrap; gap: 0 1.2rem; }
.proof, .erase { margin-top: 1rem; border-top: 1px solid var(--line); padding-top: .3rem; font-size: var(--small); }
.proof summary, .erase summary { cursor: pointer; min-height: 44px; display: flex; align-items: center; gap: .5rem; color: var(--act-dark); font-weight: 600; }
.proof summary::before, .erase summary::before { content: "▸"; }
.proof[open] summary::before, .erase[open] summary::before { content: "▾"; }
.proof p, .proof dl, .erase p { margin-bottom: .5rem; }
.links { display: grid; margin: .4rem 0; }
.links a { display: inline-flex; align-items: center; min-height: 40px; }
code.command { background: var(--idle-bg); padding: .1rem .45rem; border-radius: 6px; letter-spacing: 0; }
.explained .card h2 { margin-bottom: .3rem; }
.explained .card p + p { margin-top: .5rem; }
.explained label { font-size: var(--small); color: var(--soft); display: block; margin-bottom: .3rem; }
.routes .button { margin-bottom: .4rem; }
@media (min-width: 34rem) { html:not(.large) .complaint .call { grid-template-columns: 1fr 1fr; } html:not(.large) .complaint .call .wide { grid-column: 1 / -1; } }
@media (min-width: 60rem) { .narrow .card { padding: 1.6rem 2rem; } }
`;
