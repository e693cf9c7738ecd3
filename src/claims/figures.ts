import type { ChartSeries, StudyChart } from '../figures/studies';
import type { Evidence, JudgedRow } from './evidence';

const tones = ['accent', 'above', 'witness', 'twins', 'below', 'quiet'] as const;

/** One line per row: the row's curve of that name. */
export function curveChart(
  chart: {
    readonly title: string;
    readonly x?: StudyChart['x'];
    readonly y: StudyChart['y'];
    readonly description: string;
  },
  lines: readonly { readonly name: string; readonly row: JudgedRow; readonly curve: string }[],
): StudyChart {
  const series = lines.flatMap(({ name, row, curve }, index): ChartSeries[] => {
    const found = row.curves.find((one) => one.name === curve);
    if (found === undefined) return [];
    const tone = tones[index % tones.length]!;
    return [{ name, x: found.x, y: found.y, draw: index < tones.length ? 'line' : 'dashed', tone }];
  });
  return { x: { label: 'step', scale: 'log' }, ...chart, series };
}

/** The lines of `curveChart`: the first row with each settings, by the name that the chart gives it. */
export function linesOf(
  evidence: Evidence,
  rows: Readonly<Record<string, Readonly<Record<string, string>>>>,
  curve: string,
): { readonly name: string; readonly row: JudgedRow; readonly curve: string }[] {
  return Object.entries(rows).map(([name, settings]) => ({ name, row: evidence.row(settings), curve }));
}

/** Lines through chosen points, e.g. one number of several rows over a setting of theirs. */
export function lineChart(
  chart: Pick<StudyChart, 'title' | 'x' | 'y' | 'description'>,
  series: readonly {
    readonly name: string;
    readonly points: readonly (readonly [x: number, y: number])[];
    readonly draw?: ChartSeries['draw'];
  }[],
): StudyChart {
  return {
    ...chart,
    series: series.map(({ name, points, draw = 'line' }, index) => ({
      name,
      x: Float64Array.from(points, ([x]) => x),
      y: Float64Array.from(points, ([, y]) => y),
      draw,
      tone: tones[index % tones.length]!,
    })),
  };
}

/** One point per row and number, in the table's order: what a matrix of cells measured. */
export function pointChart(
  chart: {
    readonly title: string;
    readonly x: string;
    readonly y: StudyChart['y'];
    readonly description: string;
  },
  series: readonly { readonly name: string; readonly values: readonly number[] }[],
): StudyChart {
  return {
    title: chart.title,
    x: { label: chart.x, scale: 'linear' },
    y: chart.y,
    series: series.map(({ name, values }, index) => ({
      name,
      x: Float64Array.from(values, (_, i) => i + 1),
      y: Float64Array.from(values),
      draw: 'points',
      tone: tones[index % tones.length]!,
    })),
    description: chart.description,
  };
}
