import type { Core, Problem, Workspace } from '../../core/contract';
import { UserError } from '../../model/user-error';
import { norm, times } from '../../model/vectors';
import { criticality } from '../criticality';
import { smoothness } from '../kinks';
import { passAt } from '../pass';
import { roundingBounds } from '../rounding';
import type { OrderAnswer, OrderSearchEvidence, OrderSettings, OrderSpectrum } from './answer';
import { type CurveProbe, probeCurves } from './curve-probe';
import { leadingConstant } from './leading-constant';
import { budgeted, type BudgetedSeries, BudgetSpent } from './line-series';
import { inDoublePrecision, networkSeries } from './network-series';
import { searchDescent, unitVectorsIn, without } from './search';
import type { Axis } from './sphere';
import { startDirections } from './starts';
import { measureTolerances } from './tolerances';
import { witnessAlong, type WitnessContext } from './witness';

/** Most parameters for which all eigenvalues are computed. */
const mostParameters = 2000;

/**
 * The saddle order of the training loss at θ, with what proves it. The gradient and the spectrum decide orders 1 and 2, a search the others.
 * @param tick called now and then with the share of the budget that is spent; may throw to cancel
 * @throws UserError where the network has more than 2,000 parameters, or the loss is not finite at θ
 */
export function saddleOrder(
  core: Core,
  given: Problem,
  point: Float64Array,
  settings: OrderSettings,
  tick: (share: number) => void,
): OrderAnswer {
  const P = point.length;
  if (P > mostParameters)
    throw new UserError(
      `the saddle order needs all eigenvalues of the Hessian, which are computed for up to ${mostParameters} parameters, but this network has ${P}: make its layers narrower.`,
      'network.sizes',
    );
  const problem = inDoublePrecision(given);
  const theta = given.precision === 'f32' ? point.map(Math.fround) : point;
  const workspace = core.workspace(problem);
  const { loss, gradientNorm } = workspace.evaluate(theta);
  if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm))
    throw new UserError(
      'the loss or its gradient is not a finite number at this point, so it has no order: choose an earlier step.',
      'at',
    );
  const gradient = workspace.gradient(theta);
  // Of the precision that the run has: its gradients are rounded so.
  const bounds = roundingBounds(given, theta, passAt(workspace, theta));
  const smooth = smoothness(workspace, theta);
  const oneSided = smooth.verdict !== 'smooth' || (problem.l1 > 0 && theta.includes(0));
  const gradientTolerance = Math.max(bounds.gradient, settings.tolerance);
  const { spectrum, vector, axes } = decompose(
    core,
    workspace,
    theta,
    bounds.hessian,
    gradientNorm <= gradientTolerance ? gradientNorm : 0,
  );
  const series = budgeted(networkSeries(workspace, theta, oneSided), settings.budget, tick);
  const second = workspace.secondOrder();
  const context = { network: problem.network, series, second, theta, math: core.math };
  const shown = { ...context, series: series.unlimited };
  const facts = {
    oneSided,
    loss,
    gradientNorm,
    gradientTolerance,
    criticality: criticality(gradient, gradientNorm, bounds),
    smoothness: smooth,
    spectrum,
    constant: null,
    search: null,
  };

  if (!oneSided && gradientNorm > gradientTolerance) {
    const witness = witnessAlong(shown, times(gradient, -1 / gradientNorm), 1);
    return { ...facts, verdict: 'not-critical', order: 1, witness };
  }
  if (!oneSided && spectrum.negative > 0) {
    const witness = witnessAlong(shown, vector(0), 2);
    const constant = { value: -spectrum.lowest / 2, error: 0, method: 'eigenvalue', spheres: [] } as const;
    return { ...facts, verdict: 'strict-saddle', order: 2, witness, constant };
  }
  if (!oneSided && spectrum.positive === P)
    return { ...facts, verdict: 'minimum-to-second-order', order: null, witness: null };
  const answer = oneSided
    ? search(core, context, settings, {
        axes: [],
        tries: [...normed(gradient), ...(spectrum.negative > 0 ? [vector(0)] : [])],
        first: gradientTolerance,
        second: spectrum.tolerance,
      })
    : search(core, context, settings, {
        axes,
        tries: [],
        first: gradientTolerance,
        second: spectrum.tolerance,
      });
  return { ...facts, ...answer };
}

/**
 * All eigenvalues at θ, with the axes on which the loss goes up.
 * @param hessianBound what rounding may have made of the Hessian
 * @param remaining the norm of a gradient that counts as 0
 */
