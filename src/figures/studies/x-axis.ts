/** The horizontal axis of a study's chart. Unlike a vertical one it ends where the data end, but for dots, which need room. */
import type { Box } from '../context';
import { formatApart, formatNumber, niceSteps, superscript } from '../ticks';
import type { StudyChart } from './study-view';

export interface XAxis {
  /** x of a value in the figure's units; null where the axis has no place for it. */
  toPixel(value: number): number | null;
  toValue(pixel: number): number;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

/** Room for one tick with its number. */
const tickWidth = 72;

export function xAxis({ x, series }: StudyChart, plot: Pick<Box, 'x' | 'width'>): XAxis {
  const logarithmic = x.scale === 'log';
  let low = Infinity;
  let high = -Infinity;
  let whole = true;
  for (const { x: values, y } of series) {
    values.forEach((value, i) => {
      if (!Number.isFinite(value) || !Number.isFinite(y[i]) || (logarithmic && !(value > 0))) return;
      low = Math.min(low, value);
      high = Math.max(high, value);
      whole &&= Number.isInteger(value);
    });
  }
  if (!(low <= high)) [low, high] = logarithmic ? [0.1, 1] : [0, 1];
  const dots = series.some(({ draw }) => draw === 'points' || draw === 'stems');
  const count = Math.max(2, Math.min(10, plot.width / tickWidth));
  return logarithmic
    ? logarithmicAxis(low, high, plot, count, dots)
    : linearAxis(low, high, plot, count, dots, whole);
}

function linearAxis(
  lowest: number,
  highest: number,
  plot: Pick<Box, 'x' | 'width'>,
  count: number,
  dots: boolean,
  whole: boolean,
): XAxis {
  const pad = highest === lowest ? (whole ? 1 : Math.abs(highest) / 2 || 1) : 0;
  const room = dots ? 0.04 * (highest - lowest) : 0;
  const [low, high] = [lowest - pad - room, highest + pad + room];
  const steps = niceSteps(low, high, count).filter((step) => !whole || Number.isInteger(step));
  const format = formatApart(steps);
  const at = (value: number) => plot.x + ((value - low) / (high - low)) * plot.width;
  return {
    toPixel: (value) => (Number.isFinite(value) ? at(value) : null),
    toValue: (pixel) => low + ((pixel - plot.x) / plot.width) * (high - low),
    ticks: steps.map((step) => ({ at: at(step), text: format(step) })),
  };
}

function logarithmicAxis(
  lowest: number,
  highest: number,
  plot: Pick<Box, 'x' | 'width'>,
  count: number,
  dots: boolean,
): XAxis {
  let low = Math.log10(lowest);
  let high = Math.log10(highest);
  if (high - low < 0.05) [low, high] = [low - 0.3, high + 0.3];
  const room = dots ? 0.04 * (high - low) : 0;
  [low, high] = [low - room, high + room];
  const at = (value: number) => plot.x + ((Math.log10(value) - low) / (high - low)) * plot.width;
  const within = (value: number) => Math.log10(value) >= low - 1e-9 && Math.log10(value) <= high + 1e-9;
  const [from, to] = [Math.floor(low), Math.ceil(high)];
  const decades = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const stride = Math.max(1, Math.ceil((high - low) / count));
  const powers = decades.filter((power) => power % stride === 0 && within(Number(`1e${power}`)));
  // Fewer than three powers of ten tell too little: 1, 2 and 5 of each are marked.
  const digits = powers.length < 3 && high - low < 3 ? [1, 2, 5] : [1];
  const values =
    digits.length === 1
      ? powers.map((power) => Number(`1e${power}`))
      : decades.flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`))).filter(within);
  const plain = values.every((value) => value >= 1e-3 && value <= 1e5);
  const text = (value: number) =>
    plain || digits.length > 1 ? formatNumber(value) : `10${superscript(Math.round(Math.log10(value)))}`;
  return {
    toPixel: (value) => (value > 0 && Number.isFinite(value) ? at(value) : null),
    toValue: (pixel) => 10 ** (low + ((pixel - plot.x) / plot.width) * (high - low)),
    ticks: values.map((value) => ({ at: at(value), text: text(value) })),
  };
}
