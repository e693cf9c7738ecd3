import { verdictWords } from '../../figures/claims/words';
import { chartKey, chartSvg } from '../../figures/chart-svg';
import { escapeXml } from '../../figures/escape-xml';
import { themes } from '../../figures/theme';
import { number } from '../../model/words';
import type { ClaimResult, ClaimRow } from '../judge';

/** Larger tables are folded away until they are asked for. */
const openRows = 12;

/** Claims as one page to hand out: everything is in it, nothing is fetched, and no script runs. */
export function claimsPage(
  results: readonly ClaimResult[],
  engine: { readonly version: string; readonly build: string },
): string {
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<title>Starting from zero: the claims and what experiments say</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#claims">Skip to the claims</a>',
    '<header>',
    '<h1>Starting from zero: the claims and what experiments say</h1>',
    `<p>Each verdict below was computed from the cells of its table: true where all of them bear the statement out, false where none does, otherwise “it depends”. Losses are named in the tables; numbers are double precision.</p>`,
    overview(results),
    '</header>',
    '<main id="claims">',
    ...results.map(section),
    '</main>',
    `<footer><p>Computed by Saddlescope ${escapeXml(engine.version)}, core ${escapeXml(engine.build.slice(0, 12))}. The same program gives the same numbers on every machine: <code>saddlescope claims --report FILE.html</code>.</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

function overview(results: readonly ClaimResult[]): string {
  const rows = results.map(
    ({ id, statement, saidBy, verdict, held, decided }) =>
      `<tr><th scope="row"><a href="#${anchor(id)}">${escapeXml(id)}</a></th><td>${escapeXml(statement)}</td><td>${escapeXml(saidBy)}</td><td class="${verdict}">${verdictWords[verdict]}</td><td>${held} of ${decided}</td></tr>`,
  );
  return table(
    `${results.length === 1 ? 'The claim' : `${results.length} claims`} and the verdict`,
    ['Claim', 'What is said', 'Who says it', 'Verdict', 'Cells that bear it out'],
    rows,
  );
}

function section(result: ClaimResult): string {
  const { id, also, statement, saidBy, precisely, threshold, verdict, conditions, explanation, figure } =
    result;
  const name = anchor(id);
  return [
    `<section id="${name}" aria-labelledby="${name}-heading">`,
    `<h2 id="${name}-heading">${escapeXml([id, ...also].join(' / '))}: ${escapeXml(statement)}</h2>`,
    `<p class="verdict"><strong class="${verdict}">${verdictWords[verdict]}.</strong> ${escapeXml(conditions.join(' '))}</p>`,
    '<dl>',
    `<dt>Said in</dt><dd>${escapeXml(saidBy)}</dd>`,
    `<dt>What is tested</dt><dd>${escapeXml(precisely)}</dd>`,
    `<dt>A cell bears it out when</dt><dd>${escapeXml(threshold)}</dd>`,
    '</dl>',
    '<h3>Why</h3>',
    ...explanation.map((sentence) => `<p>${escapeXml(sentence)}</p>`),
    '<h3>The picture</h3>',
    `<figure>${chartSvg(figure, `${name}-figure`)}${chartKey(figure)}<figcaption>${escapeXml(`${figure.title}. ${figure.description}`)}</figcaption></figure>`,
    '<h3>The table of experiments</h3>',
    matrix(result),
    '</section>',
  ].join('\n');
}

function matrix({ id, rows, columns, measures, held, decided }: ClaimResult): string {
  const cells = rows.map((row) => {
    const settings = columns.map((column) => `<td>${escapeXml(row.settings[column] ?? '–')}</td>`);
    const numbers = measures.map(({ name }) => {
      const value = row.numbers[name];
      return `<td class="number">${value === undefined || Number.isNaN(value) ? '–' : escapeXml(number(value))}</td>`;
    });
    return `<tr><th scope="row">${escapeXml(row.document.name)}</th>${settings.join('')}${numbers.join('')}<td>${holdsWord(row)}</td></tr>`;
  });
  const body = table(
    `Claim ${id}: ${held} of ${decided} cells bear it out`,
    ['Experiment', ...columns, ...measures.map(({ label }) => label), 'Bears it out'],
    cells,
  );
  return rows.length <= openRows
    ? body
    : `<details><summary>Show the ${rows.length} experiments of claim ${escapeXml(id)}</summary>${body}</details>`;
}

function holdsWord({ holds }: ClaimRow): string {
  return holds === null
    ? 'for comparison'
    : holds
      ? '<span class="true">yes</span>'
      : '<span class="false">no</span>';
}

/** A region of its own that scrolls where the page is narrower, reachable by keyboard. */
function table(caption: string, columns: readonly string[], rows: readonly string[]): string {
  const heads = columns.map((column) => `<th scope="col">${escapeXml(capital(column))}</th>`).join('');
  return `<div class="wide" role="region" aria-label="${escapeXml(caption)}" tabindex="0"><table><caption>${escapeXml(caption)}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.join('\n')}</tbody></table></div>`;
}

const capital = (text: string) => (/^[a-z]/.test(text) ? text[0]!.toUpperCase() + text.slice(1) : text);

const anchor = (id: string) => `claim-${id.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;

const { ink, inkSoft, surface, panel, rule, accent, error } = themes.light;

const style = `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: ${surface}; color: ${ink}; font: 1rem/1.55 system-ui, sans-serif; }
h1 { font-size: 1.7rem; line-height: 1.25; } h2 { font-size: 1.25rem; line-height: 1.3; } h3 { font-size: 1rem; }
section { border-top: 1px solid ${rule}; margin-top: 2.5rem; padding-top: 0.5rem; }
a { color: ${accent}; }
a:focus-visible, summary:focus-visible, .wide:focus-visible { outline: 3px solid ${accent}; outline-offset: 2px; }
.skip { position: absolute; left: -999rem; } .skip:focus { position: static; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1rem; } dt { color: ${inkSoft}; } dd { margin: 0; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } }
figure { margin: 0; } figure > svg { display: block; width: 100%; max-width: 40rem; height: auto; border: 1px solid ${rule}; }
figcaption { color: ${inkSoft}; font-size: 0.9rem; }
.key { list-style: none; display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; padding: 0; margin: 0.5rem 0; font-size: 0.9rem; }
.sample { width: 28px; height: 12px; margin-right: 0.4rem; vertical-align: middle; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: 0.9rem; } caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { border-bottom: 1px solid ${rule}; padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; } thead th { background: ${panel}; }
td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.true { color: ${accent}; font-weight: 600; } .false { color: ${error}; font-weight: 600; } .depends { color: #6a4b00; font-weight: 600; }
@media print { details:not([open]) > :not(summary) { display: block; } section { break-inside: avoid-page; } }
`.trim();
