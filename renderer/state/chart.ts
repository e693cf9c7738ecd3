/** The chart of a run over time, as options and data for uPlot. */
import type uPlot from 'uplot';
import { cssColour } from './css';
import type { Curve, Curves } from './curves';
import { formatCount, formatNumber } from './numbers';

/** Width of both axes, so that the scrubber below can stand on the same scale. */
const axisSize = 56;

type Column = (number | null)[];

/** Columns for uPlot. What the scale cannot show (a zero on a logarithmic one, NaN, infinities) is a gap. */
export function chartData({ steps, curves }: Curves, logarithmic: boolean): uPlot.AlignedData {
  const shown = (value: number) => (Number.isFinite(value) && (!logarithmic || value > 0) ? value : null);
  const column = (values: Float64Array): Column => Array.from(values, shown);
  return [Array.from(steps), ...curves.map(({ values }) => column(values))] as uPlot.AlignedData;
}

/** A run that diverges passes every number: beyond this the curve leaves the picture, and the axis keeps its ticks. */
const highestShown = 1e30;

/** The range of a linear scale: from zero (or the least negative value) with a little room above. */
export function linearRange(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  const bottom = Math.min(0, low);
  const top = Math.min(highestShown, high > bottom ? high : bottom + 1);
  return [bottom, top + 0.08 * (top - bottom)];
}

/** The range of a logarithmic scale: whole powers of ten, at least one decade. */
export function logRange(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null || !(low > 0) || !Number.isFinite(high)) return [0.1, 1];
  const from = Math.floor(Math.log10(low));
  const to = Math.max(from + 1, Math.ceil(Math.log10(high)));
  return [power(from), power(to)];
}

/**
 * The powers of ten within a logarithmic scale, every one or every second, third …, so that at most `most` are left. uPlot's own search for them does not end where
 * a loss of a converged run has gone below 1e-16: it adds steps that are lost in rounding.
 */
export function powersOfTen(low: number, high: number, most: number): number[] {
  const [from, to] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  const stride = Math.max(1, Math.ceil((to - from + 1) / Math.max(1, most)));
  const powers: number[] = [];
  for (let exponent = to; exponent >= from; exponent -= stride) powers.unshift(power(exponent));
  return powers;
}

/** 10 to the power of an integer, correctly rounded, which `10 **` is not everywhere; the nearest where there is none. */
const power = (exponent: number) => Number(`1e${Math.max(-323, Math.min(308, exponent))}`);

interface ChartSettings {
  readonly logarithmic: boolean;
  readonly curves: readonly Curve[];
  /** The step that the vertical line marks. */
  marker(): number;
  lastStep(): number;
  onhover(index: number | null): void;
  onpick(step: number): void;
}

export function chartOptions(settings: ChartSettings): Omit<uPlot.Options, 'width' | 'height'> {
  const ink = cssColour('--ink-quiet');
  const grid = { stroke: cssColour('--line'), width: 1 };
  const range = (_: uPlot, low: number | null, high: number | null) =>
    settings.logarithmic ? logRange(low, high) : linearRange(low, high);
  const scale = { distr: settings.logarithmic ? 3 : 1, range } as uPlot.Scale;
  const series = ({ label, axis, colour, dash }: Curve): uPlot.Series => ({
    label,
    scale: axis,
    stroke: cssColour(colour),
    width: 1.75,
    ...(dash ? { dash: [...dash] } : {}),
    points: { show: (u) => (u.data[0]?.length ?? 0) < 2, size: 6 },
  });
  const font = `11px Inter, system-ui, sans-serif`;
  const values = (_: uPlot, splits: number[]) =>
    splits.map((value) => (value === null ? '' : formatNumber(value, 3)));
  const space = 26;
  const powersOnly: Partial<uPlot.Axis> = {
    splits: (u, _, low, high) =>
      powersOfTen(low, high, Math.floor(u.bbox.height / (window.devicePixelRatio || 1) / space)),
    filter: (_, splits) => splits,
  };
  const vertical = { ticks: grid, size: axisSize, gap: 3, stroke: ink, font, space, values };
  return {
    legend: { show: false },
    padding: [10, 0, 0, 0],
    cursor: { drag: { x: false, y: false }, y: false, points: { size: 6 }, bind: { dblclick: () => null } },
    scales: { x: { time: false, range: () => [0, settings.lastStep()] }, left: scale, right: scale },
    series: [{ label: 'step' }, ...settings.curves.map(series)],
    axes: [
      {
        stroke: ink,
        grid,
        ticks: grid,
        size: 24,
        gap: 2,
        font,
        values: (_, splits) => splits.map((value) => (Number.isInteger(value) ? formatCount(value) : '')),
      },
      { ...vertical, scale: 'left', grid, ...(settings.logarithmic ? powersOnly : {}) },
      {
        ...vertical,
        // Where no curve is on it, it keeps its room: the scrubber below stands on the same scale.
        ...(settings.curves.some(({ axis }) => axis === 'right')
          ? {}
          : { values: () => [], ticks: { show: false } }),
        scale: 'right',
        side: 1,
        grid: { show: false },
        ...(settings.logarithmic ? powersOnly : {}),
      },
    ],
    hooks: {
      setCursor: [(u) => settings.onhover(u.cursor.idx ?? null)],
      ready: [
        (u) => {
          u.over.addEventListener('click', () => {
            const left = u.cursor.left ?? -1;
            if (left >= 0) settings.onpick(Math.round(u.posToVal(left, 'x')));
          });
        },
      ],
      draw: [
        (u) => {
          const x = Math.round(u.valToPos(settings.marker(), 'x', true));
          const { ctx, bbox } = u;
          ctx.save();
          ctx.strokeStyle = cssColour('--ink');
          ctx.setLineDash([]);
          ctx.lineWidth = window.devicePixelRatio || 1;
          ctx.beginPath();
          ctx.moveTo(x, bbox.top);
          ctx.lineTo(x, bbox.top + bbox.height);
          ctx.stroke();
          ctx.restore();
        },
      ],
    },
  };
}
