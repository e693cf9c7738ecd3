import type { Precision } from './contract';
import type { LanesExports } from './lanes-region';

/** The functions of the module that the network kernels export; addresses are bytes, sets and codes are numbers. */
export interface NetworkExports extends LanesExports {
  heapBase(): number;
  layerRecordBytes(): number;
  sampleSetRecordBytes(): number;
  defineNetwork(
    layers: number,
    count: number,
    sampleSets: number,
    parameters: number,
    bytes: number,
    blockVectors: number,
    panel: number,
  ): void;
  defineLayer(
    index: number,
    inputs: number,
    outputs: number,
    activation: number,
    biased: number,
    weights: number,
    biases: number,
    values: number,
    slopes: number,
  ): void;
  defineLoss(code: number, outputSlopes: number, l1: number, l2: number): void;
  defineAccuracy(rule: number, threshold: number): void;
  defineSamples(
    index: number,
    count: number,
    blocks: number,
    vectors: number,
    inputs: number,
    targets: number,
    masks: number,
  ): void;
  defineTrainer(theta: number, gradient: number, first: number, second: number): void;
  defineRule(code: number, rate: number, a: number, b: number, c: number): void;
  defineRecord(address: number, rows: number): void;
  recordHeadBytes(): number;
  recordedRows(): number;
  defineNoise(state: number, ball: number, seed: bigint): void;
  defineRates(address: number): void;
  defineDropout(index: number, share: number, masks: number): void;
  seedDropout(state: number, seed: bigint): void;
  useFullBatch(): void;
  useQueuedBatches(starts: number, indices: number): void;
  clearDivergence(): void;
  /** 32 bytes, see assembly/training/state.ts. */
  saveTrainer(address: number): void;
  restoreTrainer(address: number): void;
  hasDiverged(): number;
}

/** The functions that exist once per precision. */
export interface Kernels {
  /** Writes the five numbers of assembly/network/evaluation.ts to `results`, and the gradient. */
  evaluatePoint(theta: number, gradient: number, results: number): void;
  gradient(theta: number, set: number, gradient: number): void;
  gradientOfBlock(theta: number, set: number, block: number, gradient: number): void;
  forward(theta: number, set: number, block: number): void;
  /** Up to layer `last` (from 0), whose z stays where its values are. */
  forwardBefore(theta: number, set: number, block: number, last: number): void;
  train(steps: number): number;
  /** `untilNext`: steps until the first that is a multiple of `every`; `stopBelow` NaN: no stop rule. */
  trainRecording(steps: number, untilNext: number, every: number, stopBelow: number): number;
  landscapeRow(
    centre: number,
    first: number,
    second: number,
    alphas: number,
    count: number,
    beta: number,
    quantity: number,
    values: number,
    point: number,
    gradient: number,
  ): void;
  /** The same with points in the lanes. */
  landscapeRowInLanes(
    centre: number,
    first: number,
    second: number,
    alphas: number,
    count: number,
    beta: number,
    quantity: number,
    values: number,
  ): void;
  spreadSamples(): void;
}

const KERNEL_NAMES: readonly (keyof Kernels)[] = [
  'evaluatePoint',
  'gradient',
  'gradientOfBlock',
  'forward',
  'forwardBefore',
  'train',
  'trainRecording',
  'landscapeRow',
  'landscapeRowInLanes',
  'spreadSamples',
];

/** One instance over a memory of its own. */
export function instantiate(module: WebAssembly.Module, memory: WebAssembly.Memory): WebAssembly.Exports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports;
}

/** The kernels of one precision, by their names without the suffix. */
export function kernelsOf(exports: WebAssembly.Exports, precision: Precision): Kernels {
  const suffix = precision === 'f64' ? 'F64' : 'F32';
  return Object.fromEntries(KERNEL_NAMES.map((name) => [name, exports[name + suffix]])) as unknown as Kernels;
}
