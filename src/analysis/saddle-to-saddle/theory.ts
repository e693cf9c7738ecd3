import type { ElementaryFunctions, Problem, TrainerOptions } from '../../core/contract';
import { layerRanges } from '../../model/network';
import { addScaled, dot, norm } from '../../model/vectors';
import { weightsOf } from '../layers';
import { type SingularValues, singularValues } from '../singular-values';
import { correlations, endToEnd, isLinear } from './linear-map';
import { modeCurve, modeStart } from './mode-curve';

/** The modes of the data, what the run made of them, and the closed-form curves where these hold. */
export interface Modes {
  /** Strengths of the modes that the network can learn: singular values of E[yxᵀ], over the inputs' variance; descending. */
  readonly strengths: Float64Array;
  /** u_kᵀ·W·v_k at every shown step, steps × modes row-major: how far the end-to-end map W has learned mode k. */
  readonly learned: Float64Array;
  /** u(t) in closed form, steps × modes; NaN for a mode that has no curve. Null where `reason` says why there are none. */
  readonly curves: Float64Array | null;
  /** u₀ of each mode's curve; NaN where it has none. */
  readonly initial: Float64Array;
  /** Largest |learned − curve| over the steps, as a share of the strength; NaN where there is no curve. */
  readonly deviation: Float64Array;
  /**
   * `aligned`: the layers were balanced and the modes decoupled at the start, so u₀ is read off there and nothing is fitted. `matched`: the start was a
   * general one, and u₀ is chosen so that the curve passes through the first shown step at which half of the mode was learned.
   */
  readonly start: 'aligned' | 'matched';
}

/** Layers count as balanced and modes as decoupled at the start where nothing differs by more than this share. */
const alignedTolerance = 1e-9;

/** Why the closed-form curves do not hold for this problem; null where they do. */
export function noCurves(problem: Problem, { rule, order }: TrainerOptions): string | null {
  const { network, loss, l1, l2 } = problem;
  if (!isLinear(network)) return 'the network is not linear';
  if (network.biases.some(Boolean)) return 'the network has biases';
  if (!/mean-squared-error$|^half-sum/.test(loss)) return 'the loss is not a squared error';
  if (l1 > 0 || l2 > 0) return 'the loss has a penalty';
  if (rule.name !== 'gradient-descent') return 'the update rule is not gradient descent';
  if (order.kind !== 'full') return 'the run takes mini-batches';
  const outputs = network.sizes.at(-1)!;
  if (Math.min(...network.sizes.slice(1, -1)) < Math.min(network.sizes[0]!, outputs))
    return 'a hidden layer is narrower than the map';
  if (!correlations(problem).white)
    return 'the inputs are not white (E[xxᵀ] is not a multiple of the identity)';
  return null;
}

/**
 * Time of gradient flow per unit of η·step for which u′ = N·u^(2−2/N)·(s − u): the factor of the loss before ½E‖f − y‖², times the inputs' variance.
 */
export function timeScale({ loss, train, network }: Problem, variance: number): number {
  if (loss === 'half-sum-of-squares') return train.count * variance;
  return loss === 'mean-squared-error' ? (2 / network.sizes.at(-1)!) * variance : variance;
}

