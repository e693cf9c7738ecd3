import type { ActivationName, UpdateRule } from '../../core/contract';
import { dropsUnits, layerRanges, type LayerRange } from '../../model/network';
import { dot } from '../../model/vectors';
import { biasesOf, weightsOf } from '../layers';
import type { StudyContext } from '../studies/study';

/**
 * The imbalance of two successive weight layers over time. Where the units between them are positively homogeneous (φ(cz) = cφ(z) for c > 0: linear, ReLU, leaky
 * ReLU), a unit's incoming parameters times c and its outgoing ones divided by c give the same function, so the gradient is orthogonal to that change and, per
 * unit, ‖outgoing weights‖² − ‖incoming weights‖² − bias² is conserved by gradient flow (Du, Hu & Lee 2018; for deep linear networks Saxe et al. 2013).
 */
export interface LayerImbalance {
  /** The hidden layer between the two, 1-based: l, between W_l and W_{l+1}. */
  readonly layer: number;
  readonly activation: ActivationName;
  readonly hasBias: boolean;
  /**
   * What gradient flow does to `balance`: `conserved`, `decays` (as e^(−2·l2·t), under an L2 penalty), or `none` (no law: the activation is not homogeneous,
   * there is an L1 penalty, layers have rates of their own, or the rule scales each parameter by itself).
   */
  readonly law: 'conserved' | 'decays' | 'none';
  readonly why: 'law' | 'activation' | 'penalty' | 'rates' | 'rule';
  /** ‖W_{l+1}‖² − ‖W_l‖² per checkpoint. */
  readonly weights: Float64Array;
  /** The same minus ‖b_l‖², the quantity of the law; equal to `weights` where the layer has no bias. */
  readonly balance: Float64Array;
  /** The law's quantity per unit: checkpoints × width, row-major. They sum to `balance`. */
  readonly units: Float64Array;
  /** balance at the last checkpoint minus balance at the first. */
  readonly drift: number;
  /**
   * What finite steps of size η make of the law under gradient descent on all samples: each changes the balance by −2η·l2·balance + η²·(‖outgoing gradient‖² −
   * ‖incoming gradient‖²) exactly; summed over the run. Null where there is no law or the rule or batch is another.
   */
  readonly predictedDrift: number | null;
  /** Every step was a checkpoint, so the prediction left nothing out; otherwise the gradients of two checkpoints stand for the steps between them. */
  readonly everyStep: boolean;
}

/** φ(a·z) = a·φ(z) for a > 0. */
export const homogeneous: ReadonlySet<ActivationName> = new Set([
  'linear',
  'relu',
  'relu-half',
  'relu-one',
  'leaky-relu',
]);
/** The rules that follow gradient flow when their steps are small. */
const follow: ReadonlySet<UpdateRule['name']> = new Set([
  'gradient-descent',
  'momentum',
  'nesterov',
  'perturbed-gradient-descent',
]);

/** One entry per hidden layer. */
export function layerImbalances(run: StudyContext): LayerImbalance[] {
  const { network, l1, l2 } = run.problem;
  const { rule, order, rateFactors } = run.trainer;
  const { checkpoints, checkpointSteps } = run.record;
  const ranges = layerRanges(network);
  const predictable = rule.name === 'gradient-descent' && order.kind === 'full' && !dropsUnits(run.problem);
  const pairs = ranges.slice(0, -1).map((incoming, i) => {
    const width = incoming.outputs;
    const activation = network.activations[i]!;
    const why = !homogeneous.has(activation)
      ? ('activation' as const)
      : l1 > 0
        ? ('penalty' as const)
        : rateFactors
          ? ('rates' as const)
          : !follow.has(rule.name)
            ? ('rule' as const)
            : ('law' as const);
    return {
      incoming,
      outgoing: ranges[i + 1]!,
      activation,
      why,
      units: new Float64Array(checkpoints.length * width),
      weights: new Float64Array(checkpoints.length),
      balance: new Float64Array(checkpoints.length),
      changes: predictable && why === 'law' ? new Float64Array(checkpoints.length) : null,
    };
  });
  const gradients = pairs.some(({ changes }) => changes !== null);
  checkpoints.forEach((theta, c) => {
    run.checkCancelled();
    const slope = gradients ? run.workspace.gradient(theta) : null;
    for (const pair of pairs) {
      const { incoming, outgoing, units } = pair;
      const width = incoming.outputs;
      const row = units.subarray(c * width, (c + 1) * width);
      unitBalances(theta, incoming, outgoing, row);
      pair.weights[c] = weightBalance(theta, incoming, outgoing);
      pair.balance[c] = layerBalance(theta, incoming, outgoing);
      if (pair.changes === null || slope === null) continue;
      const gap =
        squares(weightsOf(slope, outgoing)) -
        squares(weightsOf(slope, incoming)) -
        squares(biasesOf(slope, incoming));
      pair.changes[c] = rule.rate * rule.rate * gap - 2 * rule.rate * l2 * pair.balance[c]!;
    }
  });
  const everyStep = checkpointSteps.every((step, i) => step === i);
  return pairs.map(({ incoming, activation, why, units, weights, balance, changes }) => ({
    layer: incoming.layer,
    activation,
    hasBias: incoming.biases !== null,
    law: why !== 'law' ? 'none' : l2 > 0 ? 'decays' : 'conserved',
    why,
    weights,
    balance,
    units,
    drift: balance.at(-1)! - balance[0]!,
    predictedDrift: changes && summed(changes, checkpointSteps),
    everyStep,
  }));
}

/** Changes per step summed over a run; where steps lie between two checkpoints, by the trapezoid of the two. */
function summed(changes: Float64Array, steps: Float64Array): number {
  let sum = 0;
  for (let c = 0; c + 1 < steps.length; c++) {
    const made = steps[c + 1]! - steps[c]!;
    sum += made === 1 ? changes[c]! : (made * (changes[c]! + changes[c + 1]!)) / 2;
  }
  return sum;
}

function weightBalance(theta: Float64Array, incoming: LayerRange, outgoing: LayerRange): number {
  return squares(weightsOf(theta, outgoing)) - squares(weightsOf(theta, incoming));
}

/** ‖outgoing weights‖² − ‖incoming weights‖² − ‖biases‖² of two successive weight layers: the quantity of the law. */
export function layerBalance(theta: Float64Array, incoming: LayerRange, outgoing: LayerRange): number {
  return weightBalance(theta, incoming, outgoing) - squares(biasesOf(theta, incoming));
}

const squares = (vector: Float64Array): number => dot(vector, vector);

/** ‖outgoing weights‖² − ‖incoming weights‖² − bias² of each unit between two layers. */
function unitBalances(theta: Float64Array, incoming: LayerRange, outgoing: LayerRange, into: Float64Array) {
  const bias = biasesOf(theta, incoming);
  for (let unit = 0; unit < into.length; unit++) {
    const start = incoming.weights + unit * incoming.inputs;
    let out = 0;
    for (let o = 0; o < outgoing.outputs; o++) {
      const weight = theta[outgoing.weights + o * outgoing.inputs + unit]!;
      out += weight * weight;
    }
    const own = bias[unit] ?? 0;
    into[unit] = out - squares(theta.subarray(start, start + incoming.inputs)) - own * own;
  }
}
