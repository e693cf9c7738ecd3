/** The curves of compared runs over each other, as a chart that the window and pictures draw. */
import type { ComparedRun, Comparison } from '../../analysis/comparison/comparison';
import type { StudyChart } from '../studies/study-view';
import { formatNumber, groupThousands } from '../ticks';

export type CompareQuantity = 'loss' | 'test-loss' | 'gradient-norm' | 'accuracy' | 'effective-width';

interface Quantity {
  readonly name: CompareQuantity;
  readonly label: string;
  /** It spans powers of ten, so that a logarithmic scale tells something. */
  readonly wide: boolean;
  /** One per recorded step. */
  values(run: ComparedRun): Float64Array;
}

export const compareQuantities: readonly Quantity[] = [
  { name: 'loss', label: 'loss', wide: true, values: ({ history }) => history.loss },
  { name: 'test-loss', label: 'test loss', wide: true, values: ({ history }) => history.testLoss },
  {
    name: 'gradient-norm',
    label: 'gradient norm',
    wide: true,
    values: ({ history }) => history.gradientNorm,
  },
  { name: 'accuracy', label: 'accuracy', wide: false, values: ({ history }) => history.accuracy },
  {
    name: 'effective-width',
    label: 'effective width, all hidden layers',
    wide: false,
    values: ({ history, widths }) =>
      Float64Array.from(history.steps, (_, i) =>
        widths.length === 0
          ? NaN
          : history.effectiveWidth
              .subarray(i * widths.length, (i + 1) * widths.length)
              .reduce((sum, width) => sum + width, 0),
      ),
  },
];

/** Those of which some run has a value. */
export function quantitiesOf({ runs }: Comparison): readonly Quantity[] {
  return compareQuantities.filter(({ values }) => runs.some((run) => values(run).some(Number.isFinite)));
}

export interface CurveSettings {
  readonly quantity: CompareQuantity;
  readonly scale: 'linear' | 'log';
  /** The run whose curve stands out. */
  readonly highlighted?: string | null;
}

/** A run that diverges would press all others flat: its curve leaves the picture at this many times what the others reach. */
const mostTimes = 10;
/** Of the curves that are not highlighted. */
const faint = 0.22;

export function comparisonChart(
  { runs }: Comparison,
  { quantity, scale, highlighted = null }: CurveSettings,
): StudyChart {
  const { label, values, wide } = compareQuantities.find(({ name }) => name === quantity)!;
  const ceiling = ceilingOf(runs, values);
  const known = highlighted !== null && runs.some(({ id }) => id === highlighted);
  const series = runs.map((run) => {
    const foremost = known && run.id === highlighted;
    return {
      run,
      name: run.label,
      x: run.history.steps,
      y: values(run).map((value) => (value > ceiling ? NaN : value)),
      draw: 'line' as const,
      tone: 'quiet' as const,
      rank: run.rank,
      strength: known && !foremost ? faint : 1,
      weight: foremost ? 1.7 : 1,
    };
  });
  // The foremost is drawn last, over all others.
  series.sort((a, b) => a.weight - b.weight);
  return {
    title: `${label[0]!.toUpperCase()}${label.slice(1)} over the steps`,
    x: { label: 'step', scale: 'linear' },
    y: { label, scale: wide ? scale : 'linear' },
    series: series.map(({ run: _, ...one }) => one),
    description: describe(runs, label, values, ceiling),
  };
}

function ceilingOf(runs: readonly ComparedRun[], values: (run: ComparedRun) => Float64Array): number {
  if (!runs.some(({ status }) => status === 'diverged')) return Infinity;
  const reached = runs.flatMap((run) => {
    const own = values(run);
    return run.status === 'diverged' ? [own[0] ?? NaN] : [largestOf(own)];
  });
  const most = reached.filter(Number.isFinite).reduce((largest, value) => Math.max(largest, value), 0);
  return most > 0 ? mostTimes * most : Infinity;
}

const largestOf = (values: Float64Array) =>
  values.reduce((largest, value) => (Number.isFinite(value) ? Math.max(largest, value) : largest), -Infinity);

function describe(
  runs: readonly ComparedRun[],
  label: string,
  values: (run: ComparedRun) => Float64Array,
  ceiling: number,
): string {
  const said = runs.map((run) => {
    const own = values(run);
    const [first, last] = [own[0] ?? NaN, own.at(-1) ?? NaN];
    if (!own.some(Number.isFinite)) return `${run.label} has none.`;
    const leaves = own.findIndex((value) => value > ceiling);
    const out =
      leaves < 0 ? '' : `, beyond the picture from step ${groupThousands(run.history.steps[leaves]!)} on`;
    return `${run.label}: ${formatNumber(first)} to ${formatNumber(last)} in ${groupThousands(run.step)} steps${out}.`;
  });
  return `The ${label} of ${runs.length} ${runs.length === 1 ? 'run' : 'runs'} over the steps. ${said.join(' ')}`;
}
