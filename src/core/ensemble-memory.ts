import { planArena, type ModuleSizes } from './arena';
import { RULES, settingsOf } from './codes';
import type { EnsembleOptions, Precision, Problem } from './contract';
import {
  type EnsembleLayout,
  type EnsemblePlan,
  followedBytes,
  layoutOf,
  planEnsemble,
} from './ensemble-plan';
import { defineLanes, lanesOfFewer } from './lanes-region';
import { streamSeed } from './random-stream';
import { createMemory, type WorkspaceMemory } from './workspace-memory';

/** What the module exports of assembly/ensemble; addresses in bytes. */
interface EnsembleExports {
  defineStops(loss: number, gradient: number, distance: number): void;
  defineRing(every: number, ring: number, rows: number): void;
  defineFollowing(at: number, left: number): void;
  defineSlots(
    count: number,
    thetas: number,
    firstMoments: number,
    secondMoments: number,
    starts: number,
    rates: number,
    alive: number,
    members: number,
    levels: number,
  ): void;
  defineMembers(count: number, rows: number, rowBytes: number, states: number, stops: number): void;
  definePushes(randomStates: number, lastPushes: number, ball: number): void;
  clearSteps(): void;
  completeSteps(steps: number): void;
  madeSteps(): number;
  powerOfA(): number;
  powerOfB(): number;
  goOnAfter(steps: number, powerA: number, powerB: number): void;
  runningMembers(): number;
  random_seed(state: number, seed: bigint): void;
}

/** The functions that exist once per precision. */
interface EnsembleKernels {
  fillSlots(): void;
  leaveSlot(slot: number): void;
  runGroup(group: number, steps: number): void;
  moveTogether(): number;
  writeRows(): void;
  measureRows(losses: number, norms: number): void;
}

const KERNELS: readonly (keyof EnsembleKernels)[] = [
  'fillSlots',
  'leaveSlot',
  'runGroup',
  'moveTogether',
  'writeRows',
  'measureRows',
];

const VECTOR = 16;

/** One instance laid out for one ensemble, its members in their slots. */
export interface EnsembleMemory {
  readonly workspace: WorkspaceMemory;
  readonly exports: EnsembleExports;
  readonly kernels: EnsembleKernels;
  readonly plan: EnsemblePlan;
  /** Of the members that are there now. */
  layout: EnsembleLayout;
  readonly randomStateBytes: number;
}

/** Takes the memory of a checked ensemble and puts its members into their slots. Throws UserError when it does not fit. */
export function createEnsembleMemory(
  module: WebAssembly.Module,
  sizes: ModuleSizes,
  problem: Problem,
  options: EnsembleOptions,
): EnsembleMemory {
  const plan = planEnsemble(planArena(problem, sizes), problem, options, sizes);
  const workspace = createMemory(module, sizes, problem, plan.bytes);
  const exports = workspace.exports as unknown as EnsembleExports;
  const kernels = kernelsOf(workspace.exports as unknown as Record<string, unknown>, problem.precision);
  const { layout } = plan;
  const memory = { workspace, exports, kernels, plan, layout, randomStateBytes: sizes.randomStateBytes };
  spreadGroups(memory);
  placeMembers(memory, options);
  return memory;
}

/** Takes other members, at most as many as it was planned for, into a memory in which some have trained. */
export function replaceMembers(memory: EnsembleMemory, options: EnsembleOptions): void {
  const { workspace, exports, plan } = memory;
  if (options.members !== memory.layout.members) {
    const { realBytes } = workspace.arena;
    // No more slots than planned: groups of the planned size are among the choices.
    const lanes = lanesOfFewer(plan.layout.lanes, options.members, realBytes);
    const isOther = lanes.vectors !== memory.layout.lanes.vectors;
    memory.layout = layoutOf(options.members, lanes, realBytes);
    if (isOther) spreadGroups(memory);
  }
  // The members' part begins where their parameters are: zeros, as new memory has them.
  new Uint8Array(workspace.buffer, plan.at.thetas, plan.end - plan.at.thetas).fill(0);
  exports.clearSteps();
  placeMembers(memory, options);
}

/** Samples stand once in each vector of a group. */
function spreadGroups({ workspace, layout }: EnsembleMemory): void {
  defineLanes(workspace.exports, workspace.buffer, workspace.arena.layers, layout.lanes);
  workspace.kernels.spreadSamples();
}