function decompose(
  core: Core,
  workspace: Workspace,
  theta: Float64Array,
  hessianBound: number,
  remaining: number,
): { spectrum: OrderSpectrum; vector: (k: number) => Float64Array; axes: Axis[] } {
  const P = theta.length;
  const { values, vectors, residuals } = core.eigen(workspace.secondOrder().hessian(theta), P, {
    vectors: true,
  });
  const vector = (k: number) => vectors!.slice(k * P, (k + 1) * P);
  const lowest = values[0]!;
  const highest = values[P - 1]!;
  // Rounding in the Hessian, the solver's residuals together (Weyl), and what a gradient that is not quite 0 may stand for.
  const tolerance = Math.max(hessianBound + norm(residuals!), 10 * remaining);
  const negative = values.filter((value) => value < -tolerance).length;
  const positive = values.filter((value) => value > tolerance).length;
  const zero = P - negative - positive;
  const axes = Array.from({ length: positive }, (_, i) => P - 1 - i).map((k) => ({
    vector: vector(k),
    curvature: values[k]!,
  }));
  const residual = residuals![0]!;
  return {
    spectrum: { negative, zero, positive, tolerance, lowest, highest, residual },
    vector,
    axes,
  };
}

interface Space {
  /** The search leaves these out; empty at a kink, where the Hessian decides nothing. */
  readonly axes: readonly Axis[];
  /** Directions worth a try beside the usual ones. */
  readonly tries: readonly Float64Array[];
  /** What c₁ and c₂ may be and count as 0. */
  readonly first: number;
  readonly second: number;
}

/** Looks for the order where the gradient and the spectrum leave it open. */
function search(
  core: Core,
  context: WitnessContext & { readonly series: BudgetedSeries },
  { highest, starts: count, seed, budget, constant: wanted }: OrderSettings,
  { axes, tries, first, second }: Space,
): Pick<OrderAnswer, 'verdict' | 'order' | 'witness' | 'constant' | 'search'> {
  const { series, network } = context;
  const from = series.oneSided ? 1 : 3;
  const project = axes.length > 0 ? without(axes.map((axis) => axis.vector)) : undefined;
  const random = core.stream(seed, 'saddle-order');
  const directions = [...tries, ...startDirections(network, series.dimension, count, random)];
  const starts = project ? unitVectorsIn(project, directions) : directions;
  const found = withinBudget(() => {
    const tolerances = measureTolerances(series, starts, { first, second });
    return searchDescent(series, {
      math: core.math,
      from,
      to: highest,
      ...(project && { project }),
      starts,
      tolerances,
    });
  });
  const evidence = (curves: CurveProbe | null, exhausted: boolean): OrderSearchEvidence => ({
    highest,
    reached: found?.stages.at(-1)?.order ?? from - 1,
    stages: found?.stages ?? [],
    dimension: series.dimension - axes.length,
    starts: starts.length,
    seed,
    spent: series.spent(),
    budget,
    exhausted,
    positiveAt: found?.positiveAt ?? null,
    curves,
  });
  if (found?.descent) {
    const { direction, line } = found.descent;
    const { order } = line;
    // A quarter of where higher terms take over; beyond a half, weights are no longer small.
    const radius = Math.min(0.5, line.to / 4);
    const estimated = wanted && order > 1;
    const constant = estimated
      ? withinBudget(() => leadingConstant(series, axes, order, radius, direction, directions))
      : null;
    const exhausted = estimated && constant === null;
    const witness = witnessAlong({ ...context, series: series.unlimited }, direction, order);
    const verdict = order === 1 ? 'not-critical' : 'saddle';
    return { verdict, order, witness, constant, search: evidence(null, exhausted) };
  }
  const curves =
    found && !found.exhausted
      ? withinBudget(() =>
          probeCurves(series, axes, [...found.flat, ...starts].slice(0, mostProbed), core.math),
        )
      : null;
  return {
    verdict: curves?.descends ? 'saddle-along-curves' : 'no-descent-found',
    order: null,
    witness: null,
    constant: null,
    search: evidence(curves, curves === null),
  };
}

/** Directions from which small spheres are searched where no line descends. */
const mostProbed = 12;

/** The answer, or null where the budget did not last. */
function withinBudget<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof BudgetSpent) return null;
    throw error;
  }
}

/** Against the gradient, at length 1; nothing where it is 0. */
function normed(gradient: Float64Array): Float64Array[] {
  const length = norm(gradient);
  return length > 0 ? [times(gradient, -1 / length)] : [];
}
