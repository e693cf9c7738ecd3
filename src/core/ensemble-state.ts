import type { EnsembleOptions } from './contract';
import { columnOf, type EnsembleMemory, replaceMembers, rowOf } from './ensemble-memory';
import { followedBytes } from './ensemble-plan';
import { wrongState } from './trainer-state';

/** Steps of the ensemble as a whole and of the instance, aᵗ and bᵗ. */
const scalars = 4;
/** θ and the two moments. */
const VECTORS = 3;
/** The code of a member that runs in assembly/ensemble/slots.ts. */
const RUNNING = 0;

/**
 * The state of an ensemble, little-endian: f64 steps made, steps of the instance, aᵗ, bᵗ; then, member by member within each piece and wherever the members stand in memory, what
 * `piecesOf` names; then θ and the two moments in the precision, rows of parameters.
 */
export function saveEnsemble(memory: EnsembleMemory, options: EnsembleOptions, made: number): Uint8Array {
  const { exports, workspace } = memory;
  const { buffer, arena, reals } = workspace;
  const pieces = piecesOf(memory, options);
  const state = new Uint8Array(lengthOf(memory, options));
  const view = new DataView(state.buffer);
  [made, exports.madeSteps(), exports.powerOfA(), exports.powerOfB()].forEach((value, i) =>
    view.setFloat64(8 * i, value, true),
  );
  let at = 8 * scalars;
  for (const { address, bytes } of pieces) {
    state.set(new Uint8Array(buffer, address, bytes), at);
    at += bytes;
  }
  const vectors = new (realsOf(arena.realBytes))(VECTORS * options.members * arena.parameterCount);
  for (let m = 0; m < options.members; m++) {
    const row = rowOf(memory, m);
    vectors.set(reals.subarray(row, row + arena.parameterCount), m * arena.parameterCount);
  }
  for (const { member, slot } of aliveSlots(memory, options))
    for (const [k, moment] of momentsOf(memory).entries()) {
      const to = ((k + 1) * options.members + member) * arena.parameterCount;
      const { first, stride } = columnOf(workspace, moment, slot);
      for (let i = 0; i < arena.parameterCount; i++) vectors[to + i] = reals[first + i * stride]!;
    }
  state.set(new Uint8Array(vectors.buffer), at);
  return state;
}

/**
 * Puts a saved state into the memory of an ensemble with the same options that has just begun.
 * @returns steps made
 * @throws UserError where it is no state of such an ensemble; the memory is as it was then
 */
export function restoreEnsemble(memory: EnsembleMemory, options: EnsembleOptions, state: Uint8Array): number {
  const { exports, kernels, workspace, plan } = memory;
  const { buffer, arena, reals } = workspace;
  const length = lengthOf(memory, options);
  if (state.length !== length) throw wrongState(state.length, length);
  const view = new DataView(state.buffer, state.byteOffset, length);
  const [made, steps, powerA, powerB] = Array.from({ length: scalars }, (_, i) =>
    view.getFloat64(8 * i, true),
  );
  if (!isStep(made) || !isStep(steps)) throw wrongState(state.length, length);
  // Some may have stopped at the start already.
  replaceMembers(memory, options);
  let at = 8 * scalars;
  for (const { address, bytes } of piecesOf(memory, options)) {
    new Uint8Array(buffer, address, bytes).set(state.subarray(at, at + bytes));
    at += bytes;
  }
  // A copy, which begins where such numbers may.
  const vectors = new (realsOf(arena.realBytes))(new Uint8Array(state.subarray(at)).buffer);
  const states = new Uint32Array(buffer, plan.at.states, options.members);
  for (let m = 0; m < options.members; m++) {
    const from = m * arena.parameterCount;
    reals.set(vectors.subarray(from, from + arena.parameterCount), rowOf(memory, m));
    if (states[m] !== RUNNING) {
      kernels.leaveSlot(m);
      continue;
    }
    for (const [k, address] of [plan.at.thetas, ...momentsOf(memory)].entries()) {
      const { first, stride } = columnOf(workspace, address, m);
      const vector = (k * options.members + m) * arena.parameterCount;
      for (let i = 0; i < arena.parameterCount; i++) reals[first + i * stride] = vectors[vector + i]!;
    }
  }
  exports.goOnAfter(steps!, powerA!, powerB!);
  return made!;
}

const isStep = (value: number | undefined): boolean =>
  value !== undefined && Number.isInteger(value) && value >= 0 && value < 2 ** 32;

/** What stands per member in one piece of memory, and the ring of recorded losses. */
function piecesOf(
  { plan, randomStateBytes }: EnsembleMemory,
  { members, rule, follow }: EnsembleOptions,
): readonly { readonly address: number; readonly bytes: number }[] {
  const { at, ringRows } = plan;
  const perturbed = rule.name === 'perturbed-gradient-descent';
  return [
    { address: at.states, bytes: 4 * members },
    { address: at.stops, bytes: 4 * members },
    { address: at.followed, bytes: follow ? followedBytes * members : 0 },
    { address: at.ring, bytes: 8 * ringRows * members },
    { address: at.randomStates, bytes: perturbed ? randomStateBytes * members : 0 },
    { address: at.lastPushes, bytes: perturbed ? 4 * members : 0 },
  ];
}

function lengthOf(memory: EnsembleMemory, options: EnsembleOptions): number {
  const { parameterCount, realBytes } = memory.workspace.arena;
  const pieces = piecesOf(memory, options).reduce((sum, { bytes }) => sum + bytes, 0);
  return 8 * scalars + pieces + VECTORS * options.members * parameterCount * realBytes;
}

const momentsOf = ({ plan }: EnsembleMemory): readonly number[] => [
  plan.at.firstMoments,
  plan.at.secondMoments,
];

/** Where the members that run stand. */
function aliveSlots({ workspace, plan, layout }: EnsembleMemory, { members }: EnsembleOptions) {
  const { buffer, arena } = workspace;
  const held = new Uint32Array(buffer, plan.at.members, layout.slots);
  const alive = new Int32Array(buffer, plan.at.alive, (layout.slots * arena.realBytes) / 4);
  const found: { readonly member: number; readonly slot: number }[] = [];
  for (let slot = 0; slot < layout.slots && found.length < members; slot++)
    if (alive[(slot * arena.realBytes) / 4] !== 0) found.push({ member: held[slot]!, slot });
  return found;
}

const realsOf = (realBytes: number) => (realBytes === 8 ? Float64Array : Float32Array);
