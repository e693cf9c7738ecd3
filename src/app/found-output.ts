/** What is at the place of a sweep's output before it begins. */
import { readFile, stat } from 'node:fs/promises';
import { count } from '../analysis/words';
import { decodeSaddle } from '../files/saddle-file';
import { unpackSweep } from '../files/swept-section';
import { column, runStatuses } from '../model/sweep/row';
import { UserError } from '../model/user-error';

/** Rows one behind the other. */
export interface SomeRows {
  readonly runs: ArrayLike<number>;
  readonly rows: Float64Array;
}

export type FoundOutput =
  | { readonly holds: 'nothing' }
  /** @property what in words: “holds …” */
  | { readonly holds: 'something else'; readonly what: string }
  /** @property all run numbers · kept rows of those that have not failed */
  | { readonly holds: 'this sweep'; readonly all: Float64Array; readonly kept: SomeRows };

/**
 * @param hash of the sweep's question
 * @param width numbers per run
 */
export async function foundOutput(path: string, hash: string, width: number): Promise<FoundOutput> {
  const bytes = await bytesOf(path);
  if (bytes.length === 0) return { holds: 'nothing' };
  try {
    const { swept, arrays, results } = decodeSaddle(bytes, path).document;
    // An experiment that has not run is made again from any copy of it.
    if (!swept)
      return results === null
        ? { holds: 'nothing' }
        : { holds: 'something else', what: 'holds a run and no sweep' };
    const found = unpackSweep(swept, arrays);
    if (swept.question !== hash) {
      const runs = count(found?.numbers.length ?? swept.runs, 'run');
      return {
        holds: 'something else',
        what: `holds ${runs} of another sweep (its experiment, axes or core are different)`,
      };
    }
    if (found?.section.columns.length !== width)
      return { holds: 'something else', what: 'holds rows of this sweep that are damaged' };
    const runs = Float64Array.from(found.numbers);
    return {
      holds: 'this sweep',
      all: runs,
      kept: withoutFailed({ runs, rows: found.rows }, width),
    };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { holds: 'something else', what: 'cannot be read as a file of this program' };
  }
}

/** A run that failed is not kept: the next start tries it again. */
export function withoutFailed({ runs, rows }: SomeRows, width: number): SomeRows {
  const failed = runStatuses.indexOf('failed');
  const whole = Array.from(runs, (_, i) => i).filter((i) => rows[i * width + column.status] !== failed);
  if (whole.length === runs.length) return { runs, rows };
  const own = new Float64Array(whole.length * width);
  whole.forEach((i, k) => own.set(rows.subarray(i * width, (i + 1) * width), k * width));
  return { runs: whole.map((i) => runs[i]!), rows: own };
}

/** Empty where there is no file. */
async function bytesOf(path: string): Promise<Uint8Array> {
  try {
    // A device may have no end.
    if (!(await stat(path)).isFile())
      throw new UserError(`${path}: this is not a file; name another output.`, path);
    return await readFile(path);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return new Uint8Array();
    throw new UserError(
      `${path}: what is there cannot be read (${code ?? 'unknown reason'}); check its permissions, or name another output.`,
      path,
    );
  }
}
