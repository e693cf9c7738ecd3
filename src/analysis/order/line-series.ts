/**
 * The loss near a point as a Taylor series along every line: loss(θ + t·d) = Σ c_k(d)·t^k. What the search for the saddle order knows of the loss, so that
 * it can be tried on polynomials whose answer is known.
 */
export interface LineSeries {
  /** Length of θ and of every direction. */
  readonly dimension: number;
  /** The series holds for t ≥ 0 only, because units are on the kink of their activation; −d is then another line than d. */
  readonly oneSided: boolean;
  /** c₀ … c_order. */
  coefficients(direction: Float64Array, order: number): Float64Array;
  /** The same with ∂c_k/∂direction: (order + 1) × dimension. */
  expand(direction: Float64Array, order: number): LineExpansion;
  /** loss(θ + t·d) itself. */
  loss(direction: Float64Array, t: number): number;
}

export interface LineExpansion {
  readonly coefficients: Float64Array;
  readonly gradients: Float64Array;
}

/** The highest order that the core's series arithmetic has. */
export const highestOrder = 12;

/** Thrown where a series has been asked more often than the search may. Caught by the search, which then says how far it came. */
export class BudgetSpent extends Error {}

/** A series that counts how often it is asked. */
export interface BudgetedSeries extends LineSeries {
  readonly spent: () => number;
  /** The same without a limit, for what is shown of an answer already found. */
  readonly unlimited: LineSeries;
}

/** The same series with a limit; throws `BudgetSpent` at the call after the last. `tick` is called each time, with the share of the budget spent: one series of a large network takes long. */
export function budgeted(series: LineSeries, budget: number, tick: (share: number) => void): BudgetedSeries {
  let spent = 0;
  const spend = () => {
    if (spent >= budget) throw new BudgetSpent();
    spent += 1;
    tick(spent / budget);
  };
  return {
    dimension: series.dimension,
    oneSided: series.oneSided,
    unlimited: series,
    spent: () => spent,
    coefficients(direction, order) {
      spend();
      return series.coefficients(direction, order);
    },
    expand(direction, order) {
      spend();
      return series.expand(direction, order);
    },
    loss(direction, t) {
      spend();
      return series.loss(direction, t);
    },
  };
}
