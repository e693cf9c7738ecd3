import { UserError } from '../model/user-error';
import { SETS, type ModuleSizes } from './arena';
import { ACTIVATIONS } from './codes';
import type { Problem } from './contract';
import { planSecondOrder, type SecondOrderArena, type SecondOrderExtent } from './second-order-arena';
import { createMemory, type WorkspaceMemory } from './workspace-memory';
import { instantiate } from './instance';

/** What the module exports of assembly/second-order; addresses in bytes. */
export interface SecondOrderExports {
  curvesRecordBytes(): number;
  layerPairRecordBytes(): number;
  hasSeries(activation: number): number;
  defineSecondOrder(records: number, lossCurves: number, sumPanel: number): void;
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
  defineSeriesGradient(layer: number, slopes: number, deltas: number): void;
  prepareSecondOrder(theta: number, set: number): void;
  directedGradient(theta: number, direction: number, set: number, result: number, gaussNewton: number): void;
  planeCurvatures(
    centre: number,
    first: number,
    second: number,
    u: number,
    v: number,
    alphas: number,
    count: number,
    beta: number,
    single: 0 | 1,
    set: number,
    point: number,
    product: number,
    values: number,
  ): void;
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
  taylorGradientsOfBlock(
    theta: number,
    direction: number,
    set: number,
    block: number,
    order: number,
    branch: number,
    coefficients: number,
    gradients: number,
  ): void;
  completeTaylorGradients(
    theta: number,
    direction: number,
    order: number,
    branch: number,
    gradients: number,
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
  extent: SecondOrderExtent,
): SecondOrderMemory {
  const scout = scoutOf(module);
  checkActivations(problem, scout);
  const records = { curves: scout.curvesRecordBytes(), layerPair: scout.layerPairRecordBytes() };
  const arena = planSecondOrder(problem, sizes, records, extent);
  const workspace = createMemory(module, sizes, problem, arena.reserve);
  const kernels = workspace.exports as unknown as SecondOrderExports;
  kernels.defineSecondOrder(arena.records, arena.lossCurves, arena.sumPanel);
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
  arena.seriesGradient?.layers.forEach(({ slopes, deltas }, l) =>
    kernels.defineSeriesGradient(l, slopes, deltas),
  );
  return { workspace, arena, kernels, blocks: workspace.arena.sets.train?.blocks ?? 0 };
}

/** The module in a memory just large enough for its tables, to ask before any other is taken. */
function scoutOf(module: WebAssembly.Module): SecondOrderExports {
  const exports = instantiate(module, new WebAssembly.Memory({ initial: 4, maximum: 4 }));
  return exports as unknown as SecondOrderExports;
}

/** Throws UserError where an activation has no higher derivatives yet: they would silently be taken for 0. */
export function checkActivations({ network }: Problem, kernels: Pick<SecondOrderExports, 'hasSeries'>): void {
  network.activations.forEach((name, l) => {
    if (kernels.hasSeries(ACTIVATIONS.indexOf(name)) !== 0) return;
    const place = `network.activations[${l}]`;
    throw new UserError(
      `Second derivatives of '${name}' at ${place} are not known: use another activation.`,
      place,
    );
  });
}
