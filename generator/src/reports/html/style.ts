/** The page's style: one column, quiet, both colour schemes, readable in print and on a phone. Loads no font and no image. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --paper: #f6f7f9; --card: #ffffff; --sunk: #f1f3f6; --ink: #171b21; --quiet: #57606c; --line: #d8dde4; --focus: #1d5fd6;
  --breaking: #b3201a; --breaking-soft: #fdeeec; --warning: #80520a; --warning-soft: #fdf3dc; --info: #1c55b5; --info-soft: #eaf1fd;
  --unverified: #6431b8; --unverified-soft: #f2ecfc; --verified: #146c43; --verified-soft: #e6f5ed;
  --mono: ui-monospace, SFMono-Regular, "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #101318; --card: #181c23; --sunk: #12161b; --ink: #e7eaef; --quiet: #a3adba; --line: #303742; --focus: #8ab4ff;
    --breaking: #ff9d93; --breaking-soft: #3a1a1a; --warning: #f0c265; --warning-soft: #352a12; --info: #93bbff; --info-soft: #17263f;
    --unverified: #c9a9ff; --unverified-soft: #2a1f42; --verified: #7fd6a8; --verified-soft: #132c21;
  }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 1rem; }
body { margin: 0 auto; max-width: 72rem; padding: 2.5rem 1.5rem 3rem; background: var(--paper); color: var(--ink); font: 1rem/1.55 var(--sans); overflow-wrap: anywhere; }
h1, h2, h3, h4, p, dl, ul { margin: 0; }
code { font: 0.92em/1.5 var(--mono); unicode-bidi: isolate; }
[hidden] { display: none !important; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--card); color: var(--ink); border-radius: 6px; }
.skip:focus { top: 1rem; }
.hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.eyebrow { color: var(--quiet); font-size: 0.9rem; }
h1 { font-size: clamp(1.9rem, 5vw, 2.7rem); line-height: 1.15; letter-spacing: -0.02em; margin-top: 0.25rem; }
.told { font-size: 1.1rem; margin-top: 0.25rem; color: var(--quiet); }
.tally { list-style: none; display: flex; flex-wrap: wrap; gap: 0.5rem; padding: 0; margin: 1.25rem 0 0; }
.tally li { padding: 0.3rem 0.8rem; border-radius: 999px; font-size: 0.9rem; color: var(--tone); background: var(--soft); }
.tally strong { font-size: 1.05rem; font-variant-numeric: tabular-nums; }
.tally li.none { color: var(--quiet); background: none; box-shadow: inset 0 0 0 1px var(--line); }

.breaking { --tone: var(--breaking); --soft: var(--breaking-soft); }
.warning { --tone: var(--warning); --soft: var(--warning-soft); }
.info { --tone: var(--info); --soft: var(--info-soft); }
.unverified { --tone: var(--unverified); --soft: var(--unverified-soft); }
.verified { --tone: var(--verified); --soft: var(--verified-soft); }

.filter { display: flex; flex-wrap: wrap; gap: 0.75rem 1.25rem; align-items: end; margin-top: 1.75rem; padding: 1rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.filter .field { display: grid; gap: 0.2rem; font-size: 0.85rem; color: var(--quiet); }
.filter select, .filter input[type=search], .filter button { font: inherit; font-size: 0.95rem; color: var(--ink); background: var(--paper); border: 1px solid var(--quiet); border-radius: 6px; padding: 0.35rem 0.6rem; min-height: 2.25rem; max-width: 13rem; }
.filter fieldset { border: 0; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 0.9rem; align-items: center; min-height: 2.25rem; }
.filter legend { font-size: 0.85rem; color: var(--quiet); padding: 0; }
.filter fieldset label { color: var(--tone); font-size: 0.95rem; display: inline-flex; gap: 0.35rem; align-items: center; min-height: 1.5rem; }
.filter input[type=checkbox], .only input { accent-color: var(--focus); width: 1.05rem; height: 1.05rem; margin: 0; }
.filter output { margin-left: auto; color: var(--quiet); font-size: 0.9rem; align-self: center; }

.workflow { margin-top: 1.75rem; padding: 1.5rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
.workflow.verified { padding: 0.9rem 1.5rem; margin-top: 0.75rem; }
.workflow.verified .id { display: none; }
h2 { font-size: 1.25rem; display: flex; flex-wrap: wrap; gap: 0.25rem 0.75rem; align-items: baseline; line-height: 1.3; }
.workflow.verified h2 { font-size: 1rem; }
h2 .title { font-weight: 400; color: var(--quiet); font-size: 0.95em; }
h2 .state { margin-left: auto; font-size: 0.85rem; padding: 0.15rem 0.7rem; border-radius: 999px; color: var(--tone); background: var(--soft); }
.id, .quiet { color: var(--quiet); font-size: 0.9rem; }
.quiet { margin-top: 1rem; }

.finding, .panel { margin-top: 1rem; padding: 1rem 1.25rem 1.1rem; border: 1px solid var(--line); border-left: 4px solid var(--tone, var(--line)); border-radius: 8px; }
.finding:target { box-shadow: 0 0 0 3px var(--focus); }
h3 { font-size: 1rem; display: flex; flex-wrap: wrap; gap: 0.15rem 0.7rem; align-items: baseline; }
h3 .level { color: var(--tone); }
h3 .rule { font-weight: 400; color: var(--quiet); font-size: 0.85rem; }
.message { margin-top: 0.35rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; margin-top: 0.75rem; border-radius: 6px; overflow: hidden; background: var(--sunk); }
.pair > div { padding: 0.5rem 0.9rem 0.6rem; }
.pair .new { border-left: 1px solid var(--line); }
.pair h4 { font-size: 0.8rem; font-weight: 600; color: var(--quiet); }
dl { margin-top: 0.75rem; display: grid; gap: 0.3rem; }
dl > div { display: grid; grid-template-columns: 7.5rem 1fr; gap: 0.75rem; }
dt { color: var(--quiet); font-size: 0.9rem; }
dd { margin: 0; }
.sites { list-style: none; padding: 0; display: grid; gap: 0.15rem; }

.schema { margin-top: 1.5rem; }
.schema summary { cursor: pointer; font-weight: 600; padding: 0.25rem 0; width: fit-content; }
.only { display: inline-flex; gap: 0.4rem; align-items: center; margin: 0.35rem 0 0.6rem; font-size: 0.9rem; color: var(--quiet); min-height: 1.5rem; }
.schema:has(.only input:checked) tr.same { display: none; }
.scroll { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; }
table { border-collapse: collapse; width: 100%; min-width: 40rem; table-layout: fixed; font-size: 0.92rem; }
thead td, td.mark { width: 7.5rem; }
th { text-align: left; }
thead th, thead td { background: var(--sunk); padding: 0.5rem 0.8rem; font-size: 0.85rem; color: var(--quiet); }
.group th { padding: 0.8rem 0.8rem 0.3rem; font-size: 0.85rem; }
tbody td { padding: 0.4rem 0.8rem; border-top: 1px solid var(--line); vertical-align: top; }
tbody td + td { border-left: 1px solid var(--line); }
tr.same { color: var(--quiet); }
tr.breaking td, tr.warning td, tr.info td { background: var(--soft); }
td.mark { white-space: nowrap; color: var(--quiet); }
td.mark a { color: var(--tone); font-weight: 600; }
.sign { font: 700 1em var(--mono); display: inline-block; min-width: 1ch; }
.name { font-weight: 600; color: var(--ink); }
tr.same .name { font-weight: 400; color: inherit; }
.label::before { content: "“"; } .label::after { content: "”"; }
.label, .wire { display: block; color: var(--quiet); font-size: 0.85em; }
.absent { background: repeating-linear-gradient(-45deg, transparent 0 6px, var(--line) 6px 7px) !important; }
.d1 td:not(.mark) { padding-left: 2.2rem; } .d2 td:not(.mark) { padding-left: 3.6rem; } .d3 td:not(.mark) { padding-left: 5rem; }
.d4 td:not(.mark) { padding-left: 6.4rem; } .d5 td:not(.mark) { padding-left: 7.8rem; } .d6 td:not(.mark) { padding-left: 9.2rem; }
.empty { margin-top: 2rem; color: var(--quiet); }
footer.page { margin-top: 2.5rem; color: var(--quiet); font-size: 0.85rem; }

@media (max-width: 40rem) {
  body { padding: 1.5rem 1rem 2rem; }
  .workflow { padding: 1.1rem 1rem; }
  .pair, dl > div { grid-template-columns: 1fr; gap: 0; }
  .pair .new { border-left: 0; border-top: 1px solid var(--line); }
  h2 .state { margin-left: 0; }
  .filter output { margin-left: 0; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  :root { --paper: #fff; --card: #fff; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .filter, .skip, .only { display: none !important; }
  .workflow, .finding, tr { break-inside: avoid; }
  .workflow { border: 0; padding: 0; break-inside: auto; }
  .scroll { overflow: visible; }
  .schema::details-content { content-visibility: visible; block-size: auto; }
}
`;
