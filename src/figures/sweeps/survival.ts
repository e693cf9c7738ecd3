/** How many runs of each group have not escaped yet, over the steps: a chart that the window and pictures draw. */
import type { GroupSummary, SweepSummary } from '../../analysis/sweeps/summary';
import type { StudyChart } from '../studies/study-view';
import { formatNumber, groupThousands } from '../ticks';

/** More curves than this nobody tells apart. */
const mostCurves = 24;

/** With one group its 95 % band is drawn; of several, bands would cover each other. */
export function survivalChart({ groups }: Pick<SweepSummary, 'groups'>): StudyChart {
  const told = groups.filter(({ done }) => done > 0);
  const shown = told.slice(0, mostCurves);
  const curve = ({ label, survival, done }: GroupSummary, rank: number) => ({
    name: `${label} (${groupThousands(done)})`,
    x: Float64Array.of(0, ...survival.lengths),
    y: Float64Array.of(1, ...survival.surviving),
    draw: 'steps' as const,
    tone: 'accent' as const,
    rank,
  });
  const only = shown.length === 1 ? shown[0]! : null;
  return {
    title: 'Still at the saddle',
    x: { label: 'step', scale: 'linear' },
    y: { label: 'share not escaped', scale: 'linear' },
    series: [...shown.map(curve), ...(only ? bandOf(only) : [])],
    description: describe(told),
  };
}

function bandOf({ survival: { lengths, lower, upper } }: GroupSummary): StudyChart['series'] {
  const end = (name: string, y: Float64Array) => ({
    name,
    x: lengths,
    y,
    draw: 'steps' as const,
    tone: 'quiet' as const,
  });
  return [end('95 % band, lower', lower), end('upper', upper)];
}

function describe(groups: readonly GroupSummary[]): string {
  const begin = 'Share of the runs that have not escaped, by the estimate of Kaplan and Meier.';
  const said = groups.slice(0, 6).map(({ label, escapeSteps, escaped }) => {
    const { median } = escapeSteps;
    const when = Number.isNaN(median)
      ? 'less than half have escaped'
      : `half have escaped by step ${groupThousands(median)}`;
    return `${label}: ${formatNumber(100 * escaped.share, 3)} % escaped, ${when}.`;
  });
  const more = groups.length - said.length;
  return [begin, ...said, ...(more > 0 ? [`And ${more} more groups.`] : [])].join(' ');
}
