import type { ChangedRow, ClaimResult } from '../app';
import { number } from '../model/words';
import { setPlace } from '../model/set-place';
import { UserError } from '../model/user-error';
import { verdictWords } from './claims';
import type { Context } from './context';
import { openInput } from './input';
import { jsonText } from './json';
import { requirePlace, save } from './save';
import { progressBar } from './progress-bar';

/** What is asked of one row of a claim's table. */
export interface RowOptions {
  readonly row: number | undefined;
  readonly with: string | undefined;
  readonly set: readonly string[];
  readonly output: string | undefined;
}

export const changesOf = ({ row, with: other, set, output }: RowOptions): boolean =>
  row !== undefined || other !== undefined || set.length > 0 || output !== undefined;

/** One row of a claim: its experiment written to a file, or measured with changes. Throws `UserError` where the row or a change is not there. */
export async function oneRow(
  { app, signal }: Context,
  ids: readonly string[],
  { row, with: other, set, output, json = false }: RowOptions & { readonly json: boolean | undefined },
): Promise<void> {
  if (ids.length !== 1 || row === undefined)
    throw new UserError('name one claim and a row of its table: saddlescope claims A6e --row 4.', 'claim');
  await requirePlace(output);
  const bar = progressBar();
  try {
    const result = await app.claim(ids[0]!, { onProgress: bar.onProgress, signal });
    const original = result.rows[row - 1];
    if (original === undefined)
      throw new UserError(
        `claim ${result.id} has ${result.rows.length} rows: --row takes 1 to ${result.rows.length}, not ${row}.`,
        '--row',
      );
    const base: unknown =
      other === undefined ? original.document : (await openInput(app, other)).view.experiment;
    const experiment = app.checkExperiment(set.reduce(setPlace, base));
    if (output !== undefined) await save(output, new TextEncoder().encode(jsonText(experiment)));
    if (other === undefined && set.length === 0) {
      bar.clear();
      if (output === undefined || json)
        process.stdout.write(json ? jsonText(original.document) : rowLines(result, row - 1, null));
      return;
    }
    const changed = await app.changeClaim(result.id, row - 1, experiment, {
      onProgress: bar.onProgress,
      signal,
    });
    bar.clear();
    process.stdout.write(json ? jsonText(withoutCurves(changed)) : rowLines(result, row - 1, changed));
  } finally {
    bar.clear();
  }
}

/** The charts hold the curves. */
const withoutCurves = ({ row: { curves: _, ...row }, ...rest }: ChangedRow): object => ({ ...rest, row });

function rowLines(result: ClaimResult, index: number, changed: ChangedRow | null): string {
  const original = result.rows[index]!;
  const words = (holds: boolean | null) =>
    holds === null ? 'says nothing' : holds ? 'holds' : 'does not hold';
  const shown = (value: number | undefined) =>
    value === undefined || Number.isNaN(value) ? '–' : number(value);
  const settings = Object.entries(original.settings).map(([name, value]) => {
    const now = changed?.row.settings[name] ?? value;
    return `  ${name}: ${value}${now === value ? '' : ` → ${now}`}`;
  });
  const numbers = result.measures.flatMap(({ name, label }) =>
    name in original.numbers
      ? [
          `  ${label}: ${shown(original.numbers[name])}${changed ? ` → ${shown(changed.row.numbers[name])}` : ''}`,
        ]
      : [],
  );
  return [
    `${result.id}, row ${index + 1} of ${result.rows.length}: ${result.statement}`,
    ...settings,
    '',
    ...numbers,
    '',
    `The statement ${words(original.holds)} here${changed ? `; with the change it ${words(changed.row.holds)}` : ''}.`,
    ...(changed
      ? [
          `Over the table the verdict is ${verdictWords[result.verdict]} (${result.held} of ${result.decided}), with this row changed ${verdictWords[changed.verdict]} (${changed.held} of ${changed.decided}).`,
          ...(changed.row.holds === original.holds ? [] : changed.conditions.map((text) => `  ${text}`)),
        ]
      : []),
    '',
  ].join('\n');
}
