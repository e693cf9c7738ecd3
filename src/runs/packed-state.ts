import { deserialize } from 'node:v8';

/** A state of work under way, as it is kept. */
export interface PackedState {
  readonly bytes: Uint8Array;
  /** What it took to pack it, without the time that was waited for a turn: the more it is, the more seldom it is asked for. */
  readonly milliseconds: number;
}

export function packTimed(pack: () => Uint8Array): PackedState {
  const started = performance.now();
  const bytes = pack();
  return { bytes, milliseconds: performance.now() - started };
}

/** What `serialize` has packed, in a box, for it may be null itself; null where it is none, or of another version of Node. */
export function unpackData(bytes: Uint8Array): { readonly data: unknown } | null {
  try {
    return { data: deserialize(bytes) };
  } catch {
    return null;
  }
}
