import { number } from '../../analysis/words';
import type { StudyResult } from '../../app';

type Row = StudyResult<'escape'>['rows'][number];

export function escapeTable({ rows, unit, mover, sentences }: StudyResult<'escape'>): string[] {
  const shown = (value: number) => (Number.isNaN(value) ? '–' : number(value));
  const columns: readonly (readonly [string, (row: Row) => string | null])[] = [
    ['ε', ({ epsilon }) => number(epsilon)],
    ['escaped', ({ escaped, members }) => `${escaped}/${members}`],
    ['95 %', ({ interval }) => interval.map((end) => number(100 * end)).join('–')],
    ...['10 %', '25 %', 'median', '75 %', '90 %'].map(
      (name, i) =>
        [`${name === 'median' ? `median ${unit}` : name}`, (row: Row) => shown(row.quantiles[i]!)] as const,
    ),
    [mover === 'rule' ? 'law' : 'law (time)', ({ law }) => lawOf(law, mover)],
    ['flow time', ({ flowTime }) => (flowTime === null ? null : shown(flowTime))],
    ['law (time)', ({ law, flowTime }) => (flowTime === null || law === null ? null : number(law.time))],
  ];
  const used = columns.filter(([, cell]) => rows.some((row) => cell(row) !== null));
  // One member per ε has one time: its quantiles say nothing more.
  const single = rows.every(({ members }) => members === 1);
  const kept = used.filter(([name]) => !single || !/^(\d\d %|95 %)$/.test(name));
  const lines = [kept.map(([name]) => name), ...rows.map((row) => kept.map(([, cell]) => cell(row) ?? '–'))];
  const widths = kept.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const table = lines.map((line) => line.map((text, column) => text.padStart(widths[column]!)).join('  '));
  return [...table, '', ...sentences.map((sentence) => `• ${sentence}`)];
}

function lawOf(law: Row['law'], mover: 'rule' | 'flow'): string | null {
  if (law === null) return null;
  const value = mover === 'flow' ? law.time : law.steps;
  return value === null ? null : number(value);
}
