import { chartVariables } from '../../figures/chart-svg';
import { themes, type ThemeName } from '../../figures/theme';

function variables(name: ThemeName): string {
  const { surface, panel, ink, inkSoft, rule, accent, error, depends } = themes[name];
  const colours = {
    '--surface': surface,
    '--panel': panel,
    '--ink': ink,
    '--soft': inkSoft,
    '--rule': rule,
    '--accent': accent,
    '--false': error,
    '--depends': depends,
    ...chartVariables(name),
  };
  return Object.entries(colours)
    .map(([property, value]) => `${property}: ${value};`)
    .join(' ');
}

/** The look of the page: light and dark as the reader's machine is, and light and compact on paper. */
export const style = `
:root { color-scheme: light dark; ${variables('light')} }
@media (prefers-color-scheme: dark) { :root { ${variables('dark')} } }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--surface); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.3rem; line-height: 1.3; } h3 { font-size: 1rem; margin-bottom: 0.25rem; }
p, ul, figcaption { max-width: 44rem; } h3 + p { margin-top: 0; }
article { border-top: 1px solid var(--rule); margin-top: 2.5rem; padding-top: 0.5rem; }
a { color: var(--accent); }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
.soft { color: var(--soft); }
.true { color: var(--accent); } .false { color: var(--false); } .depends { color: var(--depends); }
.verdict { font-size: 1.1rem; } .lead { margin-bottom: 0; } .lead + ul { margin-top: 0.25rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; } dt { color: var(--soft); } dd { margin: 0; }
figure { margin: 0; } figure > svg { display: block; width: 100%; max-width: 40rem; height: auto; border: 1px solid var(--rule); }
figcaption { color: var(--soft); font-size: 0.9rem; }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; margin: 0.5rem 0; font-size: 0.9rem; }
.sample { width: 28px; height: 12px; margin-right: 0.4rem; vertical-align: middle; }
.wide { position: relative; overflow-x: auto; margin: 0.5rem 0 1rem; } .wide table { min-width: min(26rem, 100%); }
table { border-collapse: collapse; font-size: 0.9rem; } caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { border-bottom: 1px solid var(--rule); padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; } thead th { background: var(--panel); vertical-align: bottom; }
.number { font-variant-numeric: tabular-nums; text-align: right; } td.number { white-space: nowrap; }
.mark { white-space: nowrap; font-weight: 600; }
.spoken { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.contents { width: 100%; } .contents .soft { display: block; } .contents strong { white-space: nowrap; } .contents .group { padding-top: 1rem; }
summary { color: var(--accent); padding: 0.25rem 0; } .back { font-size: 0.9rem; }
footer { border-top: 1px solid var(--rule); margin-top: 2.5rem; color: var(--soft); }
@media (max-width: 40rem) { body { padding: 1rem; } dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.5rem; } .contents { font-size: 0.8rem; } .contents th, .contents td { padding: 0.25rem 0.2rem; } }
@page { margin: 16mm 15mm; @bottom-center { content: counter(page); font: 8pt system-ui, sans-serif; } }
@media print {
:root { color-scheme: light; ${variables('light')} --surface: #ffffff; --chart-surface: #ffffff; font-size: 9.5pt; }
body { max-width: none; padding: 0; line-height: 1.4; }
a { color: inherit; text-decoration: none; } .skip, .back { display: none; }
h1, h2, h3, .verdict, .lead, caption, summary { break-after: avoid; }
h1, h2, figure, tr, dl, li, article > .wide { break-inside: avoid; } p, ul { max-width: none; orphans: 3; widows: 3; } figure > svg { max-width: 12cm; }
.wide { overflow: visible; } .wide td, .wide th { overflow-wrap: anywhere; } thead { display: table-header-group; } table { font-size: 8pt; } td strong { white-space: nowrap; } th, td { padding: 1.5pt 4pt; }
.dense { font-size: 6.5pt; } .dense th, .dense td { padding: 1pt 2pt; } td.number { white-space: normal; } .densest { font-size: 5.8pt; }
.dense thead th { writing-mode: vertical-rl; transform: rotate(180deg); text-align: left; vertical-align: top; max-height: 4cm; background: none; border: 0; border-top: 1px solid var(--rule); }
details:not([open]) > summary::after { content: " (folded away on the page; what is open is printed)"; } summary { list-style: none; color: var(--soft); }
article { margin-top: 1.5rem; }
}
`.trim();
