import { number } from '../../analysis/words';
import type { StudyResult } from '../../app';

/** Rows that a terminal shows; the JSON has every point. */
const shownRows = 11;

export function lineTable({
  t,
  loss,
  gradientNorm,
  curvature,
  polynomials,
  sentences,
}: StudyResult<'line'>): string[] {
  const last = t.length - 1;
  const rows = Math.min(shownRows, t.length);
  const chosen = Array.from({ length: rows }, (_, i) => Math.round((i * last) / (rows - 1)));
  const header = [
    't',
    'loss',
    'gradient norm',
    ...(curvature ? ['curvature'] : []),
    ...polynomials.map(({ order }) => `to order ${order}`),
  ];
  const lines = chosen.map((i) =>
    [
      t[i]!,
      loss[i]!,
      gradientNorm[i]!,
      ...(curvature ? [curvature[i]!] : []),
      ...polynomials.map(({ values }) => values[i]!),
    ].map(number),
  );
  const widths = header.map((name, k) => Math.max(name.length, ...lines.map((row) => row[k]!.length)));
  const asLine = (row: readonly string[]) => row.map((cell, k) => cell.padStart(widths[k]!)).join('  ');
  return [...sentences, '', asLine(header), ...lines.map(asLine)];
}