/** @param steps of the points, ascending from 0 */
export function modesOf(
  math: ElementaryFunctions,
  problem: Problem,
  trainer: TrainerOptions,
  steps: Float64Array,
  points: readonly Float64Array[],
): Modes | null {
  const { network } = problem;
  if (!isLinear(network)) return null;
  const { inputOutput, white, variance } = correlations(problem);
  if (!white) return null;
  const [n, m] = [network.sizes[0]!, network.sizes.at(-1)!];
  const svd = singularValues(inputOutput, m, n);
  const all = svd.values.map((value) => value / variance);
  const count = all.filter((value) => value > 1e-12 * all[0]!).length;
  const strengths = all.slice(0, count);
  const project = (map: Float64Array, left: number, right: number): number => {
    let sum = 0;
    for (let o = 0; o < m; o++)
      sum += svd.left[left]![o]! * dot(map.subarray(o * n, (o + 1) * n), svd.right[right]!);
    return sum;
  };
  const maps = points.map((theta) => endToEnd(network, theta));
  const learned = new Float64Array(points.length * count);
  maps.forEach((map, row) => {
    for (let k = 0; k < count; k++) learned[row * count + k] = project(map, k, k);
  });
  const aligned = isBalanced(problem, points[0]!) && isDecoupled(maps[0]!, n, m, count, svd);
  const start = aligned ? 'aligned' : 'matched';
  const none = () => new Float64Array(count).fill(NaN);
  if (noCurves(problem, trainer) !== null)
    return { strengths, learned, curves: null, initial: none(), deviation: none(), start };
  const scale = timeScale(problem, variance) * trainer.rule.rate;
  const times = steps.map((step) => step * scale);
  const layers = network.sizes.length - 1;
  const curves = new Float64Array(learned.length).fill(NaN);
  const initial = none();
  const deviation = none();
  strengths.forEach((strength, k) => {
    const own = Float64Array.from(points, (_, row) => learned[row * count + k]!);
    const u0 = aligned ? own[0]! : matched(math, { strength, layers }, own, times);
    if (!(u0 > 0 && u0 < strength)) return;
    initial[k] = u0;
    deviation[k] = 0;
    modeCurve(math, { strength, initial: u0, layers }, times).forEach((value, row) => {
      curves[row * count + k] = value;
      deviation[k] = Math.max(deviation[k]!, Math.abs(value - own[row]!) / strength);
    });
  });
  return { strengths, learned, curves, initial, deviation, start };
}

/** NaN where half of the mode was never learned. */
function matched(
  math: ElementaryFunctions,
  mode: { readonly strength: number; readonly layers: number },
  own: Float64Array,
  times: Float64Array,
): number {
  const at = own.findIndex((value) => value >= mode.strength / 2);
  if (at < 1 || own[at]! >= mode.strength) return NaN;
  return modeStart(math, mode, own[at]!, times[at]!);
}

/** W_{l+1}ᵀW_{l+1} = W_l·W_lᵀ for all neighbours. */
function isBalanced({ network }: Problem, theta: Float64Array): boolean {
  const ranges = layerRanges(network);
  return ranges.slice(1).every((upper, l) => {
    const lower = ranges[l]!;
    const [above, below] = [weightsOf(theta, upper), weightsOf(theta, lower)];
    const units = lower.outputs;
    let [gap, size] = [0, 0];
    for (let i = 0; i < units; i++)
      for (let j = 0; j < units; j++) {
        let out = 0;
        for (let o = 0; o < upper.outputs; o++) out += above[o * units + i]! * above[o * units + j]!;
        const into = dot(
          below.subarray(i * lower.inputs, (i + 1) * lower.inputs),
          below.subarray(j * lower.inputs, (j + 1) * lower.inputs),
        );
        gap = Math.max(gap, Math.abs(out - into));
        size = Math.max(size, Math.abs(out), Math.abs(into));
      }
    return gap <= alignedTolerance * size;
  });
}

/** The end-to-end map takes the input direction of each mode to a multiple of its output direction, and back. */
function isDecoupled(map: Float64Array, n: number, m: number, count: number, svd: SingularValues): boolean {
  let [cross, own] = [0, 0];
  for (let k = 0; k < count; k++) {
    const [u, v] = [svd.left[k]!, svd.right[k]!];
    const out = Float64Array.from({ length: m }, (_, o) => dot(map.subarray(o * n, (o + 1) * n), v));
    const back = new Float64Array(n);
    for (let o = 0; o < m; o++) addScaled(back, u[o]!, map.subarray(o * n, (o + 1) * n));
    const strength = dot(u, out);
    own = Math.max(own, Math.abs(strength));
    addScaled(out, -strength, u);
    addScaled(back, -strength, v);
    cross = Math.max(cross, norm(out), norm(back));
  }
  return cross <= alignedTolerance * own;
}