function placeMembers(memory: EnsembleMemory, options: EnsembleOptions): void {
  defineMembers(memory, options);
  memory.kernels.fillSlots();
  if (memory.plan.at.starts !== 0 && options.stop?.distanceFrom)
    placeCentre(memory, options.stop.distanceFrom);
}

/** Writes one point where every slot's start stands. */
function placeCentre({ workspace, plan, layout }: EnsembleMemory, centre: Float64Array): void {
  const { arena, reals } = workspace;
  for (let slot = 0; slot < layout.slots; slot++) {
    const { first, stride } = columnOf(workspace, plan.at.starts, slot);
    for (let i = 0; i < arena.parameterCount; i++) reals[first + i * stride] = centre[i]!;
  }
}

/** Of the reals, where the row of a member begins. */
export function rowOf({ plan, workspace }: EnsembleMemory, member: number): number {
  return (plan.at.rows + member * plan.rowBytes) / workspace.arena.realBytes;
}

/** Of the reals, where the parameters of a slot stand in a piece that has one vector per vector of slots and parameter; see assembly/ensemble/slots.ts. */
export function columnOf(
  { arena }: WorkspaceMemory,
  address: number,
  slot: number,
): { readonly first: number; readonly stride: number } {
  const lanes = VECTOR / arena.realBytes;
  const vector = Math.floor(slot / lanes);
  const first = address / arena.realBytes + vector * arena.parameterCount * lanes + (slot - vector * lanes);
  return { first, stride: lanes };
}

function kernelsOf(exports: Record<string, unknown>, precision: Precision): EnsembleKernels {
  const suffix = precision === 'f64' ? 'F64' : 'F32';
  return Object.fromEntries(
    KERNELS.map((name) => [name, exports[name + suffix]]),
  ) as unknown as EnsembleKernels;
}

function defineMembers(memory: EnsembleMemory, options: EnsembleOptions): void {
  const { workspace, exports, plan, layout, randomStateBytes } = memory;
  const { arena, buffer, reals } = workspace;
  const { at } = plan;
  const { slots } = layout;
  const { members, rule, stop = {}, record, follow } = options;
  const real = arena.realBytes;
  for (let m = 0; m < members; m++) {
    const [from, to] = [m * arena.parameterCount, rowOf(memory, m)];
    for (let i = 0; i < arena.parameterCount; i++) reals[to + i] = options.starts[from + i]!;
  }
  if (options.rates) reals.set(options.rates, at.rates / real);
  else reals.fill(rule.rate, at.rates / real, at.rates / real + slots);
  const levels = new Float64Array(buffer, at.levels, 3 * slots).fill(NaN);
  [stop.lossBelow, stop.gradientBelow, stop.distanceAbove].forEach((level, kind) => {
    for (let m = 0; m < members; m++)
      levels[3 * m + kind] = typeof level === 'number' ? level : (level?.[m] ?? NaN);
  });
  const flag = (level: unknown): number => (level === undefined ? 0 : 1);
  exports.defineStops(flag(stop.lossBelow), flag(stop.gradientBelow), flag(stop.distanceAbove));
  exports.defineRing((record ?? follow)?.every ?? 0, at.ring, plan.ringRows);
  if (follow) {
    new Float64Array(buffer, at.followed, (members * followedBytes) / 8).fill(NaN);
    exports.defineFollowing(at.followed, 1 - follow.escapeShare);
  }
  exports.defineSlots(
    slots,
    at.thetas,
    at.firstMoments,
    at.secondMoments,
    at.starts,
    at.rates,
    at.alive,
    at.members,
    at.levels,
  );
  exports.defineMembers(members, at.rows, plan.rowBytes, at.states, at.stops);
  workspace.exports.defineRule(RULES.indexOf(rule.name), rule.rate, ...settingsOf(rule));
  if (rule.name !== 'perturbed-gradient-descent') return;
  exports.definePushes(at.randomStates, at.lastPushes, at.ball);
  for (let m = 0; m < members; m++) {
    const seed = streamSeed(options.noiseSeeds?.[m] ?? m, 'noise');
    exports.random_seed(at.randomStates + m * randomStateBytes, seed);
  }
}
