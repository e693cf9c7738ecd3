import type { Workspace } from '../../core/contract';
import { activation } from '../../model/activations';
import { UserError } from '../../model/user-error';
import { type Found, foundAt } from '../critical/critical-point';
import { type CriticalPoint, type Family, mergePoints } from '../critical/merge';
import { type Outcome, polish } from '../critical/polish';
import { criticalSentences } from '../critical/sentences';
import { type Start, startPoint, startsOf } from '../critical/starts';
import { type TwinLine, twinLines } from '../critical/twin-lines';
import { givenPoint } from '../given-point';
import { pointFields } from './point';
import { defineStudy, type StudyContext } from './study';

/** Critical points that a search found, classified, those that symmetry makes equal merged. */
export interface CriticalPointsReport {
  readonly seed: number;
  readonly scale: number;
  /** Random starts; the all-zero point and points of the training come on top. */
  readonly randomStarts: number;
  /** Points of the training that were starts. */
  readonly steps: readonly number[];
  readonly tolerance: number;
  readonly iterations: number;
  /** ‖θ‖ from which a search counts as running to infinity. */
  readonly away: number;
  readonly mergeTolerance: number;
  /** Taylor series that one search for a saddle order may compute. */
  readonly orderBudget: number;
  /** Of all starts. */
  readonly outcomes: { readonly [K in Outcome]: number };
  /** Loss where each search that ran away was stopped, ascending. */
  readonly awayLosses: Float64Array;
  readonly points: readonly CriticalPoint[];
  readonly families: readonly Family[];
  /** Lines through the points made by duplicated units. */
  readonly twinLines: readonly { readonly point: number; readonly line: TwinLine }[];
  readonly sentences: readonly string[];
}

/** Newton steps decompose the Hessian hundreds of times per start. */
const mostParameters = 500;
/** Starts of one part. */
const batch = 8;

export const criticalPoints = defineStudy({
  name: 'critical-points',
  label: 'Critical points',
  summary:
    'Points where the gradient is 0, found from many starts by Newton’s method, and what kind they are.',
  fields: {
    starts: {
      kind: 'number',
      label: 'Random starts',
      help: 'Normal random starts, besides the all-zero point and points that the training passed slowly.',
      default: 100,
      min: 0,
      max: 100_000,
      integer: true,
      scale: 'log',
    },
    scale: {
      kind: 'number',
      label: 'Scale',
      help: 'Standard deviation of the random starts.',
      default: 1,
      min: 0,
      exclusiveMin: true,
      max: 1000,
      scale: 'log',
    },
    searchSeed: {
      kind: 'number',
      label: 'Seed',
      help: 'Seed of the random starts.',
      default: 1,
      min: 0,
      max: 2 ** 32 - 1,
      integer: true,
    },
    iterations: {
      kind: 'number',
      label: 'Iterations',
      help: 'Hessians that one search may compute.',
      default: 300,
      min: 1,
      max: 100_000,
      integer: true,
      scale: 'log',
    },
    tolerance: {
      kind: 'number',
      label: 'Gradient tolerance',
      help: 'A point counts as critical where the gradient norm is at most this.',
      default: 1e-12,
      min: 1e-300,
      max: 1,
      scale: 'log',
    },
    bound: {
      kind: 'number',
      label: 'Bound',
      help: 'A search counts as running to infinity where ‖θ‖ is this times the square root of the number of parameters.',
      default: 5,
      min: 0,
      exclusiveMin: true,
      max: 1e6,
      scale: 'log',
    },
    orderBudget: {
      kind: 'number',
      label: 'Order budget',
      help: 'Taylor series that the search for the saddle order of one point may compute where the eigenvalues do not decide; 0 = no search.',
      default: 5000,
      min: 0,
      max: 1e9,
      integer: true,
      scale: 'log',
    },
    theta: {
      ...pointFields.theta,
      help: 'All parameters of one more start, layer by layer; empty = none.',
    },
    mergeTolerance: {
      kind: 'number',
      label: 'Merge tolerance',
      help: 'Points count as one where no parameter differs by more, up to a rearrangement of hidden units.',
      default: 1e-5,
      min: 1e-12,
      max: 0.1,
      scale: 'log',
    },
  },
  plan(run, { starts, theta }): Start[][] {
    const { parameterCount } = run.workspace;
    if (parameterCount > mostParameters)
      throw new UserError(
        `the search for critical points needs all eigenvalues of the Hessian many times, which is done for up to ${mostParameters} parameters, but this network has ${parameterCount}: make its layers narrower.`,
        'network.sizes',
      );
    // Refused here, before any search.
    if (theta.length > 0) givenPoint(theta, parameterCount);
    const all = startsOf(run, starts, theta.length > 0);
    return Array.from({ length: Math.ceil(all.length / batch) }, (_, i) =>
      all.slice(i * batch, (i + 1) * batch),
    );
  },
  work(
    run,
    { scale, searchSeed: seed, iterations, tolerance, bound, orderBudget, theta: given },
    part,
  ): Found[] {
    const workspace = inDoublePrecision(run);
    const away = awayFrom(run, bound);
    return part.map((start, index) => {
      run.progress(index / part.length);
      const theta = startPoint(run.core, run, start, { scale, seed, theta: given });
      const tick = () => run.checkCancelled();
      const end = polish(run.core, workspace, theta, { tolerance, iterations, away }, tick);
      return foundAt(run.core, workspace, start, end, { tolerance, orderBudget }, tick);
    });
  },
  join(run, settings, parts): CriticalPointsReport {
    const { searchSeed: seed, scale, starts, tolerance, iterations, bound, mergeTolerance } = settings;
    const found = parts.flat();
    const { network, l1 } = run.problem;
    const { points, families } = mergePoints(network, found, mergeTolerance);
    const outcomes = { converged: 0, 'ran-away': 0, stuck: 0, budget: 0, 'not-finite': 0 };
    for (const { outcome } of found) outcomes[outcome]++;
    const workspace = inDoublePrecision(run);
    const lines = points.flatMap(({ theta }, point) => {
      run.checkCancelled();
      return twinLines(workspace, theta, mergeTolerance, Math.max(1e-9, 1e3 * tolerance)).map((line) => ({
        point,
        line,
      }));
    });
    const away = awayFrom(run, bound);
    return {
      seed,
      scale,
      randomStarts: starts,
      steps: found.flatMap(({ start }) => (start.from === 'training' ? [start.step] : [])),
      tolerance,
      iterations,
      away,
      mergeTolerance,
      orderBudget: settings.orderBudget,
      outcomes,
      awayLosses: Float64Array.from(
        found.filter(({ outcome }) => outcome === 'ran-away').map(({ loss }) => loss),
      ).sort(),
      points,
      families,
      twinLines: lines,
      sentences: criticalSentences({
        starts: found.length,
        outcomes,
        points,
        families,
        twinLines: lines,
        settings: { seed, scale, tolerance, away },
        kinks: l1 > 0 || network.activations.some((name) => !activation(name).smooth),
      }),
    };
  },
});

/** The search is done in double precision, whatever the run’s. */
function inDoublePrecision({ core, problem, workspace }: StudyContext): Workspace {
  return problem.precision === 'f64' ? workspace : core.workspace({ ...problem, precision: 'f64' });
}

/** A root mean square of the parameters of `bound`: ‖θ‖ = 15 for the nine parameters of a 2-2-1 network at the default of 5. */
function awayFrom({ workspace }: StudyContext, bound: number): number {
  return bound * Math.sqrt(workspace.parameterCount);
}
