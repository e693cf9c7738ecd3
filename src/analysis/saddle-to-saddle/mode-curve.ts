import type { ElementaryFunctions } from '../../core/contract';

/**
 * How strongly a deep linear network of `layers` weight matrices has learned one mode of the data of strength s: u′ = N·u^(2−2/N)·(s − u), time in units of
 * τ (Saxe, McClelland & Ganguli 2013). It holds for white inputs, gradient flow, and a start in which the mode is decoupled and its layers are balanced.
 */
export interface Mode {
  /** What u ends at, above 0. */
  readonly strength: number;
  /** u at time 0, above 0. */
  readonly initial: number;
  /** N, weight matrices, 1 or more. */
  readonly layers: number;
}

/** Runge–Kutta steps are at most this share of the fastest time of the mode. */
const finest = 1 / 64;

/** u at the given times, ascending from 0 or later. */
export function modeCurve(math: ElementaryFunctions, mode: Mode, times: Float64Array): Float64Array {
  const { strength: s, initial, layers: N } = mode;
  if (N === 1) return times.map((t) => s - (s - initial) * math.exp(-t));
  // u = s/(1 + (s/u₀ − 1)·e^(−2st)), the closed form for two layers.
  if (N === 2) return times.map((t) => s / (1 + (s / initial - 1) * math.exp(-2 * s * t)));
  // In w = u^(1/N), the strength in each layer, the powers are whole: w′ = w^(N−1)·(s − w^N).
  const slope = (w: number) => {
    const lower = power(w, N - 1);
    return lower * (s - lower * w);
  };
  let w = root(math, initial, N);
  let now = 0;
  const rate = N * s * power(root(math, Math.max(s, initial), N), N - 2);
  return times.map((t) => {
    const steps = Math.max(1, Math.ceil(((t - now) * rate) / finest));
    const h = (t - now) / steps;
    for (let i = 0; i < steps; i++) {
      const a = slope(w);
      const b = slope(w + (h / 2) * a);
      const c = slope(w + (h / 2) * b);
      const d = slope(w + h * c);
      const next = w + (h / 6) * (a + 2 * (b + c) + d);
      if (next === w) break;
      w = next;
    }
    now = t;
    return power(w, N);
  });
}

/** Panels of Simpson’s rule. */
const panels = 4096;

/**
 * The time from `initial` to `reached`, both strictly between 0 and the strength: the closed form for two layers, else ∫du/(N·u^(2−2/N)·(s − u)) by
 * Simpson’s rule in ln u.
 */
export function modeTime(
  math: ElementaryFunctions,
  { strength: s, initial, layers: N }: Mode,
  reached: number,
): number {
  if (N === 1) return math.log((s - initial) / (s - reached));
  if (N === 2) return math.log((reached * (s - initial)) / (initial * (s - reached))) / (2 * s);
  const [from, to] = [math.log(initial), math.log(reached)];
  const h = (to - from) / panels;
  let sum = 0;
  for (let i = 0; i <= panels; i++) {
    const x = from + i * h;
    const weight = i === 0 || i === panels ? 1 : i % 2 === 1 ? 4 : 2;
    sum += (weight * math.exp((2 / N - 1) * x)) / (N * (s - math.exp(x)));
  }
  return (sum * h) / 3;
}

/** The start that reaches `reached` at time `time`, by bisection in ln u₀: the curve through one measured point. */
export function modeStart(
  math: ElementaryFunctions,
  mode: Omit<Mode, 'initial'>,
  reached: number,
  time: number,
): number {
  let low = math.log(reached) - 700;
  let high = math.log(reached);
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (modeTime(math, { ...mode, initial: math.exp(middle) }, reached) > time) low = middle;
    else high = middle;
  }
  return math.exp((low + high) / 2);
}

/** Whole powers by multiplication. */
function power(x: number, n: number): number {
  let product = 1;
  for (let i = 0; i < n; i++) product *= x;
  return product;
}

function root(math: ElementaryFunctions, x: number, n: number): number {
  return x === 0 ? 0 : math.exp(math.log(x) / n);
}
