/** What a sweep's statistics look like as charts, which the window and pictures draw. */
import type { GroupSummary, SweepSummary } from '../../analysis/sweeps/summary';
import { shortName, shown } from '../../model/sweep/labels';
import type { ChartSeries, StudyChart } from '../studies/study-view';

/** More curves than this cannot be told apart. */
const mostCurves = 12;
/** More bands than this hide each other. */
const mostBands = 3;

/** Share of each group that has not escaped, over the steps; with its 95 % band where there are few. */
export function survivalChart({ groups, places }: SweepSummary): StudyChart {
  const chosen = evenly(groups, mostCurves);
  const series = chosen.flatMap((group, rank): ChartSeries[] => {
    const { lengths, surviving, lower, upper } = group.survival;
    const curve: ChartSeries = {
      name: group.label,
      x: Float64Array.of(0, ...lengths),
      y: Float64Array.of(1, ...surviving),
      draw: 'steps',
      tone: 'accent',
      rank,
    };
    if (chosen.length > mostBands || lengths.length === 0) return [curve];
    // Two step curves with a gap between them.
    const band: ChartSeries = {
      ...curve,
      name: '95 %',
      x: Float64Array.of(0, ...lengths, NaN, 0, ...lengths),
      y: Float64Array.of(1, ...lower, NaN, 1, ...upper),
      strength: 0.45,
      weight: 0.6,
    };
    return [band, curve];
  });
  const left = groups.length - chosen.length;
  const said = chosen.map(
    ({ label, escapeSteps: { median } }) =>
      `${label}: ${Number.isNaN(median) ? 'fewer than half have escaped' : `half have escaped by step ${median.toLocaleString('en-GB')}`}.`,
  );
  return {
    title: `Not yet escaped${left > 0 ? ` (${chosen.length} of ${groups.length} groups)` : ''}`,
    x: { label: 'step', scale: 'log' },
    y: { label: 'share of runs', scale: 'linear' },
    series,
    description: `Share of the runs that have not escaped over the steps, by the estimate of Kaplan and Meier, for each ${places.map(shortName).join(' and ') || 'sweep'}. ${said.join(' ')}`,
  };
}

/** Share of each group that is solved, with its interval: over the one field that is varied, or over the groups in their order. */
export function solvedChart({ groups, places }: SweepSummary): StudyChart {
  const known = groups.filter(({ solved }) => !Number.isNaN(solved.share));
  const values = known.map((group) => group.values[0]);
  const numeric = places.length === 1 && values.every((value): value is number => typeof value === 'number');
  const x = Float64Array.from(known, (group, i) => (numeric ? (group.values[0] as number) : i + 1));
  const wide = numeric && x.every((value) => value > 0) && Math.max(...x) > 15 * Math.min(...x);
  const order = Array.from(x.keys()).sort((a, b) => x[a]! - x[b]!);
  const series = (
    name: string,
    draw: ChartSeries['draw'],
    tone: ChartSeries['tone'],
    value: (group: GroupSummary) => number,
  ): ChartSeries => ({
    name,
    x: Float64Array.from(order, (i) => x[i]!),
    y: Float64Array.from(order, (i) => value(known[i]!)),
    draw,
    tone,
  });
  return {
    title: 'Solved',
    x: {
      label: numeric ? shortName(places[0]!) : 'group, in the order of the table',
      scale: wide ? 'log' : 'linear',
    },
    y: { label: 'share of runs', scale: 'linear' },
    series: [
      series('95 %, low', 'line', 'quiet', ({ solved }) => solved.interval[0]),
      series('95 %, high', 'line', 'quiet', ({ solved }) => solved.interval[1]),
      series('solved', 'points', 'accent', ({ solved }) => solved.share),
    ],
    description: `Share of the runs whose final loss is at most the set one. ${known.map(({ label, solved }) => `${label}: ${shown(Number((100 * solved.share).toPrecision(3)))} %.`).join(' ')}`,
  };
}

function evenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => list[Math.round((i * (list.length - 1)) / (most - 1))]!);
}
