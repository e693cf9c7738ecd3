import type { Core, Problem, Workspace } from '../../core/contract';
import { UserError } from '../../model/user-error';
import { norm, times } from '../../model/vectors';
import { criticality } from '../criticality';
import { smoothness } from '../kinks';
import { passAt } from '../pass';
import { roundingBounds } from '../rounding';
import { mostExact } from '../spectrum/exact';
import { inertiaOf } from '../spectrum/inertia';
import type { OrderAnswer, OrderSettings, OrderSpectrum } from './answer';
import { decideBySearch } from './decide-by-search';
import { budgeted } from './line-series';
import { inDoublePrecision, networkSeries } from './network-series';
import type { Axis } from './sphere';
import { downhill } from './steepest';
import { witnessAlong } from './witness';

/**
 * The saddle order of the training loss at θ, with what proves it. The gradient and the spectrum decide orders 1 and 2, a search the others.
 * @param tick called at every Taylor series with the share of the budget that is spent; may throw to cancel
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
  if (P > mostExact)
    throw new UserError(
      `the saddle order needs all eigenvalues of the Hessian, which are computed for up to ${mostExact} parameters, but this network has ${P}: make its layers narrower.`,
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
  const oneSided = smooth.verdict !== 'smooth';
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
    const steepest = downhill(shown.series, vector(0));
    const exact = { error: 0, method: 'eigenvalue', spheres: [] } as const;
    const constant = { ...exact, value: -spectrum.lowest / 2, steepest };
    return { ...facts, verdict: 'strict-saddle', order: 2, witness, constant };
  }
  if (!oneSided && spectrum.positive === P)
    return { ...facts, verdict: 'minimum-to-second-order', order: null, witness: null };
  const answer = decideBySearch(core, context, settings, {
    axes,
    tries: oneSided ? [...againstGradient(gradient), ...(spectrum.negative > 0 ? [vector(0)] : [])] : [],
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
  // Rounding in the Hessian, the solver's residuals together (Weyl), and what a gradient that is not quite 0 may stand for.
  const tolerance = Math.max(hessianBound + norm(residuals!), 10 * remaining);
  const inertia = inertiaOf(values, tolerance);
  const axes = Array.from({ length: inertia.positive }, (_, i) => P - 1 - i).map((k) => ({
    vector: vector(k),
    curvature: values[k]!,
  }));
  return {
    spectrum: { ...inertia, lowest: values[0]!, highest: values[P - 1]!, residual: residuals![0]! },
    vector,
    axes,
  };
}

/** −∇ at length 1; nothing where it is 0. */
function againstGradient(gradient: Float64Array): Float64Array[] {
  const length = norm(gradient);
  return length > 0 ? [times(gradient, -1 / length)] : [];
}
