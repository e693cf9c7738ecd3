import { serialize } from 'node:v8';
import { unpackData } from './packed-state';
import type { BegunRun } from './record';

/** As between threads, and nothing is compressed: it is packed again and again while the run goes on. */
export const packBegun = (run: BegunRun): Uint8Array => serialize(run);

/** Null where it is none, or of another version of Node: the run begins anew then. */
export function unpackBegun(bytes: Uint8Array): BegunRun | null {
  const { record, trainer } = (unpackData(bytes)?.data ?? {}) as Partial<BegunRun>;
  return record !== undefined && trainer instanceof Uint8Array ? { record, trainer } : null;
}
