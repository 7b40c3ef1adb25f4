/** The front page and the search field. */
export const STYLE_SEARCH = `
.front { background: linear-gradient(#0c3f4e, #14586c) top / 100% 16rem no-repeat, var(--ground); }
.front .top { background: none; }
.home { max-width: 46rem; margin: 0 auto; }
.home h1 { font-size: 1.75rem; margin: .3rem 0 .35rem; color: #fff; }
.home h1 span { display: inline-block; white-space: pre-wrap; }
.home .lead { color: #e1eff3; margin-bottom: 1rem; text-wrap: pretty; }
.home .card { box-shadow: 0 6px 24px rgb(12 63 78 / 14%); border-color: transparent; }
fieldset { border: 0; min-width: 0; margin-bottom: 1rem; }
legend, .ask > label { font-weight: 600; padding: 0; margin-bottom: .5rem; display: block; }
.reasons { display: grid; gap: .5rem; }
.reasons input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.reason { display: flex; align-items: center; gap: .75rem; min-height: 60px; padding: .5rem .9rem; cursor: pointer;
  border: 2px solid var(--line); border-radius: 12px; background: #fff; }
.reason:hover { border-color: #9dbdc7; }
.reason b { display: block; font-weight: 600; line-height: 1.35; }
.reason small { display: block; line-height: 1.35; }
.icon { flex: none; fill: none; stroke: var(--act); stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
.reason.scammed .icon { stroke: var(--bad); }
.reasons input:checked + .reason { border-color: var(--act); background: var(--calm); }
.reasons input:checked + .reason.scammed { border-color: var(--bad); background: var(--bad-bg); }
.reasons input:focus-visible + .reason { outline: 3px solid #f0a500; outline-offset: 2px; }
.reasons .advice { display: none; margin: .2rem 0 0; grid-column: 1 / -1; }
#why-called:checked ~ .for-called, #why-scammed:checked ~ .for-scammed { display: block; }
.field { display: flex; flex-wrap: wrap; gap: .5rem; }
.field input { flex: 1 1 10rem; min-width: 0; font: inherit; color: inherit; min-height: 52px; padding: 0 .9rem;
  border: 2px solid #7f97a1; border-radius: 12px; background: #fff; }
.ask .field input { font-size: 1.25rem; min-height: 60px; font-variant-numeric: tabular-nums; letter-spacing: .02em; }
.field input::placeholder { color: #66777f; opacity: 1; }
.field input:focus { border-color: var(--act); }
.field input[aria-invalid="true"] { border-color: var(--bad); }
.field button { flex: 0 1 auto; font: inherit; font-weight: 600; min-height: 52px; padding: 0 1.6rem; cursor: pointer;
  color: #fff; background: var(--act); border: 0; border-radius: 12px; }
.ask .field button { min-height: 60px; padding: 0 2.2rem; }
.field button:hover { background: var(--act-dark); }
.field button.quiet { background: var(--calm); color: var(--act-dark); min-height: 44px; padding: 0 1.1rem; }
.field button.quiet:hover { background: #d3e8ed; }
.hint { margin-top: .45rem; }
.error { color: var(--bad); font-weight: 600; margin-top: .45rem; }
.again > label { font-weight: 600; display: block; margin-bottom: .4rem; }
.choice ul { display: grid; gap: .5rem; margin-top: .6rem; }
.choice a { display: flex; align-items: center; justify-content: space-between; min-height: 56px; padding: 0 1rem; border-radius: 12px;
  background: var(--calm); font-size: 1.2rem; font-weight: 600; font-variant-numeric: tabular-nums; text-decoration: none; }
.choice a::after { content: "›"; font-size: 1.5rem; }
.choice a:hover { background: #d3e8ed; }
.promises { display: grid; gap: .7rem 1.6rem; margin: 1.2rem .2rem 0; font-size: var(--small); color: var(--soft); }
.promises b { display: block; color: var(--ink); }
@media (max-width: 34rem) { .ask .field button { flex: 1 0 100%; } }
@media (min-width: 44rem) {
  html:not(.large) .reasons { grid-template-columns: repeat(3, 1fr); }
  html:not(.large) .promises { grid-template-columns: repeat(3, 1fr); }
  html:not(.large) .front { background-size: 100% 21rem; }
  .home h1 { font-size: 2.5rem; margin-top: 2.4rem; }
  .home .lead { font-size: 1.15rem; margin-bottom: 1.8rem; }
  .home .card { padding: 1.8rem 2rem; }
}
html:not(.large) .again { display: grid; }
@media (min-width: 60rem) {
  html:not(.large) .again { grid-template-columns: auto 1fr; gap: 0 1.2rem; align-items: center; }
  html:not(.large) .again > label { margin: 0; }
  html:not(.large) .again .hint { grid-column: 2; }
}
`;
