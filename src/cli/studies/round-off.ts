import { number } from '../../analysis/words';
import type { StudyResult } from '../../app';

export function roundOffTable({ rows, sentences }: StudyResult<'round-off'>): string[] {
  const lines = [
    ['precision', 'sums', 'twins differ from step', 'apart at the end', 'effective width', 'loss'],
    ...rows.map(({ precision, summation, firstBreak, finalGap, effectiveWidths, finalLoss }) => [
      precision,
      summation,
      firstBreak === null ? 'never' : String(firstBreak.step),
      number(finalGap),
      effectiveWidths.join(', '),
      number(finalLoss),
    ]),
  ];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const table = lines.map((line) =>
    line
      .map((text, column) => (column < 2 ? text.padEnd(widths[column]!) : text.padStart(widths[column]!)))
      .join('  '),
  );
  return [...table, '', ...sentences.map((sentence) => `• ${sentence}`)];
}
