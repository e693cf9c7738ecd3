/** A table of experiments by the two settings that tell most: which rows stand where, to be counted. */

export interface TallyLine {
  /** The value of `down`. */
  readonly label: string;
  /** Per column the rows that stand there, by their place in the table. */
  readonly cells: readonly (readonly number[])[];
}

export interface Tally {
  /** The setting whose values are the lines; null where no setting sets rows apart. */
  readonly down: string | null;
  /** The setting whose values are the columns; null: there is one column. */
  readonly across: string | null;
  readonly columns: readonly string[];
  readonly lines: readonly TallyLine[];
}

/** More columns than these would not fit on paper. */
const mostColumns = 8;

/**
 * @param rows settings of each row
 * @param preferred settings that tell rows apart, the most telling first; a setting that not every row has counts as the value –
 */
export function tallyOf(
  rows: readonly Readonly<Record<string, string>>[],
  preferred: readonly string[],
): Tally {
  const valuesOf = (field: string) => [...new Set(rows.map((row) => row[field] ?? '–'))];
  const telling = [...new Set(preferred)].filter((field) => valuesOf(field).length > 1);
  const [first, ...others] = telling;
  if (first === undefined)
    return {
      down: null,
      across: null,
      columns: [''],
      lines: [{ label: '', cells: [rows.map((_, i) => i)] }],
    };
  const fits = (field: string) => valuesOf(field).length <= mostColumns;
  const second = others.find(fits);
  // The setting with fewer values goes across, so that the table is higher than it is wide.
  const swap = second !== undefined && fits(first) && valuesOf(first).length < valuesOf(second).length;
  const [down, across] = swap ? [second, first] : [first, second];
  const columns = across === undefined ? [''] : valuesOf(across);
  const lines = valuesOf(down!).map((label) => ({
    label,
    cells: columns.map((column) =>
      rows.flatMap((row, i) =>
        (row[down!] ?? '–') === label && (across === undefined || (row[across] ?? '–') === column) ? [i] : [],
      ),
    ),
  }));
  return { down: down!, across: across ?? null, columns, lines };
}
