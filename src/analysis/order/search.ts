import type { ElementaryFunctions } from '../../core/contract';
import { difference, dot, norm, times } from '../../model/vectors';
import { type LineOrder, lineOrder } from './line-order';
import { BudgetSpent, highestOrder, type LineSeries } from './line-series';
import type { Measured } from './tolerances';
import { ZeroSets } from './zero-sets';

/** What the search found about the coefficients of one order, on the directions whose lower ones vanish. */
export interface OrderStage {
  readonly order: number;
  /** Directions looked at. */
  readonly directions: number;
  /** `zero`: the coefficient vanishes on all of them; `positive`: it is positive wherever it was looked for; `zero-set`: positive or 0; `negative`: descent. */
  readonly outcome: 'zero' | 'positive' | 'zero-set' | 'negative';
  /** The lowest coefficient found. */
  readonly lowest: number;
  /** The highest on the directions before they were improved. */
  readonly highest: number;
  /** What counted as 0. */
  readonly zero: number;
}

export interface DescentLine {
  /** A unit vector. */
  readonly direction: Float64Array;
  /** c₀ … c₁₂ along it. */
  readonly coefficients: Float64Array;
  readonly line: LineOrder;
}

export interface DescentSearch {
  readonly descent: DescentLine | null;
  readonly stages: readonly OrderStage[];
  /** The order at which every direction tried turned out to go up, or null. */
  readonly positiveAt: number | null;
  /** The budget was spent before the search was done. */
  readonly exhausted: boolean;
  /** Directions on which all lower coefficients vanish, as far as the search came. */
  readonly flat: readonly Float64Array[];
}

export interface SearchOptions {
  readonly math: Pick<ElementaryFunctions, 'exp' | 'log'>;
  /** The first order to look at: 1 at a kink, 3 in the null space of a Hessian. */
  readonly from: number;
  readonly to: number;
  /** Projects onto the space that is searched, in exact arithmetic idempotent; absent = all of it. */
  readonly project?: (vector: Float64Array) => Float64Array;
  /** At a kink: a projector onto a linear space that may be all of where c₂ vanishes. Where it is, the search goes on in it exactly, as it does without a kink. */
  readonly suspected?: (vector: Float64Array) => Float64Array;
  /** Unit vectors of that space. */
  readonly starts: readonly Float64Array[];
  readonly tolerances: Measured;
}

const iterations = { improve: 60, polish: 300 };
/** Directions that are improved for the sake of a steeper witness. */
const improved = 16;
/** Of the scale of a coefficient: minimised to less than this it is taken to reach 0, if slowly. */
const nearZero = 1e-4;

/**
 * The smallest order k for which some line's first coefficient that is not 0 is c_k < 0.
 *
 * Order by order: on the directions whose lower coefficients vanish, c_k is sampled. Where it vanishes on generic directions it vanishes on all near them
 * (it is a polynomial). Where it is odd and not 0, d or −d descends. Else it is minimised there, the lower ones held at 0 by a penalty and then
 * restored; if no value is negative, its zero set is where the next order is looked at.
 */
export function searchDescent(series: LineSeries, options: SearchOptions): DescentSearch {
  return new Search(series, options).run();
}

class Search {
  readonly #stages: OrderStage[] = [];
  /** Orders whose coefficients are non-negative and not 0 everywhere: they are held at 0. */
  #held: number[] = [];
  #zeroSets: ZeroSets;
  #starts: readonly Float64Array[];
  #pool: Float64Array[];

  constructor(
    private readonly series: LineSeries,
    private readonly options: SearchOptions,
  ) {
    this.#zeroSets = new ZeroSets(series, options.tolerances, options.project);
    this.#starts = options.starts;
    this.#pool = this.#mirrored(options.starts);
  }

