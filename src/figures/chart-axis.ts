/**
 * A vertical axis of a chart, linear or logarithmic. A logarithmic axis has no place for 0, and near a saddle zeros are
 * the finding: exact zeros get a line of their own at the foot of the plot, below a gap, labelled 0.
 */
import type { Box } from './context';
import { formatApart, formatNumber, niceSteps, superscript } from './ticks';

export type AxisMode = 'linear' | 'log';

export interface ChartAxis {
  readonly mode: AxisMode;
  /** y of a value, null where it has none (NaN, ±∞, negative on a log axis). */
  toPixel(value: number): number | null;
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** y of the line of exact zeros; null where there is none. */
  readonly zeroLine: number | null;
}

/** Height kept for the line of zeros. */
const zeroStrip = 22;

/** `auto`: logarithmic when the positive values span more than a factor of 100. */
export function chartAxis(values: Float64Array, plot: Box, wanted: AxisMode | 'auto'): ChartAxis {
  let low = Infinity;
  let high = -Infinity;
  let smallestPositive = Infinity;
  let zeros = false;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
    if (value > 0) smallestPositive = Math.min(smallestPositive, value);
    if (value === 0) zeros = true;
  }
  const positive = smallestPositive < Infinity && low >= 0;
  const mode = wanted === 'auto' ? (positive && high > 100 * smallestPositive ? 'log' : 'linear') : wanted;
  if (mode === 'log' && smallestPositive < Infinity) return logAxis(smallestPositive, high, zeros, plot);
  return linearAxis(low, high, plot);
}

function linearAxis(lowest: number, highest: number, plot: Box): ChartAxis {
  let [low, high] = lowest <= highest ? [lowest, highest] : [0, 1];
  // Room above and below; 0 is shown when it is near.
  if (low > 0 && low < 0.4 * high) low = 0;
  if (high === low) {
    const half = high === 0 ? 1 : Math.abs(high) / 2;
    [low, high] = [low === 0 ? 0 : low - half, high + half];
  }
  const span = high - low;
  if (low !== 0) low -= 0.06 * span;
  high += 0.08 * span;
  const bottom = plot.y + plot.height;
  const at = (value: number): number => bottom - ((value - low) / (high - low)) * plot.height;
  const steps = niceSteps(low, high, Math.max(2, Math.min(6, plot.height / 34)));
  const format = formatApart(steps);
  return {
    mode: 'linear',
    toPixel: (value) => (Number.isFinite(value) ? at(value) : null),
    ticks: steps.map((value) => ({ at: at(value), text: format(value) })),
    zeroLine: null,
  };
}

function logAxis(smallest: number, largest: number, zeros: boolean, plot: Box): ChartAxis {
  let low = Math.log10(smallest);
  let high = Math.log10(largest);
  if (high - low < 1) [low, high] = [Math.floor(low), Math.max(Math.ceil(high), Math.floor(low) + 1)];
  const pad = 0.05 * (high - low);
  low -= pad;
  high += pad;
  const foot = plot.y + plot.height - (zeros ? zeroStrip : 0);
  const height = foot - plot.y;
  const at = (value: number): number => foot - ((Math.log10(value) - low) / (high - low)) * height;
  const powers: number[] = [];
  const stride = Math.max(1, Math.ceil((high - low) / Math.max(2, height / 30)));
  for (let power = Math.ceil(low); power <= high; power++) if (power % stride === 0) powers.push(power);
  // One or two powers of ten tell too little: 2 and 5 of each are marked, too.
  const fine =
    powers.length < 3 && stride === 1
      ? [...powers, Math.floor(low)].flatMap((power) => [Number(`2e${power}`), Number(`5e${power}`)])
      : [];
  const zeroLine = zeros ? plot.y + plot.height - zeroStrip / 3 : null;
  const plain = powers.every((power) => power >= -3 && power <= (fine.length > 0 ? 5 : 3));
  const ticks = powers.map((power) => ({
    at: at(10 ** power),
    text: plain || power === 0 ? formatNumber(Number(`1e${power}`)) : `10${superscript(power)}`,
  }));
  for (const value of new Set(fine)) {
    const within = Math.log10(value) >= low && Math.log10(value) <= high;
    if (within) ticks.push({ at: at(value), text: formatNumber(value) });
  }
  if (zeroLine !== null) ticks.push({ at: zeroLine, text: '0' });
  return {
    mode: 'log',
    toPixel: (value) => (value === 0 ? zeroLine : value > 0 && Number.isFinite(value) ? at(value) : null),
    ticks,
    zeroLine,
  };
}
