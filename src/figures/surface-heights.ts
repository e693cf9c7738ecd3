/**
 * How high a value stands on the surface: 0 at the floor, 1 at the top.
 *
 * - `linear`: between the ends of the colour scale, so that the picture is high where its colour is strong. What lies beyond them stands at the end.
 * - `logarithmic`: powers of ten evenly spaced, from the smallest positive value to the largest; 0 and less stand on the floor.
 * - `about-centre`: the logarithm of the difference from the value at the centre, up and down alike: shows what is flat in the others.
 */
import { formatApart, formatNumber, niceSteps } from './ticks';
import type { ValueScale } from './value-scale';

export type HeightMode = 'linear' | 'logarithmic' | 'about-centre';

export const heightModes: readonly { readonly value: HeightMode; readonly label: string }[] = [
  { value: 'linear', label: 'Linear' },
  { value: 'logarithmic', label: 'Logarithmic' },
  { value: 'about-centre', label: 'Logarithmic about the centre' },
];

export interface HeightScale {
  /** What is drawn: `linear` where there is no positive value to take the logarithm of. */
  readonly mode: HeightMode;
  /** Values at the floor and at the top. */
  readonly low: number;
  readonly high: number;
  /** Samples that stand at the end because they lie beyond it. */
  readonly above: number;
  readonly below: number;
  readonly ticks: readonly { readonly height: number; readonly text: string }[];
  /** 0 … 1; NaN for what is not finite. */
  heightOf(value: number): number;
}

/** A logarithmic surface is never deeper than this many powers of ten: a loss that has all but vanished would press the rest flat. */
const mostDecades = 12;

const slack = 1e-9;

export function heightScale(
  values: Float64Array,
  colours: ValueScale,
  wanted: HeightMode,
  tickCount = 5,
): HeightScale {
  const made =
    (wanted === 'logarithmic' ? logarithmic(values, tickCount) : null) ??
    (wanted === 'about-centre' ? aboutCentre(colours, tickCount) : linear(colours, tickCount));
  let above = 0;
  let below = 0;
  const raw = made.shareOf;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    // The ends are differences from the centre: rounding puts the outermost value a last bit beyond.
    if (raw(value) > 1 + slack) above++;
    if (raw(value) < -slack) below++;
  }
  const clamped = (value: number): number =>
    Number.isFinite(value) ? Math.min(1, Math.max(0, raw(value))) : NaN;
  return {
    mode: made.mode,
    low: made.low,
    high: made.high,
    above,
    below,
    ticks: labelled(made.ticks).map(({ value, text }) => ({ height: clamped(value), text })),
    heightOf: clamped,
  };
}

interface Draft {
  readonly mode: HeightMode;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly shareOf: (value: number) => number;
}

function linear({ low, high }: ValueScale, count: number): Draft {
  // Also where the difference of the two is beyond all numbers.
  const flat = !(high - low > 0 && high - low < Infinity);
  return {
    mode: 'linear',
    low,
    high,
    ticks: flat ? [low] : niceSteps(low, high, count),
    // A constant landscape is a table half way up.
    shareOf: (value) => (flat ? 0.5 : (value - low) / (high - low)),
  };
}

function logarithmic(values: Float64Array, count: number): Draft | null {
  let least = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!(value > 0) || value === Infinity) continue;
    least = Math.min(least, value);
    high = Math.max(high, value);
  }
  if (!(high > 0)) return null;
  const low = Math.max(least, high * 10 ** -mostDecades);
  const [bottom, top] = [Math.log10(low), Math.log10(high)];
  const flat = !(top > bottom);
  const whole = niceSteps(bottom, top, count).filter(Number.isInteger);
  const ticks =
    whole.length > 1
      ? whole.map((power) => Number(`1e${power}`))
      : flat
        ? [low]
        : niceSteps(low, high, count);
  return {
    mode: 'logarithmic',
    low,
    high,
    ticks,
    // Below the floor is the floor: the logarithm of 0 is no place on a picture.
    shareOf: (value) => (flat ? 0.5 : value > 0 ? (Math.log10(value) - bottom) / (top - bottom) : -1),
  };
}

/** Differences of less than this share of the largest are shown as they are, larger ones by their logarithm. */
const knee = 0.01;

function aboutCentre({ centre, low, high }: ValueScale, count: number): Draft {
  // One scale for both sides: the colours may have two, but equal heights are to be equal differences.
  const reach = Math.max(high - centre, centre - low);
  const bend = (difference: number): number =>
    Math.sign(difference) * Math.log1p(Math.abs(difference) / (knee * reach));
  const [bottom, top] = [bend(low - centre), bend(high - centre)];
  const flat = !(top > bottom && reach < Infinity);
  const ticks = [centre];
  if (!flat) {
    const gap = (top - bottom) / (count + 1);
    for (const sign of [-1, 1]) {
      let last = Infinity;
      // 1 and 3 times the powers of ten, downwards as long as they stand clear of the centre.
      for (let power = Math.ceil(Math.log10(reach)); ; power -= 0.5) {
        const difference = Number((10 ** power).toPrecision(1));
        const place = bend(difference);
        if (place < gap) break;
        const value = centre + sign * difference;
        if (value < low || value > high || last - place < gap) continue;
        ticks.push(value);
        last = place;
      }
    }
  }
  return {
    mode: 'about-centre',
    low,
    high,
    ticks: ticks.sort((a, b) => a - b),
    shareOf: (value) => (flat ? 0.5 : (bend(value - centre) - bottom) / (top - bottom)),
  };
}

function labelled(values: readonly number[]): { value: number; text: string }[] {
  const apart = values.length > 1 ? formatApart(values) : (value: number) => formatNumber(value, 6);
  return values.map((value) => ({ value, text: apart(value) }));
}