  run(): DescentSearch {
    let positiveAt: number | null = null;
    let descent: DescentLine | null = null;
    let exhausted = false;
    try {
      for (let k = this.options.from; k <= this.options.to && !descent && positiveAt === null; k++) {
        const stage = this.#stage(k);
        descent = stage.descent;
        if (stage.outcome === 'positive') positiveAt = k;
      }
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      exhausted = true;
    }
    return { descent, stages: this.#stages, positiveAt, exhausted, flat: this.#pool };
  }

  #stage(k: number): { outcome: OrderStage['outcome']; descent: DescentLine | null } {
    const zero = this.options.tolerances.zeros[k]!;
    const lines = this.#pool.map((direction) => this.#line(direction));
    const values = lines.map(({ coefficients }) => coefficients[k]!);
    const tell = (outcome: OrderStage['outcome'], lowest: number, descent: DescentLine | null = null) => {
      const highest = Math.max(...values);
      this.#stages.push({ order: k, directions: values.length, outcome, lowest, highest, zero });
      return { outcome, descent };
    };
    const sampled = steepest(lines.map((line) => this.#descending(line, k)));
    if (sampled) {
      const best = this.#steepestNear(sampled);
      return tell('negative', best.line.coefficient, best);
    }
    if (values.every((value) => Math.abs(value) <= zero)) return tell('zero', Math.min(...values));
    const ends: Float64Array[] = [];
    const least: number[] = [];
    for (const start of this.#pool) {
      const end = this.#zeroSets.lowest(start, k, this.#held, iterations.improve);
      const line = this.#line(end);
      const found = this.#descending(line, k);
      if (found) {
        const best = this.#steepestNear(found);
        return tell('negative', best.line.coefficient, best);
      }
      if (!this.#zeroSets.vanishing(end, this.#held)) continue;
      least.push(line.coefficients[k]!);
      ends.push(end);
    }
    const lowest = Math.min(...(least.length > 0 ? least : values));
    const limit = Math.max(zero, nearZero * this.options.tolerances.scales[k]!);
    const flat = ends.filter((_, i) => least[i]! <= limit);
    if (least.length > 0 && flat.length === 0) return tell('positive', lowest);
    this.#held.push(k);
    const restored = this.#mirrored(
      this.#starts.map((start) => this.#zeroSets.restore(start, this.#held)),
    ).filter((direction) => this.#zeroSets.vanishing(direction, this.#held));
    if (restored.length + flat.length > 0) this.#pool = [...restored, ...flat];
    if (k === 2) this.#narrow();
    return tell('zero-set', lowest);
  }

  /** Goes on in the suspected space, where that is what was found to be the zero set of c₂. */
  #narrow(): void {
    const { suspected, tolerances } = this.options;
    if (!suspected || this.#held.length !== 1) return;
    const starts = unitVectorsIn(suspected, this.#starts);
    const inside = this.#pool.every((point) => norm(difference(suspected(point), point)) < 1e-6);
    if (!inside || !starts.every((start) => this.#zeroSets.vanishing(start, this.#held))) return;
    this.#held = [];
    this.#zeroSets = new ZeroSets(this.series, tolerances, suspected);
    this.#starts = starts;
    this.#pool = this.#mirrored(starts);
  }

  /** The line with the sign that descends, where its order is at most k and it does descend, as the loss itself confirms. */
  #descending(line: DescentLine | Unclassified, k: number): DescentLine | null {
    if (line.line === null || line.line.order > k) return null;
    let found: DescentLine = { ...line, line: line.line };
    if (found.line.coefficient > 0) {
      if (this.series.oneSided || found.line.order % 2 === 0) return null;
      const flipped = this.#line(times(found.direction, -1));
      if (flipped.line === null || flipped.line.coefficient > 0) return null;
      found = { ...flipped, line: flipped.line };
    }
    return this.#confirmed(found) ? found : null;
  }

  /**
   * The loss itself falls somewhere on the range that the term rules. Where the fall is less than the loss's rounding the series alone is believed, unless its
   * next two terms, which would show a square, are beyond its end.
   */
  #confirmed({ direction, coefficients, line }: DescentLine): boolean {
    const loss = coefficients[0]!;
    for (let t = Math.min(line.to, 1) / 2, tries = 0; tries < 8; t /= 2, tries++) {
      let predicted = line.coefficient;
      for (let j = 0; j < line.order; j++) predicted *= t;
      if (Math.abs(predicted) < 1e-13 * Math.abs(loss)) return line.order <= highestOrder - 2;
      if (this.series.loss(direction, t) < loss) return true;
    }
    return false;
  }

  #line(direction: Float64Array): DescentLine | Unclassified {
    const coefficients = this.series.coefficients(direction, highestOrder);
    const line = lineOrder(coefficients, this.options.tolerances, this.options.math);
    return { direction, coefficients, line };
  }

  /** The steepest line of a descent's order that minimising leads to, from it and from other directions; or what was found when the budget ends. */
  #steepestNear(found: DescentLine): DescentLine {
    const { order } = found.line;
    const held = this.#held.filter((lower) => lower < order);
    let best = found;
    const improve = (start: Float64Array, steps: number) => {
      const end = this.#zeroSets.lowest(start, order, held, steps);
      const line = this.#descending(this.#line(end), order);
      if (line?.line.order === order && line.line.coefficient < best.line.coefficient) best = line;
    };
    try {
      improve(found.direction, iterations.improve);
      for (const start of this.#pool.slice(0, improved)) improve(start, iterations.improve);
      improve(best.direction, iterations.polish);
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
    }
    return best;
  }

  /** With the opposite of each, where that is another line. */
  #mirrored(directions: readonly Float64Array[]): Float64Array[] {
    return this.series.oneSided
      ? directions.flatMap((direction) => [direction, times(direction, -1)])
      : [...directions];
  }
}

interface Unclassified {
  readonly direction: Float64Array;
  readonly coefficients: Float64Array;
  readonly line: LineOrder | null;
}

/** Of the lowest order, the one with the lowest coefficient. */
function steepest(lines: readonly (DescentLine | null)[]): DescentLine | null {
  let best: DescentLine | null = null;
  for (const line of lines) {
    if (line === null) continue;
    const order = best ? line.line.order - best.line.order : -1;
    if (order < 0 || (order === 0 && line.line.coefficient < best!.line.coefficient)) best = line;
  }
  return best;
}

/** v − Σ (v·aᵢ)·aᵢ for orthonormal aᵢ, twice against rounding. */
export function without(axes: readonly Float64Array[]): (vector: Float64Array) => Float64Array {
  return (vector) => {
    const rest = vector.slice();
    for (let pass = 0; pass < 2; pass++)
      for (const axis of axes) {
        const along = dot(rest, axis);
        for (let i = 0; i < rest.length; i++) rest[i]! -= along * axis[i]!;
      }
    return rest;
  };
}

/** Unit vectors of a space; those that lie outside of it are left out. */
export function unitVectorsIn(
  space: (vector: Float64Array) => Float64Array,
  vectors: readonly Float64Array[],
): Float64Array[] {
  return vectors.flatMap((vector) => {
    const inside = space(vector);
    const length = norm(inside);
    return length > 1e-8 * norm(vector) ? [times(inside, 1 / length)] : [];
  });
}
