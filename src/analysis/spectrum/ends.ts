import type { Core, RandomStream } from '../../core/contract';
import { addScaled, dot, norm, randomUnit, times } from '../../model/vectors';
import { type Pair, residualOf } from './direction';

/** The extreme eigenpairs of a symmetric matrix that is known by its products. */
export interface Ends {
  /** Ascending: the lowest ones, as many as were asked for (or all). */
  readonly lowest: readonly Pair[];
  /** Descending: the highest ones. */
  readonly highest: readonly Pair[];
  /** Every pair listed is converged to its residual and a last pass from a new start found none beyond them, nor a further copy that belongs among them. */
  readonly confirmed: boolean;
  /** Products with the matrix. */
  readonly products: number;
  /** Iterations, each from a new random start orthogonal to all that was found before. */
  readonly passes: number;
}

export interface EndsOptions {
  /** Pairs per end. */
  readonly count: number;
  /** Steps of the first iteration; doubled up to four times as many where an end does not converge. */
  readonly steps: number;
  /** A pair counts as found once ‖A·x − λ·x‖ is at most this share of the largest |λ|. */
  readonly accuracy: number;
  readonly random: RandomStream;
}

/**
 * Lanczos sees one vector per eigenvalue, whatever its multiplicity. So it is run again and again from new random starts orthogonal to everything found
 * (deflation), until a pass brings nothing that belongs among the extremes. ±λ pairs are no difficulty: both ends converge in the same pass.
 */
export function extremePairs(
  core: Core,
  n: number,
  apply: (v: Float64Array) => Float64Array,
  options: EndsOptions,
): Ends {
  const { random } = options;
  const count = Math.min(options.count, n);
  const found: Pair[] = [];
  let unsure: Pair[] = [];
  let scale = 0;
  let products = 0;
  let passes = 0;
  let steps = options.steps;
  const counted = (v: Float64Array): Float64Array => {
    products++;
    return apply(v);
  };
  const deflated = (v: Float64Array): Float64Array => project(counted(v), found);
  const margin = (): number => 2 * options.accuracy * scale;
  // Each pass that changes the extremes brings at least one pair for good: 2·count of them, the confirming pass, and longer passes.
  for (const mostPasses = 2 * count + 6; passes < mostPasses && found.length < n;) {
    passes++;
    const start = randomUnit(
      n,
      random,
      found.map(({ vector }) => vector),
    );
    const lanczos = core.lanczos(n, deflated, { steps: Math.min(steps, n - found.length), start });
    const { values, residuals } = lanczos;
    scale = Math.max(scale, Math.abs(values[0]!), Math.abs(values.at(-1)!));
    const before = { low: bound(found, count, 'low'), high: bound(found, count, 'high') };
    const good: Pair[] = [];
    const fresh: Pair[] = [];
    let waiting = false;
    for (const end of ['low', 'high'] as const) {
      for (let i = 0; i < Math.min(count, values.length); i++) {
        const k = end === 'low' ? i : values.length - 1 - i;
        const beyond =
          end === 'low' ? values[k]! < before.low - margin() : values[k]! > before.high + margin();
        if (!beyond) break;
        const pair = refined(lanczos.vector(k), [...found, ...good], counted);
        if (pair === null) continue;
        if (residuals[k]! > options.accuracy * scale || pair.residual > options.accuracy * scale) {
          waiting = true;
          if (!fresh.some(({ value }) => value === pair.value)) fresh.push(pair);
          break;
        }
        good.push(pair);
      }
    }
    unsure = fresh;
    found.push(...good);
    if (good.length === 0 && !waiting) return listed(found, [], count, true, products, passes);
    if (waiting && good.length === 0) {
      if (steps >= Math.min(n, 4 * options.steps)) break;
      steps = Math.min(n, 2 * steps);
    }
  }
  return listed(found, unsure, count, found.length >= n, products, passes);
}

/** The pair at rank `count` of an end so far: a new one must lie beyond it. Infinite while there are fewer. */
function bound(found: readonly Pair[], count: number, end: 'low' | 'high'): number {
  const sorted = found.map(({ value }) => value).sort((a, b) => (end === 'low' ? a - b : b - a));
  return sorted[count - 1] ?? (end === 'low' ? Infinity : -Infinity);
}

/** The Ritz vector made orthogonal to what was found, with its Rayleigh quotient; null for a ghost of something found. */
function refined(
  ritz: Float64Array,
  found: readonly Pair[],
  apply: (v: Float64Array) => Float64Array,
): Pair | null {
  const rest = project(project(ritz, found), found);
  const length = norm(rest);
  if (!(length > 0.5)) return null;
  const vector = times(rest, 1 / length);
  const product = apply(vector);
  const value = dot(vector, product);
  return { value, vector, residual: residualOf(product, value, vector) };
}

/** The part orthogonal to all pairs. */
function project(vector: Float64Array, pairs: readonly Pair[]): Float64Array {
  const rest = vector.slice();
  for (const pair of pairs) addScaled(rest, -dot(rest, pair.vector), pair.vector);
  return rest;
}

function listed(
  found: readonly Pair[],
  unsure: readonly Pair[],
  count: number,
  confirmed: boolean,
  products: number,
  passes: number,
): Ends {
  const ascending = [...found, ...unsure].sort((a, b) => a.value - b.value);
  const shown = Math.min(count, ascending.length);
  return {
    lowest: ascending.slice(0, shown),
    highest: ascending.slice(ascending.length - shown).reverse(),
    confirmed,
    products,
    passes,
  };
}
