/** A chart of a study as options and data for uPlot. */
import uPlot from 'uplot';
import type { ChartAxis, ChartSeries, StudyChart, Tone } from '../../src/figures/studies';
import { linearRange, logRange } from './chart';
import { cssColour } from './css';
import { formatNumber } from './numbers';

const colours: Readonly<Record<Tone, `--${string}`>> = {
  accent: '--accent',
  above: '--above',
  below: '--below',
  quiet: '--ink-quiet',
  witness: '--trajectory',
  twins: '--twin-1',
};

/** All series over the union of their x, ascending; where a series has no value of its own, or one that its axis cannot show, is null. */
export function studyChartData({ x, y, series }: StudyChart): uPlot.AlignedData {
  const canShow = (value: number, { scale }: ChartAxis) =>
    Number.isFinite(value) && (scale === 'linear' || value > 0);
  const xs = new Set<number>();
  for (const { x: own } of series) for (const value of own) if (canShow(value, x)) xs.add(value);
  const union = [...xs].sort((a, b) => a - b);
  const place = new Map(union.map((value, index) => [value, index]));
  const columns = series.map((one) => {
    const column: (number | null)[] = new Array<number | null>(union.length).fill(null);
    one.x.forEach((at, index) => {
      const target = place.get(at);
      const value = one.y[index]!;
      if (target !== undefined && canShow(value, y)) column[target] = value;
    });
    return column;
  });
  return [union, ...columns] as uPlot.AlignedData;
}

export function studyChartOptions(chart: StudyChart): Omit<uPlot.Options, 'width' | 'height'> {
  const ink = cssColour('--ink-quiet');
  const grid = { stroke: cssColour('--line'), width: 1 };
  const font = `11px Inter, system-ui, sans-serif`;
  const values = (_: uPlot, splits: number[]) =>
    splits.map((value) => (value === null ? '' : formatNumber(value, 3)));
  const axis = { stroke: ink, grid, ticks: grid, font, labelFont: font, values };
  const scale = ({ scale: kind }: ChartAxis, range: typeof linearRange): uPlot.Scale => ({
    time: false,
    distr: kind === 'log' ? 3 : 1,
    range: (_, low, high) => range(low, high),
  });
  return {
    legend: { show: chart.series.length > 1, live: false },
    padding: [8, 12, 0, 0],
    cursor: { drag: { x: false, y: false }, points: { size: 6 }, bind: { dblclick: () => null } },
    scales: {
      x: scale(chart.x, chart.x.scale === 'log' ? logRange : spread),
      y: scale(chart.y, chart.y.scale === 'log' ? logRange : paddedRange),
    },
    series: [{ label: chart.x.label }, ...chart.series.map(seriesOptions)],
    axes: [
      { ...axis, label: chart.x.label, labelSize: 18, size: 26, gap: 2 },
      { ...axis, scale: 'y', label: chart.y.label, labelSize: 18, size: 60, gap: 3, space: 26 },
    ],
  };
}

function seriesOptions({ name, draw, tone }: ChartSeries): uPlot.Series {
  const stroke = cssColour(colours[tone]);
  const points = draw === 'points' || draw === 'stems';
  return {
    label: name,
    scale: 'y',
    stroke,
    width: draw === 'points' ? 0 : draw === 'stems' ? 1.25 : 1.75,
    spanGaps: true,
    ...(draw === 'dashed' ? { dash: [6, 4] } : {}),
    ...(draw === 'steps' ? { paths: uPlot.paths.stepped!({ align: 1 }) } : {}),
    ...(draw === 'stems' ? { paths: stems } : {}),
    points: { show: points, size: 6, fill: stroke },
  };
}

/** A vertical line from zero to every value. */
const stems: uPlot.Series.PathBuilder = (u, seriesIndex, from, to) => {
  const path = new Path2D();
  const zero = u.valToPos(Math.max(u.scales['y']!.min ?? 0, 0), 'y', true);
  for (let i = from; i <= to; i++) {
    const value = u.data[seriesIndex]![i];
    if (value === null || value === undefined) continue;
    const x = u.valToPos(u.data[0][i]!, 'x', true);
    path.moveTo(x, zero);
    path.lineTo(x, u.valToPos(value, 'y', true));
  }
  return { stroke: path };
};

/** Values of both signs keep their own range, with room at both ends. */
function paddedRange(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null || !(high > low)) return linearRange(low, high);
  const room = 0.08 * (high - low);
  return [low >= 0 && low < 0.5 * high ? 0 : low - room, high + room];
}

function spread(low: number | null, high: number | null): [number, number] {
  if (low === null || high === null || !Number.isFinite(low) || !Number.isFinite(high)) return [0, 1];
  return high > low ? [low, high] : [low - 1, high + 1];
}
