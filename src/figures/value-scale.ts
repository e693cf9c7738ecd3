/**
 * From the values of a landscape to positions in a colour map, and which isolines to draw.
 *
 * Loss is seen as a difference from the centre: its scale is pinned there and has an arm below and one above. Each arm
 * ends at the largest difference, unless a few exploding corners would flatten all the rest: where the largest is more
 * than `outlier` times the 90 % quantile of its arm, the arm ends at that quantile and the legend says ≥ or ≤.
 * Curvature is pinned at 0, with arms of equal length.
 * Other quantities run from their smallest (gradient norm: 0) to their largest value, with the same rule at the top.
 */
import { orderStatistics } from './order-statistics';
import { niceSteps } from './ticks';
import { inPieces, toItsEnd } from './to-its-end';

export type ScaleMode = 'linear' | 'square-root' | 'symlog';

export interface ValueScale {
  readonly kind: 'diverging' | 'sequential';
  readonly mode: ScaleMode;
  /** The value at the neutral colour (diverging), or at the low end (sequential). */
  readonly centre: number;
  /** Ends of the scale; `low` = `centre` where no value is below it. */
  readonly low: number;
  readonly high: number;
  /** Values beyond the ends exist. */
  readonly clippedLow: boolean;
  readonly clippedHigh: boolean;
  /** Every finite value is the same to the last bit. */
  readonly constant: boolean;
  readonly finiteCount: number;
  readonly nonFiniteCount: number;
}

export interface ScaleOptions {
  readonly kind: 'diverging' | 'sequential';
  readonly centre: number;
  /** `auto` (default) takes the gentlest that leaves the typical value visible. */
  readonly mode?: ScaleMode | 'auto';
  /** Both arms equally long, so that equal colours are equal differences. Default false: each arm has its own end. */
  readonly symmetric?: boolean;
}

const outlier = 3;
const quantile = 0.9;
/** Typical (median) positions below this are too pale to see. */
const visible = 0.16;
/** Symlog is linear below this share of the arm. */
const symlogKnee = 1e-4;

export function valueScale(values: ArrayLike<number>, options: ScaleOptions): ValueScale {
  return toItsEnd(valueScaleSteps(values, options));
}

/** The same in pieces of some ten milliseconds for a million values. */
export function* valueScaleSteps(
  values: ArrayLike<number>,
  options: ScaleOptions,
): Generator<void, ValueScale> {
  let [lowest, highest, finiteCount] = [Infinity, -Infinity, 0];
  yield* inPieces(values.length, (from, to) => {
    const found = extentOf(values, from, to);
    finiteCount += found.finiteCount;
    if (found.lowest < lowest) lowest = found.lowest;
    if (found.highest > highest) highest = found.highest;
  });
  const isPinned = options.kind === 'diverging' && Number.isFinite(options.centre);
  const centre = isPinned ? options.centre : finiteCount > 0 ? lowest : 0;
  yield;
  const differences = yield* differencesOf(values, centre);
  yield;
  const above = yield* armOf(1, differences.above);
  yield;
  const below = yield* armOf(-1, differences.below);
  let up = above.end;
  let down = below.end;
  if (options.symmetric && up > 0 && down > 0) up = down = Math.max(up, down);
  const linear = {
    kind: options.kind,
    centre,
    low: centre - down,
    high: centre + up,
    clippedLow: finiteCount > 0 && lowest < centre - down,
    clippedHigh: finiteCount > 0 && highest > centre + up,
    constant: finiteCount > 0 && lowest === highest,
    finiteCount,
    nonFiniteCount: values.length - finiteCount,
  };
  const wanted = options.mode ?? 'auto';
  const mode = wanted === 'auto' ? gentlest({ ...linear, mode: 'linear' }, [above, below]) : wanted;
  return { ...linear, mode };
}

/** Position of a value: −1 … 1 (diverging) or 0 … 1 (sequential), clamped at the ends. NaN for NaN. */
export function positionOf(scale: ValueScale, value: number): number {
  const difference = value - scale.centre;
  const end = difference < 0 ? scale.centre - scale.low : scale.high - scale.centre;
  if (difference === 0) return 0;
  if (!(end > 0)) return Number.isNaN(difference) ? NaN : Math.sign(difference);
  return Math.sign(difference) * bend(scale.mode, Math.min(1, Math.abs(difference) / end));
}

/** The one value of a constant landscape, which need not be the centre's where the scale is pinned elsewhere. */
export function constantOf({ low, centre, high }: ValueScale): number {
  return high > centre ? high : low;
}

/** The inverse of `positionOf` between the ends. */
export function valueAt(scale: ValueScale, position: number): number {
  const end = position < 0 ? scale.centre - scale.low : scale.high - scale.centre;
  return scale.centre + Math.sign(position) * unbend(scale.mode, Math.min(1, Math.abs(position))) * end;
}

/**
 * Values worth an isoline or a tick: the centre's, and round ones about evenly spaced in colour. Ascending; empty on a
 * constant landscape.
 * @param count about how many
 */
