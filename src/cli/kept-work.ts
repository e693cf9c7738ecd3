import type { KeptWork } from '../app';
import { printable } from '../model/printable';
import { UserError } from '../model/user-error';
import type { Context } from './context';

/** What is said of kept work that was interrupted. */
export const goesOn = 'what was computed is kept, and the same command goes on from there';

/**
 * Does long work that is kept beside the first of the files that it is for, where there is one; it is removed there when all is written. What is interrupted stays,
 * and the same command goes on from there.
 */
export async function whileKept<T>(
  { app, signal }: Pick<Context, 'app' | 'signal'>,
  files: readonly (string | undefined)[],
  work: (kept: { readonly kept?: KeptWork }) => Promise<T>,
): Promise<T> {
  const output = files.find((path) => path !== undefined);
  if (output === undefined) return work({});
  const kept = await app.keepWork(output, (sentence) => process.stderr.write(`${printable(sentence)}\n`));
  // A mistake that shows at once leaves nothing to be cleared away.
  let unlessShort = true;
  try {
    const result = await work({ kept });
    unlessShort = !signal.aborted;
    // What was written of a run that was interrupted is a part of it.
    if (!signal.aborted) await kept.remove();
    return result;
  } catch (error) {
    if (!(error instanceof UserError) || error.place !== 'cancelled') throw error;
    unlessShort = false;
    throw new UserError(`${error.message.replace(/\.$/, '')}; ${goesOn}.`, 'cancelled');
  } finally {
    await kept.close({ unlessShort });
  }
}
