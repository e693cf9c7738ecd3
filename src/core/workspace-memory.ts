import { UserError } from '../model/user-error';
import {
  SETS,
  dropoutOf,
  planArena,
  type Arena,
  type ModuleSizes,
  type SetName,
  type SetRegion,
} from './arena';
import { ACCURACY_RULES, ACTIVATIONS, LOSSES } from './codes';
import type { Problem, Samples } from './contract';
import { defineLanes } from './lanes-region';
import { instantiate, kernelsOf, type Kernels, type NetworkExports } from './instance';
import { writeMasks, writeRows, type Reals } from './sample-rows';

/** One instance, its memory laid out for one problem, with the problem's network and samples in it. */
export interface WorkspaceMemory {
  readonly arena: Arena;
  readonly exports: NetworkExports;
  readonly kernels: Kernels;
  readonly buffer: ArrayBuffer;
  /** The whole memory in the problem's precision. */
  readonly reals: Reals;
}

/** Takes the memory of a checked problem, with `reserve` bytes to spare, and fills it. Throws UserError when it does not fit. */
export function createMemory(
  module: WebAssembly.Module,
  sizes: ModuleSizes,
  problem: Problem,
  reserve = 0,
): WorkspaceMemory {
  const arena = planArena(problem, sizes, reserve);
  const memory = takeMemory(arena);
  const instance = instantiate(module, memory);
  const exports = instance as unknown as NetworkExports;
  const buffer = memory.buffer as ArrayBuffer;
  const reals = problem.precision === 'f64' ? new Float64Array(buffer) : new Float32Array(buffer);
  const workspace = { arena, exports, kernels: kernelsOf(instance, problem.precision), buffer, reals };
  defineProblem(workspace, problem);
  fillSet(workspace, 'train', problem.train);
  if (problem.test) fillSet(workspace, 'test', problem.test);
  describeSet(exports, 'batch', arena.sets.batch, 0);
  describeSet(exports, 'probe', arena.sets.probe, 0);
  if (arena.lanes) {
    defineLanes(exports, buffer, arena.layers, arena.lanes);
    workspace.kernels.spreadSamples();
  }
  return workspace;
}

function takeMemory(arena: Arena): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: arena.pages, maximum: arena.pages });
  } catch {
    const megabytes = Math.ceil(arena.bytes / 2 ** 20);
    throw new UserError(
      `This machine has no ${megabytes} MiB of memory left for the network and its data: ` +
        'take fewer units, fewer samples, or precision f32.',
      'network.sizes',
    );
  }
}

function defineProblem({ arena, exports }: WorkspaceMemory, problem: Problem): void {
  exports.defineNetwork(
    arena.layerRecords,
    arena.layers.length,
    arena.setRecords,
    arena.parameterCount,
    arena.parameterBytes,
    arena.blockVectors,
    arena.panel,
  );
  arena.layers.forEach((layer, index) => {
    exports.defineLayer(
      index,
      layer.inputs,
      layer.outputs,
      ACTIVATIONS.indexOf(problem.network.activations[index] ?? 'linear'),
      problem.network.biases[index] ? 1 : 0,
      layer.weights,
      layer.biases,
      layer.values,
      layer.slopes,
    );
    if (layer.masks !== 0) exports.defineDropout(index, dropoutOf(problem, index), layer.masks);
  });
  exports.defineLoss(LOSSES.indexOf(problem.loss), arena.outputSlopes, problem.l1, problem.l2);
  const { accuracy } = problem;
  exports.defineAccuracy(
    ACCURACY_RULES.indexOf(accuracy.kind),
    accuracy.kind === 'threshold' ? accuracy.threshold : 0,
  );
}

/** Writes the samples of a set into its region. */
export function fillSet(
  { arena, exports, buffer, reals }: WorkspaceMemory,
  name: SetName,
  samples: Samples,
): void {
  const region = arena.sets[name];
  if (!region) return;
  const first = arena.layers[0]?.inputs ?? 0;
  const last = arena.layers[arena.layers.length - 1]?.outputs ?? 0;
  writeRows(reals, region.inputs, region, samples.inputs, samples.count, first);
  writeRows(reals, region.targets, region, samples.targets, samples.count, last);
  writeMasks(buffer, region, samples.count, arena.realBytes);
  describeSet(exports, name, region, samples.count);
}

function describeSet(
  exports: NetworkExports,
  name: SetName,
  region: SetRegion | undefined,
  count: number,
): void {
  if (!region) return;
  exports.defineSamples(
    SETS[name],
    count,
    region.blocks,
    region.vectors,
    region.inputs,
    region.targets,
    region.masks,
  );
}

/** Rounds a parameter vector to the precision and puts it at an address. */
export function writeVector({ arena, reals }: WorkspaceMemory, address: number, values: Float64Array): void {
  reals.set(values, address / arena.realBytes);
}

/** Parameters that are sooner copied one by one than looked at through an array of their own first. */
const SMALL = 64;

/** A copy of the parameter vector at an address. */
export function readVector(memory: WorkspaceMemory, address: number): Float64Array {
  const copy = new Float64Array(memory.arena.parameterCount);
  copyVector(memory, address, copy);
  return copy;
}

/** Copies the parameter vector at an address into an array of parameterCount. */
export function copyVector({ arena, reals }: WorkspaceMemory, address: number, target: Float64Array): void {
  const start = address / arena.realBytes;
  const count = arena.parameterCount;
  if (count > SMALL) target.set(reals.subarray(start, start + count));
  else for (let i = 0; i < count; i++) target[i] = reals[start + i]!;
}
