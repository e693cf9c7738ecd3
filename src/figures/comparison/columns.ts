/** The columns of a comparison's table, the same in the window, on the command line and in pictures. */
import type { ComparedRun, Comparison, RunNumbers } from '../../analysis/comparison/comparison';
import { formatNumber, groupThousands } from '../ticks';

export interface ComparisonColumn {
  readonly id: string;
  readonly label: string;
  /** One sentence. */
  readonly help: string;
  /** What rows are sorted by; null where the run has no such thing. */
  value(run: ComparedRun): number | string | null;
  /** As it is read. */
  text(run: ComparedRun): string;
  /** In full, so that it reads back to the same bits. */
  exact(run: ComparedRun): string;
  /** Its values are numbers, to be set to the right. */
  readonly numeric: boolean;
  /** It stands out from the other runs. */
  standsOut(run: ComparedRun): boolean;
}

export const statusWords: Readonly<Record<ComparedRun['status'], string>> = {
  ready: 'not trained',
  paused: 'paused',
  finished: 'finished',
  diverged: 'diverged',
};

/** Of what a run does not have. */
export const none = '–';

const plain = { numeric: true, standsOut: () => false };

function measured(
  id: string,
  label: string,
  help: string,
  pick: (numbers: RunNumbers) => number,
  optional = false,
): ComparisonColumn {
  const missing = (value: number) => optional && Number.isNaN(value);
  return {
    ...plain,
    id,
    label,
    help,
    value: ({ numbers }) => (Number.isNaN(pick(numbers)) ? null : pick(numbers)),
    text: ({ numbers }) => (missing(pick(numbers)) ? none : shortNumber(pick(numbers))),
    exact: ({ numbers }) => (missing(pick(numbers)) ? none : full(pick(numbers))),
  };
}

function steps(
  id: string,
  label: string,
  help: string,
  pick: (run: ComparedRun) => number | null,
  absent = none,
): ComparisonColumn {
  return {
    ...plain,
    id,
    label,
    help,
    value: pick,
    text: (run) => (pick(run) === null ? absent : groupThousands(pick(run)!)),
    exact: (run) => (pick(run) === null ? absent : String(pick(run))),
  };
}

const numberColumns: readonly ComparisonColumn[] = [
  steps('step', 'steps', 'Steps that it was trained.', ({ step }) => step),
  measured('loss', 'loss', 'The newest recorded training loss.', ({ loss }) => loss),
  measured('bestLoss', 'best loss', 'The lowest loss on record.', ({ bestLoss }) => bestLoss),
  steps(
    'bestStep',
    'best at step',
    'The first recorded step with the lowest loss.',
    ({ numbers }) => numbers.bestStep,
  ),
  measured(
    'gradientNorm',
    'gradient norm',
    'Euclidean norm of the newest recorded gradient.',
    ({ gradientNorm }) => gradientNorm,
  ),
  measured(
    'accuracy',
    'accuracy',
    'Share of the training samples that are right at the end.',
    ({ accuracy }) => accuracy,
    true,
  ),
  measured(
    'testLoss',
    'test loss',
    'The newest recorded loss on held-out samples.',
    ({ testLoss }) => testLoss,
    true,
  ),
  {
    ...plain,
    id: 'effectiveWidth',
    label: 'effective width',
    help: 'How many different units each hidden layer has, of how many units.',
    value: ({ numbers, widths }) => (widths.length === 0 ? null : sum(numbers.effectiveWidths)),
    text: widthText,
    exact: widthText,
  },
  {
    ...steps(
      'escapeStep',
      'escape step',
      'The first recorded step at which the loss had lost a tenth of its first value.',
      ({ numbers }) => numbers.escapeStep,
      'not yet',
    ),
    exact: ({ numbers: { escapeStep, escapeAfter } }) => {
      if (escapeStep === null) return 'not yet';
      const certain = escapeAfter === null || escapeAfter === escapeStep - 1;
      return certain ? String(escapeStep) : `after step ${escapeAfter}, by step ${escapeStep}`;
    },
  },
  {
    ...plain,
    numeric: false,
    id: 'status',
    label: 'status',
    help: 'Whether training has come to its end.',
    value: ({ status }) => statusWords[status],
    text: ({ status }) => statusWords[status],
    exact: ({ status, message }) => message || statusWords[status],
  },
];

export const labelColumn: ComparisonColumn = {
  ...plain,
  numeric: false,
  id: 'label',
  label: 'run',
  help: 'What the run is called.',
  value: ({ label }) => label,
  text: ({ label }) => label,
  exact: ({ label }) => label,
};

/** What came out; columns in which no run has anything are left out. */
export function resultColumns({ runs }: Comparison): readonly ComparisonColumn[] {
  const optional = new Set(['accuracy', 'testLoss', 'effectiveWidth']);
  return numberColumns.filter(
    ({ id, value }) => !optional.has(id) || runs.some((run) => value(run) !== null),
  );
}

/** The settings that differ, each by its place. */
export function settingColumns({ runs, differences }: Comparison): readonly ComparisonColumn[] {
  const rows = new Map(runs.map(({ id }, i) => [id, i]));
  return differences.map(({ place, values, standsOut }) => {
    const valueOf = ({ id }: ComparedRun) => values[rows.get(id) ?? -1] ?? null;
    const text = (run: ComparedRun) => String(valueOf(run) ?? none);
    return {
      id: `setting:${place}`,
      label: place,
      help: `The setting ${place}.`,
      numeric: values.every((value) => value === null || typeof value === 'number'),
      value: (run) => {
        const value = valueOf(run);
        return typeof value === 'boolean' ? String(value) : value;
      },
      text: (run) => text(run).replace(/^-(?=\d)/, '−'),
      exact: text,
      standsOut: ({ id }) => standsOut[rows.get(id) ?? -1] ?? false,
    };
  });
}

/** Rows in the order of a column; those that have nothing there come last, whichever way it goes. Equal rows stay as they were. */
export function sortedRuns(
  runs: readonly ComparedRun[],
  column: Pick<ComparisonColumn, 'value'> | null,
  descending: boolean,
): readonly ComparedRun[] {
  if (column === null) return runs;
  const sign = descending ? -1 : 1;
  return runs.toSorted((a, b) => {
    const [first, second] = [column.value(a), column.value(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    if (typeof first === 'number' && typeof second === 'number') return sign * (first - second || 0);
    // Texts among numbers, as a rate and the word `null`, come behind them.
    if (typeof first !== typeof second) return sign * (typeof first === 'number' ? -1 : 1);
    return sign * String(first).localeCompare(String(second), 'en', { numeric: true });
  });
}

function widthText({ numbers, widths }: ComparedRun): string {
  if (widths.length === 0) return none;
  return numbers.effectiveWidths.map((width, i) => `${width} of ${widths[i]}`).join(', ');
}

/** Five digits. Small exponents set high are hard to read in a table, and not every typeface has them. */
export function shortNumber(value: number): string {
  const size = Math.abs(value);
  if (!Number.isFinite(value) || value === 0 || (size >= 1e-4 && size < 1e6)) return formatNumber(value, 5);
  return value
    .toExponential(4)
    .replace(/\.?0+e/, 'e')
    .replace('e+', 'e')
    .replaceAll('-', '−');
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

const full = (value: number) => (Object.is(value, -0) ? '-0' : String(value));
