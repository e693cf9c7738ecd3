import { VECTOR } from '../network/vectors';

/**
 * What the second-order kernels keep of one weight layer, in records of their own beside those of the network. The first four
 * are kept for every block of samples (blocks × units × vectors), the others for one block at a time (units × vectors).
 */
@unmanaged
export class Curves {
  /** h = φ(z). */
  values: usize;
  /** φ′(z). */
  slopes: usize;
  /** ∂loss/∂h·φ″(z). */
  bends: usize;
  /** ∂loss/∂z. */
  deltas: usize;
  /** Derivatives along a direction: of z, of h, and of ∂loss/∂z. */
  directedInputs: usize;
  directedValues: usize;
  directedDeltas: usize;
  /** Taylor coefficients of z, then of h: (order + 1) × units × vectors. */
  series: usize;
  /** Of φ′(z), and of ∂loss/∂z: order × units × vectors each, for gradients of Taylor coefficients only. */
  slopeSeries: usize;
  deltaSeries: usize;
}

export const CURVES_BYTES: usize = offsetof<Curves>();

let records: usize = 0;
/** Rows of the loss's second derivative: blocks × (outputs + 1) × vectors. */
export let lossCurves: usize = 0;
/** Eight reals per input of the widest layer: scratch of product-sum.ts. */
export let sumPanel: usize = 0;

// @ts-ignore: decorator
@inline
export function curvesAt(layer: u32): Curves {
  return changetype<Curves>(records + <usize>layer * CURVES_BYTES);
}

/** Address of one block's rows in a region that is kept for all blocks. */
// @ts-ignore: decorator
@inline
export function blockRows(region: usize, block: usize, units: usize, vectors: usize): usize {
  return region + block * vectors * units * VECTOR;
}

export function curvesRecordBytes(): usize {
  return CURVES_BYTES;
}

export function defineSecondOrder(recordsAt: usize, lossCurvesAt: usize, sumPanelAt: usize): void {
  records = recordsAt;
  lossCurves = lossCurvesAt;
  sumPanel = sumPanelAt;
}

export function defineCurves(
  layer: u32,
  values: usize,
  slopes: usize,
  bends: usize,
  deltas: usize,
  directedInputs: usize,
  directedValues: usize,
  directedDeltas: usize,
  series: usize,
): void {
  const curves = curvesAt(layer);
  curves.values = values;
  curves.slopes = slopes;
  curves.bends = bends;
  curves.deltas = deltas;
  curves.directedInputs = directedInputs;
  curves.directedValues = directedValues;
  curves.directedDeltas = directedDeltas;
  curves.series = series;
}

/** Room for gradients of Taylor coefficients. */
export function defineSeriesGradient(layer: u32, slopes: usize, deltas: usize): void {
  const curves = curvesAt(layer);
  curves.slopeSeries = slopes;
  curves.deltaSeries = deltas;
}
