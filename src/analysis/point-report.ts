import type { Workspace } from '../core/contract';
import { layerRanges, parameterNames } from '../model/network';
import { type Criticality, criticality } from './criticality';
import { type Finding, type Training, describePoint } from './findings';
import type { StudiedPoint } from './given-point';
import { type Smoothness, smoothness } from './kinks';
import { wholeLayer } from './layers';
import { passAt } from './pass';
import { roundingBounds } from './rounding';
import { type TwinClasses, twinClasses } from './twins';
import { difference, isAllZero, norm } from '../model/vectors';
import { type LayerStillness, stillness } from './stillness';

/** What is true at one point, with the sentences that a person reads. */
export interface PointReport {
  readonly at: StudiedPoint['at'];
  /** Null for the origin and for given parameters, which need not be a point of the run. */
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
  /** Whether the point is critical, with the tolerance that decided it. */
  readonly criticality: Criticality;
  /** Whether the loss has the derivatives that are computed, and which units are on a kink. */
  readonly smoothness: Smoothness;
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
  point: StudiedPoint,
  initial: Float64Array,
  training: Training,
): PointReport {
  const { problem } = workspace;
  const { network, train } = problem;
  const { at, step, theta } = point;
  const ranges = layerRanges(network);
  const evaluation = workspace.evaluate(theta);
  const gradient = workspace.gradient(theta);
  const pass = passAt(workspace, theta);
  const facts = {
    at,
    step,
    theta,
    parameterNames: parameterNames(network),
    loss: evaluation.loss,
    gradient,
    gradientNorm: evaluation.gradientNorm,
    layerGradientNorms: ranges.map((layer) => norm(wholeLayer(gradient, layer))),
    gradientExactlyZero: isAllZero(gradient),
    criticality: criticality(gradient, evaluation.gradientNorm, roundingBounds(problem, theta, pass)),
    smoothness: smoothness(workspace, theta),
    accuracy: evaluation.accuracy,
    twins: twinClasses(network, theta),
    outputs: pass.activations.at(-1)!.slice(0, Math.min(train.count, listedSamples) * network.sizes.at(-1)!),
    layers: stillness(problem, theta, gradient, pass),
    distanceFromInit: norm(difference(theta, initial)),
    distanceFromOrigin: norm(theta),
  };
  return { ...facts, findings: describePoint({ ...facts, workspace, initial, training }) };
}
