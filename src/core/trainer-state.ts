import { UserError } from '../model/user-error';
import type { WorkspaceMemory } from './workspace-memory';

/** Of assembly/training/state.ts. */
const scalarBytes = 32;

/**
 * The state of the trainer of a memory, little-endian: steps made (f64), the scalars of assembly/training/state.ts, θ and the two moments in the precision, the generators of
 * noise and of dropout.
 */
export function saveState({ arena, exports, buffer }: WorkspaceMemory, made: number): Uint8Array {
  exports.saveTrainer(arena.values);
  const parts = partsOf(arena);
  const state = new Uint8Array(8 + parts.reduce((sum, { bytes }) => sum + bytes, 0));
  new DataView(state.buffer).setFloat64(0, made, true);
  let at = 8;
  for (const { address, bytes } of parts) {
    state.set(new Uint8Array(buffer, address, bytes), at);
    at += bytes;
  }
  return state;
}

/**
 * Puts a saved state into the memory of a trainer that has just begun with the same options.
 * @returns steps made
 * @throws UserError where it is no state of such a trainer
 */
export function restoreState({ arena, exports, buffer }: WorkspaceMemory, state: Uint8Array): number {
  const parts = partsOf(arena);
  const length = 8 + parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const made =
    state.length === length ? new DataView(state.buffer, state.byteOffset, length).getFloat64(0, true) : NaN;
  if (!(Number.isSafeInteger(made) && made >= 0)) throw wrongState(state.length, length);
  let at = 8;
  for (const { address, bytes } of parts) {
    new Uint8Array(buffer, address, bytes).set(state.subarray(at, at + bytes));
    at += bytes;
  }
  exports.restoreTrainer(arena.values);
  return made;
}

export function wrongState(found: number, expected: number): UserError {
  return new UserError(
    `The state of a training (${found} bytes) is not one that a trainer of this problem saves (${expected} bytes).`,
    'state',
  );
}

/** The pieces of memory that a state is made of, in their order. */
function partsOf({
  vectors,
  values,
  parameterBytes,
  randomState,
  dropoutState,
  randomStateBytes,
}: WorkspaceMemory['arena']): readonly { readonly address: number; readonly bytes: number }[] {
  return [
    { address: values, bytes: scalarBytes },
    ...[vectors.theta, vectors.firstMoment, vectors.secondMoment].map((address) => ({
      address,
      bytes: parameterBytes,
    })),
    { address: randomState, bytes: randomStateBytes },
    { address: dropoutState, bytes: randomStateBytes },
  ];
}
