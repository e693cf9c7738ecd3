/** Errors as data for the window: a mistake in a person's words, a fault of ours marked as such and logged. */
import type { Answer, WireError } from '../app/wire';
import { asSentence, UserError } from '../model/user-error';

/** What a call that was overtaken by another rejects with; the window says nothing about it. */
export const cancelled = 'cancelled';

export function toWireError(error: unknown): WireError {
  if (error instanceof UserError)
    return { message: asSentence(error.message), place: error.place ?? null, internal: false };
  console.error(error);
  // A worker's fault may bring its stack along in the message: that belongs in the log.
  const what = (error instanceof Error ? error.message : String(error)).split('\n', 1)[0];
  return { message: `Something went wrong in Saddlescope itself: ${what}`, place: null, internal: true };
}

export async function toAnswer<T>(work: () => T | Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, error: toWireError(error) };
  }
}
