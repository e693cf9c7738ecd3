import type { Core, SecondOrder } from '../../core/contract';
import { addScaled, dot, norm } from '../../model/vectors';
import { localDerivatives } from '../local/derivatives';
import type { StudiedPoint } from '../studies/point';
import type { StudyContext } from '../studies/study';
import { type LineDirectionName, lineDirections, type LineSettings } from './directions';
import { leadingTerm, type LeadingTerm, polynomial, zeroTolerance } from './series';
import { lineSentences } from './sentences';

/** Orders of the polynomials that are laid beside the loss. */
export const polynomialOrders = [2, 4, 6] as const;
const highestOrder = 6;

/** The loss along θ + t·direction, beside its Taylor polynomials at t = 0. */
export interface LineReport {
  readonly at: StudiedPoint['at'];
  readonly step: number | null;
  readonly theta: Float64Array;
  /** What was asked for. */
  readonly asked: LineQuestion;
  readonly direction: Float64Array;
  /** What the direction is, in words. */
  readonly directionName: string;
  /** Euclidean norm of the direction: one unit of t is this far in parameter space. */
  readonly directionNorm: number;
  /** Ascending, symmetric about 0. */
  readonly t: Float64Array;
  readonly loss: Float64Array;
  readonly gradientNorm: Float64Array;
  /** d·Hd/‖d‖² of the direction d, the second derivative of the loss along the line per unit of length; null where it was not asked for. */
  readonly curvature: Float64Array | null;
  /** Per order the polynomial's value at every t; on each side of 0 with that side's coefficients. */
  readonly polynomials: readonly { readonly order: number; readonly values: Float64Array }[];
  /** c₀ … c₆ of loss = Σ c_k·t^k for t > 0 and for t < 0; they differ only across a kink. */
  readonly coefficients: { readonly right: Float64Array; readonly left: Float64Array };
  /** The first term that is not 0, to each side; null where all are 0 up to order 6. */
  readonly leading: { readonly right: LeadingTerm | null; readonly left: LeadingTerm | null };
  /** Coefficients of at most this modulus count as 0. */
  readonly tolerance: number;
  /** Per order the largest |t| up to which the polynomial differs from the loss by at most 1 % of the loss's largest change up to there; 0 where it never does. */
  readonly trusted: readonly { readonly order: number; readonly upTo: number }[];
  readonly sentences: readonly string[];
}

export interface LineQuestion extends LineSettings {
  readonly direction: LineDirectionName;
  /** Half length of the line in units of the direction. */
  readonly extent: number;
  /** Points, at least 3. */
  readonly count: number;
  /** Whether the curvature along the line is computed as well. */
  readonly curvature: boolean;
}

/** Samples the loss on the line and lays its Taylor polynomials beside it. Throws `UserError` where there is no such direction here. */
export function lineReport(run: StudyContext, point: StudiedPoint, question: LineQuestion): LineReport {
  const core: Core = run.core;
  const { workspace } = run;
  const local = localDerivatives(core, workspace, point.theta);
  const { vector, what } = lineDirections[question.direction].make({ core, run, local }, question);
  const { extent, count } = question;
  const t = Float64Array.from({ length: count }, (_, i) => (extent * (2 * i - (count - 1))) / (count - 1));
  const loss = new Float64Array(count);
  const gradientNorm = new Float64Array(count);
  const curvature = question.curvature ? new Float64Array(count) : null;
  const second = workspace.secondOrder();
  const squaredNorm = dot(vector, vector);
  t.forEach((value, i) => {
    run.checkCancelled();
    run.progress(i / count);
    const theta = point.theta.slice();
    addScaled(theta, value, vector);
    const evaluation = workspace.evaluate(theta);
    loss[i] = evaluation.loss;
    gradientNorm[i] = evaluation.gradientNorm;
    if (curvature) curvature[i] = curvatureAlong(second, theta, vector) / squaredNorm;
  });
  const coefficients = {
    right: second.taylor(point.theta, vector, highestOrder, 'right'),
    left: second.taylor(point.theta, vector, highestOrder, 'left'),
  };
  const sideOf = (value: number) => (value < 0 ? coefficients.left : coefficients.right);
  const polynomials = polynomialOrders.map((order) => ({
    order,
    values: t.map((value) => polynomial(sideOf(value), order, value)),
  }));
  const facts = {
    at: point.at,
    step: point.step,
    theta: point.theta,
    asked: question,
    direction: vector,
    directionName: what,
    directionNorm: norm(vector),
    t,
    loss,
    gradientNorm,
    curvature,
    polynomials,
    coefficients,
    leading: { right: leadingTerm(coefficients.right), left: leadingTerm(coefficients.left) },
    tolerance: Math.max(zeroTolerance(coefficients.right), zeroTolerance(coefficients.left)),
    trusted: polynomials.map(({ order, values }) => ({
      order,
      upTo: trustedUpTo(t, loss, values, coefficients.right[0]!),
    })),
  };
  return { ...facts, sentences: lineSentences(facts) };
}

/** d·Hd by the R-operator; NaN where θ is beyond all numbers. */
function curvatureAlong(second: SecondOrder, theta: Float64Array, direction: Float64Array): number {
  return theta.every(Number.isFinite) ? dot(direction, second.hessianVector(theta, direction)) : NaN;
}

/** How far from 0, on both sides, a polynomial stays within 1 % of the loss's largest change from `centre` so far. */
function trustedUpTo(t: Float64Array, loss: Float64Array, values: Float64Array, centre: number): number {
  const outwards = Array.from(t.keys()).sort((a, b) => Math.abs(t[a]!) - Math.abs(t[b]!) || a - b);
  let change = 0;
  let reached = 0;
  for (const i of outwards) {
    change = Math.max(change, Math.abs(loss[i]! - centre));
    // What is below rounding of the loss itself is no difference.
    if (!(Math.abs(values[i]! - loss[i]!) <= 0.01 * change + 1e-14 * Math.abs(centre))) break;
    reached = Math.abs(t[i]!);
  }
  return reached;
}
