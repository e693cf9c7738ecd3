import { number } from '../../analysis/words';
import type { StudyResult } from '../../app';

/** Lines of a terminal for the effective width over time; the JSON has every checkpoint. */
const shownSteps = 8;

export function symmetryTable({ steps, twins, imbalances, sentences }: StudyResult<'symmetry'>): string[] {
  const rows = Math.min(shownSteps, steps.length);
  const chosen = Array.from({ length: rows }, (_, i) =>
    rows === 1 ? 0 : Math.round((i * (steps.length - 1)) / (rows - 1)),
  );
  const layers = twins[0] ?? [];
  const header = [
    'step',
    ...layers.map(({ layer }) => `effective width ${layer}`),
    ...imbalances.map(({ layer }) => `‖W${layer + 1}‖² − ‖W${layer}‖²`),
  ];
  const lines = chosen.map((i) => [
    steps[i]!.toLocaleString('en-GB'),
    ...twins[i]!.map(({ effectiveWidth, width }) => `${effectiveWidth} of ${width}`),
    ...imbalances.map(({ weights }) => number(weights[i]!)),
  ]);
  const widths = header.map((name, k) => Math.max(name.length, ...lines.map((row) => row[k]!.length)));
  const asLine = (row: readonly string[]) => row.map((cell, k) => cell.padStart(widths[k]!)).join('  ');
  const table = layers.length === 0 ? [] : ['', asLine(header), ...lines.map(asLine)];
  return [...sentences.map((sentence) => `• ${sentence}`), ...table];
}
