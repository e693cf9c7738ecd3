import type { StudyView } from '../../figures/studies';

/** What a person is shown of an answer, as text: evidence, tables, and the findings. */
export function viewLines({ evidence, tables, findings }: StudyView): string[] {
  return [
    ...aligned(evidence.map(({ label, value }) => [label, value])),
    ...tables.flatMap(({ title, columns, rows }) => [
      '',
      title,
      ...aligned([columns, ...rows]).map(indented),
    ]),
    '',
    ...findings.map(({ headline, detail }) => `• ${headline}${detail === '' ? '' : ` ${detail}`}`),
  ];
}

const indented = (line: string): string => `  ${line}`;

/** Columns padded to their widest cell. */
function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
