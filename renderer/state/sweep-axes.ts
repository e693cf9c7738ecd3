/** Axes of a sweep as a person types them: in the words of the command line's `--over`. */
import type { Experiment } from '../../src/model/experiment';
import { completeSweep } from '../../src/model/sweep/complete';
import type { Problem } from '../../src/model/problems';
import { isListed, type SweepAxis, type SweepSpec } from '../../src/model/sweep/spec';
import { writtenAxis } from '../../src/model/sweep/written-axis';
import { UserError } from '../../src/model/user-error';

/** A field that is offered by name; any other place can be typed. */
export interface OfferedPlace {
  readonly place: string;
  readonly label: string;
  /** Values to begin with. */
  readonly values: string;
}

/** What people vary most. Seeds come last: statistics are taken over them. */
const offers: readonly OfferedPlace[] = [
  { place: 'initialisation.perturbation.size', label: 'Size of the push ε', values: '0.001..1:4:log' },
  { place: 'training.rule.rate', label: 'Learning rate', values: '0.1, 0.3, 1' },
  { place: 'network.width', label: 'Width of the hidden layers', values: '1, 2, 3, 4' },
  { place: 'network.activation', label: 'Activation of the hidden layers', values: 'tanh, sigmoid, relu' },
  {
    place: 'initialisation.weights',
    label: 'Scheme of the weights',
    values: '["zeros", {"name": "normal", "deviation": 0.1}, "xavier-normal"]',
  },
  { place: 'training.rule', label: 'Update rule', values: '["gradient-descent", "momentum", "adam"]' },
  { place: 'training.steps', label: 'Steps', values: '500, 1000, 2000' },
  {
    place: 'loss',
    label: 'Loss',
    values: 'half-mean-squared-error, mean-squared-error, half-sum-of-squares',
  },
  { place: 'initialisation.seed', label: 'Seed of the start', values: '1..100' },
  { place: 'training.seed', label: 'Seed of the batches', values: '1..20' },
  { place: 'data.seed', label: 'Seed of the data', values: '1..20' },
];

/** The fields that this experiment has. */
export function offeredPlaces({ network, training, data }: Experiment): readonly OfferedPlace[] {
  const hasHidden = network.sizes.length > 2;
  return offers.filter(({ place }) => {
    if (place === 'network.width' || place === 'network.activation') return hasHidden;
    if (place === 'training.rule.rate') return 'rate' in training.rule;
    if (place === 'data.seed') return 'seed' in data;
    return true;
  });
}

/** A sweep to begin with: over the push, where there is one, and always over seeds. */
export function firstSweep(experiment: Experiment): SweepSpec {
  const problems: Problem[] = [];
  const axes = [writtenAxis('epsilon=0.01..1:3:log'), writtenAxis('seed=1..100')];
  return completeSweep(
    {
      axes,
      combine: 'grid',
      escapeShare: 0.1,
      solvedBelow: Math.max(0.01, experiment.training.stopBelow ?? 0),
      every: 1,
    },
    problems,
  );
}

/** An axis over the first field that is not varied yet. */
export function nextAxis(experiment: Experiment, { axes }: SweepSpec): SweepAxis {
  const free = offeredPlaces(experiment).find(({ place }) => !axes.some(({ over }) => over === place));
  return axisOf(free?.place ?? 'training.steps', free?.values ?? String(experiment.training.steps));
}

/** @throws UserError where the values cannot be read */
export function axisOf(over: string, values: string): SweepAxis {
  const problems: Problem[] = [];
  const written = plain(() => writtenAxis(`${over}=${values}`));
  const { axes } = completeSweep(
    { axes: [written], combine: 'grid', escapeShare: 0.1, solvedBelow: 0.01, every: 1 },
    problems,
  );
  const [problem] = problems;
  if (problem) throw new UserError(`${problem.text.replace(/^sweep\.axes\[0\] /, 'This axis ')}.`, 'sweep');
  return axes[0]!;
}

/** The command line's option is no part of what a window says. */
function plain<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(error.message.replace(/^--over "[^"]*"(?:: | )/, 'These values: '), error.place);
  }
}

/** The inverse of `axisOf`. */
export function textOf(axis: SweepAxis): { readonly over: string; readonly values: string } {
  const { over } = axis;
  if (!isListed(axis)) {
    const { from, to, count, scale } = axis;
    const whole = scale === 'integer' && count === Math.abs(to - from) + 1;
    return {
      over,
      values: whole ? `${from}..${to}` : `${from}..${to}:${count}${scale === 'linear' ? '' : `:${scale}`}`,
    };
  }
  const { values } = axis;
  const isWord = (value: unknown) => typeof value === 'string' && /^[a-z][\w -]*$/i.test(value);
  const isPlain = values.every((value) => typeof value === 'number' || isWord(value));
  return { over, values: isPlain ? values.join(', ') : JSON.stringify(values) };
}
