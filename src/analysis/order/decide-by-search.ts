import type { Core } from '../../core/contract';
import type { OrderAnswer, OrderSearchEvidence, OrderSettings } from './answer';
import { type CurveProbe, probeCurves } from './curve-probe';
import { leadingConstant } from './leading-constant';
import { type BudgetedSeries, BudgetSpent } from './line-series';
import { searchDescent, unitVectorsIn, without } from './search';
import type { Axis } from './sphere';
import { startDirections } from './starts';
import { measureTolerances } from './tolerances';
import { witnessAlong, type WitnessContext } from './witness';

/** Directions from which small spheres are searched where no line descends. */
const mostProbed = 12;

export interface OpenQuestion {
  /** Axes on which the Hessian goes up. The search leaves them out; at a kink, where they decide nothing, only once c₂ proves to vanish elsewhere. */
  readonly axes: readonly Axis[];
  /** Directions worth a try beside the usual ones. */
  readonly tries: readonly Float64Array[];
  /** What c₁ and c₂ may be and count as 0. */
  readonly first: number;
  readonly second: number;
}

/**
 * Looks for the order where the gradient and the spectrum leave it open: along lines for the order itself, on small spheres for the leading constant, or,
 * where no line descends, for a descent that bends.
 */
export function decideBySearch(
  core: Core,
  context: WitnessContext & { readonly series: BudgetedSeries },
  { highest, starts: count, seed, budget, constant: wanted }: OrderSettings,
  { axes, tries, first, second }: OpenQuestion,
): Pick<OrderAnswer, 'verdict' | 'order' | 'witness' | 'constant' | 'search'> {
  const { series, network } = context;
  const from = series.oneSided ? 1 : 3;
  const flat = axes.length > 0 ? without(axes.map((axis) => axis.vector)) : undefined;
  const project = series.oneSided ? undefined : flat;
  const suspected = series.oneSided ? flat : undefined;
  const random = core.stream(seed, 'saddle-order');
  const directions = [...tries, ...startDirections(network, series.dimension, count, random)];
  const starts = project ? unitVectorsIn(project, directions) : directions;
  const found = withinBudget(() => {
    const tolerances = measureTolerances(series, starts, directions, { first, second });
    return searchDescent(series, {
      math: core.math,
      from,
      to: highest,
      ...(project && { project }),
      ...(suspected && { suspected }),
      starts,
      tolerances,
    });
  });
  const evidence = (curves: CurveProbe | null, exhausted: boolean): OrderSearchEvidence => ({
    highest,
    reached: found?.stages.at(-1)?.order ?? from - 1,
    stages: found?.stages ?? [],
    dimension: series.dimension - (project ? axes.length : 0),
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
    // A quarter of where higher terms take over. Beyond a half weights are no longer small; much below a tenth the rounding of lower terms shows in ρ⁻ᵏ.
    const radius = Math.max(0.1, Math.min(0.5, line.to / 4));
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

/** The answer, or null where the budget did not last. */
function withinBudget<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof BudgetSpent) return null;
    throw error;
  }
}
