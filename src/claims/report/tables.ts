import { holdsMark } from '../../figures/claims/words';
import { escapeXml } from '../../figures/escape-xml';
import { number } from '../../model/words';
import type { ClaimResult, ClaimRow } from '../judge';
import { tallyOf } from './tally';
import { capital, sharesOf } from './words';

/** Larger tables are folded away until they are asked for; a smaller one stands before them. */
const openRows = 12;

/** Tables with more columns than these are set smaller on paper, and with more than those smaller still. */
const [manyColumns, mostColumns] = [8, 17];

/** The experiments of a claim: all numbers, and where these are many how they fall by the two settings that tell most. */
export function experimentTables(result: ClaimResult): string {
  const { id, rows } = result;
  if (rows.length <= openRows) return numbers(result);
  return [
    tally(result),
    `<details><summary>All ${rows.length} experiments of claim ${escapeXml(id)}, with their numbers</summary>${numbers(result)}</details>`,
  ].join('\n');
}

function numbers(result: ClaimResult): string {
  const { id, rows, columns, measures } = result;
  // A name that all rows have says nothing in any of them.
  const names = new Set(rows.map(({ document }) => document.name));
  const named = names.size > 1;
  const lines = rows.map((row, index) => {
    const settings = columns.map((column) => `<td>${escapeXml(row.settings[column] ?? '–')}</td>`);
    const values = measures.map(({ name }) => `<td class="number">${shown(row.numbers[name])}</td>`);
    return `<tr><th scope="row">${named ? escapeXml(row.document.name) : index + 1}</th>${settings.join('')}${values.join('')}<td>${holdsCell(row)}</td></tr>`;
  });
  const heads = [
    head(named ? 'Experiment' : 'No.'),
    ...columns.map((column) => head(column)),
    ...measures.map(({ label }) => head(label, 'number')),
    head('Bears it out'),
  ];
  return scrolling(
    `Claim ${escapeXml(id)}: ${sharesOf(result)} bear it out${named ? '' : `. ${escapeXml([...names].join(''))}`}`,
    `<thead><tr>${heads.join('')}</tr></thead><tbody>${lines.join('\n')}</tbody>`,
    heads.length > mostColumns ? 'dense densest' : heads.length > manyColumns ? 'dense' : '',
  );
}

/** How many rows bear it out at each pair of settings. */
function tally({ id, rows, columns, decisive }: ClaimResult): string {
  const {
    down,
    across,
    columns: values,
    lines,
  } = tallyOf(
    rows.map(({ settings }) => settings),
    [...(decisive ?? []), ...columns],
  );
  const by = [down, across].filter((field) => field !== null).join(' and ');
  const top =
    across === null
      ? `<tr>${head(down ?? 'Experiments')}${head('Experiments')}</tr>`
      : `<tr><th scope="col" rowspan="2">${escapeXml(capital(down ?? ''))}</th><th scope="colgroup" colspan="${values.length}">${escapeXml(capital(across))}</th></tr><tr>${values.map((value) => head(value, '', false)).join('')}</tr>`;
  const body = lines.map(({ label, cells }) => {
    const counts = cells.map((cell) => `<td>${counted(cell.map((row) => rows[row]!.holds))}</td>`);
    return `<tr><th scope="row">${escapeXml(label === '' ? 'All' : label)}</th>${counts.join('')}</tr>`;
  });
  return scrolling(
    `Claim ${escapeXml(id)}: how many experiments bear it out${by === '' ? '' : `, by ${escapeXml(by)}`}`,
    `<thead>${top}</thead><tbody>${body.join('\n')}</tbody>`,
  );
}

/** `✓ 4 ✕ 2`, spoken as words. */
function counted(holds: readonly (boolean | null)[]): string {
  if (holds.length === 0) return '–';
  return ([true, false, null] as const)
    .flatMap((kind) => {
      const count = holds.filter((one) => one === kind).length;
      const spoken = kind === null ? 'for comparison' : kind ? 'yes' : 'no';
      return count === 0
        ? []
        : [
            `<span class="mark ${kind ?? 'none'}"><span aria-hidden="true">${holdsMark(kind)} </span>${count}<span class="spoken"> ${spoken}</span></span>`,
          ];
    })
    .join(' ');
}

function holdsCell({ holds }: ClaimRow): string {
  return holds === null
    ? 'for comparison'
    : `<strong class="${holds}"><span aria-hidden="true">${holdsMark(holds)}</span> ${holds ? 'yes' : 'no'}</strong>`;
}

const shown = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? '–' : escapeXml(number(value));

const head = (text: string, kind = '', begin = true) =>
  `<th scope="col"${kind === '' ? '' : ` class="${kind}"`}>${escapeXml(begin ? capital(text) : text)}</th>`;

/** A part of its own that scrolls where the page is narrower, reachable by keyboard. @param caption HTML */
function scrolling(caption: string, rows: string, kind = ''): string {
  return `<div class="wide" role="group" aria-label="${caption}" tabindex="0"><table${kind === '' ? '' : ` class="${kind}"`}><caption>${caption}</caption>${rows}</table></div>`;
}
