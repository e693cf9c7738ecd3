import type { ClaimResult } from '../app';
import { number } from '../model/words';
import { columnsOf } from './columns';

export const verdictWords = { true: 'TRUE', false: 'FALSE', depends: 'DEPENDS' } as const;

/** All claims, a line each, and on what those depend that do. */
export function claimsTable(results: readonly ClaimResult[]): string[] {
  const lines = columnsOf([
    ['claim', 'verdict', 'cells', 'statement'],
    ...results.map(({ id, also, verdict, held, decided, statement }) => [
      [id, ...also].join('/'),
      verdictWords[verdict],
      `${held}/${decided}`,
      statement,
    ]),
  ]);
  return [
    lines[0]!,
    ...results.flatMap(({ conditions }, i) => [lines[i + 1]!, ...conditions.map((text) => `    ${text}`)]),
  ];
}

/** One claim: what is tested, the verdict, why, and its table. */
export function claimLines(result: ClaimResult): string[] {
  const { id, also, statement, saidBy, precisely, threshold, verdict, conditions, explanation } = result;
  const { columns, measures, rows, held, decided } = result;
  return [
    `${[id, ...also].join(' / ')}: ${statement} (${saidBy})`,
    `Tested: ${precisely}`,
    '',
    `${verdictWords[verdict]}: ${held} of ${decided} cells bear it out. ${conditions.join(' ')}`.trimEnd(),
    '',
    ...explanation.map((sentence) => `• ${sentence}`),
    '',
    `A cell bears it out when: ${threshold}`,
    ...columnsOf([
      ['row', ...columns, ...measures.map(({ label }) => label), 'holds'],
      ...rows.map(({ settings, numbers, holds }, i) => [
        String(i + 1),
        ...columns.map((column) => settings[column] ?? '–'),
        ...measures.map(({ name }) => shown(numbers[name])),
        holds === null ? 'compare' : holds ? 'yes' : 'no',
      ]),
    ]),
  ];
}

const shown = (value: number | undefined) =>
  value === undefined || Number.isNaN(value) ? '–' : number(value);
