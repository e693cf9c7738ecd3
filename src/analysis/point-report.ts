import type { Workspace } from '../core/contract';
import type { PointName } from '../model/experiment';
import { layerRanges, parameterNames } from '../model/network';
import { type Finding, type Training, describePoint } from './findings';
import { wholeLayer } from './layers';
import { type TwinClasses, twinClasses } from './twins';
import { difference, isAllZero, norm } from '../model/vectors';
import { type LayerStillness, stillness } from './stillness';

/** What is true at one point, with the sentences that a person reads. */
export interface PointReport {
  readonly at: PointName;
  /** Null for the origin, which need not be a point of the run. */
  readonly step: number | null;
  readonly theta: Float64Array;
  readonly parameterNames: readonly string[];
  readonly loss: number;
  readonly gradient: Float64Array;
  readonly gradientNorm: number;
  /** Euclidean norm of the gradient per weight layer (weights and biases together). */
  readonly layerGradientNorms: readonly number[];
  /** Every entry of the gradient is exactly 0. */
  readonly gradientExactlyZero: boolean;
  /** NaN when the experiment has no accuracy. */
  readonly accuracy: number;
  readonly twins: readonly TwinClasses[];
  /** Outputs per training sample (at most 64 samples), samples × outputs. */
  readonly outputs: Float64Array;
  /** Why each weight layer's gradient is or is not 0. */
  readonly layers: readonly LayerStillness[];
  /** Euclidean distance from the run's first point and from the all-zero point. */
  readonly distanceFromInit: number;
  readonly distanceFromOrigin: number;
  /** Findings in plain words, most important first. */
  readonly findings: readonly Finding[];
}

/** Most samples whose outputs a report lists. */
const listedSamples = 64;

/**
 * Measures a point and puts it into words.
 * @param initial the run's first point, to say what has moved
 * @param training the run's rule and batch, to say whether the run itself can leave
 */
export function pointReport(
  workspace: Workspace,
  at: { readonly name: PointName; readonly step: number | null; readonly theta: Float64Array },
  initial: Float64Array,
  training: Training,
): PointReport {
  const { network, train } = workspace.problem;
  const { theta } = at;
  const ranges = layerRanges(network);
  const evaluation = workspace.evaluate(theta);
  const gradient = workspace.gradient(theta);
  const facts = {
    at: at.name,
    step: at.step,
    theta,
    parameterNames: parameterNames(network),
    loss: evaluation.loss,
    gradient,
    gradientNorm: evaluation.gradientNorm,
    layerGradientNorms: ranges.map((layer) => norm(wholeLayer(gradient, layer))),
    gradientExactlyZero: isAllZero(gradient),
    accuracy: evaluation.accuracy,
    twins: twinClasses(network, theta),
    outputs: workspace.outputs(theta).slice(0, Math.min(train.count, listedSamples) * network.sizes.at(-1)!),
    layers: stillness(workspace, theta, gradient),
    distanceFromInit: norm(difference(theta, initial)),
    distanceFromOrigin: norm(theta),
  };
  return { ...facts, findings: describePoint({ ...facts, workspace, initial, training }) };
}