export function levelsOf(scale: ValueScale, count: number): number[] {
  if (scale.constant || !(scale.high > scale.low)) return [];
  if (scale.mode === 'linear') {
    const levels = niceSteps(scale.low, scale.high, count);
    if (scale.kind !== 'diverging') return levels;
    const step = levels.length > 1 ? levels[1]! - levels[0]! : scale.high - scale.low;
    const apart = levels.filter((level) => Math.abs(level - scale.centre) > 0.25 * step);
    return [...apart, scale.centre].sort((a, b) => a - b);
  }
  // Bent scales: differences 1, 2, 5 × 10ᵏ, thinned so that neighbours differ enough in colour.
  const gap = (scale.low < scale.centre ? 2 : 1) / count;
  const levels = scale.kind === 'diverging' ? [scale.centre] : [];
  for (const sign of [-1, 1]) {
    const end = sign < 0 ? scale.centre - scale.low : scale.high - scale.centre;
    if (!(end > 0)) continue;
    let last = 1 + 0.5 * gap;
    for (let power = Math.floor(Math.log10(end)); power > Math.log10(end) - 8; power--) {
      for (const digit of [5, 2, 1]) {
        const difference = digit * 10 ** power;
        const position = bend(scale.mode, difference / end);
        if (difference > end || last - position < gap || position < 0.8 * gap) continue;
        levels.push(scale.centre + sign * difference);
        last = position;
      }
    }
  }
  return levels.sort((a, b) => a - b);
}

/** One phrase for the legend; empty for a linear scale without clipping. */
export function scaleNote(scale: ValueScale): string {
  const parts: string[] = [];
  if (scale.mode === 'square-root') parts.push('square-root colour scale');
  if (scale.mode === 'symlog') parts.push('logarithmic colour scale');
  if (scale.clippedHigh || scale.clippedLow) parts.push('ends at the 90 % quantile');
  return parts.join(', ');
}

/** The values on one side of the centre. */
interface Arm {
  readonly sign: number;
  readonly count: number;
  /** Where the scale ends, as a difference from the centre; 0 for an empty arm. */
  readonly end: number;
  /** The typical difference. */
  readonly median: number;
}

function extentOf(values: ArrayLike<number>, from: number, to: number) {
  let [lowest, highest, finiteCount] = [Infinity, -Infinity, 0];
  for (let i = from; i < to; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    finiteCount++;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return { lowest, highest, finiteCount };
}

function* differencesOf(
  values: ArrayLike<number>,
  centre: number,
): Generator<void, { readonly above: Float64Array; readonly below: Float64Array }> {
  // From the front the differences of what is above, from the back of what is below.
  const differences = new Float64Array(values.length);
  const ends = { above: 0, below: values.length };
  yield* inPieces(values.length, (from, to) => putApart(values, from, to, centre, differences, ends));
  return { above: differences.subarray(0, ends.above), below: differences.subarray(ends.below) };
}

function putApart(
  values: ArrayLike<number>,
  from: number,
  to: number,
  centre: number,
  differences: Float64Array,
  ends: { above: number; below: number },
): void {
  let { above, below } = ends;
  for (let i = from; i < to; i++) {
    const difference = values[i]! - centre;
    if (difference > 0 && difference < Infinity) differences[above++] = difference;
    else if (difference < 0 && difference > -Infinity) differences[--below] = -difference;
  }
  ends.above = above;
  ends.below = below;
}

function* armOf(sign: 1 | -1, differences: Float64Array): Generator<void, Arm> {
  const count = differences.length;
  if (count === 0) return { sign, count, end: 0, median: 0 };
  const [typical, median, largest] = (yield* orderStatistics(differences, [
    Math.floor(quantile * (count - 1)),
    count >> 1,
    count - 1,
  ])) as [number, number, number];
  return { sign, count, end: largest > outlier * typical && typical > 0 ? typical : largest, median };
}

function gentlest(linear: ValueScale, arms: readonly Arm[]): ScaleMode {
  // An arm that few samples are in is not what the picture is about.
  const told = arms.filter(({ count }) => count > 0 && count >= 0.02 * linear.finiteCount);
  const modes: readonly ScaleMode[] = ['linear', 'square-root', 'symlog'];
  const enough = (mode: ScaleMode): boolean =>
    told.every(({ sign, median }) => {
      const end = sign < 0 ? linear.centre - linear.low : linear.high - linear.centre;
      return bend(mode, Math.min(1, median / end)) >= visible;
    });
  return modes.find(enough) ?? 'symlog';
}

function bend(mode: ScaleMode, share: number): number {
  if (mode === 'linear') return share;
  if (mode === 'square-root') return Math.sqrt(share);
  return Math.log1p(share / symlogKnee) / Math.log1p(1 / symlogKnee);
}

function unbend(mode: ScaleMode, position: number): number {
  if (mode === 'linear') return position;
  if (mode === 'square-root') return position * position;
  return symlogKnee * Math.expm1(position * Math.log1p(1 / symlogKnee));
}
