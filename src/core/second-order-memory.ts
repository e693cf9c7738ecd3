import { SETS, type ModuleSizes } from './arena';
import type { Problem } from './contract';
import { planSecondOrder, type SecondOrderArena } from './second-order-arena';
import { createMemory, type WorkspaceMemory } from './workspace-memory';
import { instantiate } from './instance';

/** What the module exports of assembly/second-order; addresses in bytes. */
export interface SecondOrderExports {
  curvesRecordBytes(): number;
  layerPairRecordBytes(): number;
  defineSecondOrder(records: number, lossCurves: number): void;
  defineCurves(
    layer: number,
    values: number,
    slopes: number,
    bends: number,
    deltas: number,
    directedInputs: number,
    directedValues: number,
    directedDeltas: number,
    series: number,
  ): void;
  defineDense(
    pairs: number,
    extensions: number,
    unitRows: number,
    inputRows: number,
    displacements: number,
    nextDisplacements: number,
    outputDiagonal: number,
  ): void;
  defineExtension(layer: number, rows: number): void;
  defineLayerPair(l: number, m: number, curvature: number, products: number, displaced: number): void;
  prepareSecondOrder(theta: number, set: number): void;
  directedGradient(theta: number, direction: number, set: number, result: number, gaussNewton: number): void;
  denseHessianOfBlock(theta: number, set: number, block: number): void;
  assembleHessian(matrix: number): void;
  taylorCoefficientsOfBlock(
    theta: number,
    direction: number,
    set: number,
    block: number,
    order: number,
    branch: number,
    coefficients: number,
  ): void;
  completeTaylorCoefficients(
    theta: number,
    direction: number,
    set: number,
    order: number,
    branch: number,
    coefficients: number,
  ): void;
}

/** One instance laid out for the derivatives of one problem. */
export interface SecondOrderMemory {
  readonly workspace: WorkspaceMemory;
  readonly arena: SecondOrderArena;
  readonly kernels: SecondOrderExports;
  readonly blocks: number;
}

/** The set that derivatives are taken over. */
export const TRAIN = SETS.train;

/** Takes and describes the memory. `problem` is in f64. Throws UserError when it does not fit. */
export function createSecondOrderMemory(
  module: WebAssembly.Module,
  sizes: ModuleSizes,
  problem: Problem,
  dense: boolean,
): SecondOrderMemory {
  const arena = planSecondOrder(problem, sizes, recordSizes(module), dense);
  const workspace = createMemory(module, sizes, problem, arena.reserve);
  const kernels = workspace.exports as unknown as SecondOrderExports;
  kernels.defineSecondOrder(arena.records, arena.lossCurves);
  arena.curves.forEach((curves, l) => {
    kernels.defineCurves(
      l,
      curves.values,
      curves.slopes,
      curves.bends,
      curves.deltas,
      curves.directedInputs,
      curves.directedValues,
      curves.directedDeltas,
      curves.series,
    );
  });
  if (arena.dense) {
    const regions = arena.dense;
    kernels.defineDense(
      regions.pairRecords,
      regions.extensionTable,
      regions.unitRows,
      regions.inputRows,
      regions.displacements,
      regions.nextDisplacements,
      regions.outputDiagonal,
    );
    regions.extensions.forEach((rows, l) => kernels.defineExtension(l, rows));
    for (const { l, m, curvature, products, displaced } of regions.pairs) {
      kernels.defineLayerPair(l, m, curvature, products, displaced);
    }
  }
  return { workspace, arena, kernels, blocks: workspace.arena.sets.train?.blocks ?? 0 };
}

/** Asks the module in a memory just large enough for its tables. */
function recordSizes(module: WebAssembly.Module): { curves: number; layerPair: number } {
  const exports = instantiate(module, new WebAssembly.Memory({ initial: 4, maximum: 4 }));
  const kernels = exports as unknown as SecondOrderExports;
  return { curves: kernels.curvesRecordBytes(), layerPair: kernels.layerPairRecordBytes() };
}
