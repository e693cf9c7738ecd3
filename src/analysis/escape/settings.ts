import type { ElementaryFunctions } from '../../core/contract';
import type { ValuesOf } from '../../model/fields';
import { UserError } from '../../model/user-error';
import { pointFields } from '../studies/point';

/** What one may set of the escape study. */
export const escapeFields = {
  ...pointFields,
  direction: {
    kind: 'choice',
    label: 'Direction',
    help: 'In which direction the start is pushed off the saddle.',
    default: 'steepest',
    choices: [
      { value: 'steepest', label: 'Steepest descent' },
      { value: 'random', label: 'Random' },
      { value: 'constant', label: 'All parameters alike' },
      { value: 'parameter', label: 'One parameter' },
      { value: 'values', label: 'Explicit values' },
    ],
  },
  parameter: {
    kind: 'text',
    label: 'Parameter',
    help: 'Its name, for direction parameter.',
    default: 'W1[0][0]',
    maxLength: 40,
    role: 'parameter-name',
  },
  values: {
    kind: 'numbers',
    label: 'Values',
    help: 'One number per parameter, for direction values; scaled to length 1.',
    default: [],
    maxItems: 1_000_000,
  },
  smallest: {
    kind: 'number',
    label: 'Smallest ε',
    help: 'Length of the shortest push.',
    default: 0.02,
    min: 0,
    exclusiveMin: true,
    scale: 'log',
  },
  largest: {
    kind: 'number',
    label: 'Largest ε',
    help: 'Length of the longest push.',
    default: 0.1,
    min: 0,
    exclusiveMin: true,
    scale: 'log',
  },
  points: {
    kind: 'number',
    label: 'Points',
    help: 'How many ε, spaced evenly on a logarithmic scale.',
    default: 5,
    min: 1,
    max: 40,
    integer: true,
  },
  members: {
    kind: 'number',
    label: 'Members',
    help: 'Starts per ε, each with its own seed; 1 where nothing depends on a seed.',
    default: 32,
    min: 1,
    max: 10_000,
    integer: true,
  },
  directionSeed: {
    kind: 'number',
    label: 'Direction seed',
    help: 'Of the random directions and of the search for the steepest one.',
    default: 0,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    integer: true,
  },
  until: {
    kind: 'choice',
    label: 'Escaped when',
    help: 'The loss has fallen by a share, or the distance from the saddle is reached.',
    default: 'loss',
    choices: [
      { value: 'loss', label: 'the loss has fallen' },
      { value: 'distance', label: 'the distance is reached' },
    ],
  },
  share: {
    kind: 'number',
    label: 'Share of the loss',
    help: 'Share of the saddle’s loss that must be gone.',
    default: 0.1,
    min: 0,
    max: 1,
    exclusiveMin: true,
    exclusiveMax: true,
  },
  distance: {
    kind: 'number',
    label: 'Distance Δ',
    help: 'Distance from the saddle that must be reached.',
    default: 0.2,
    min: 0,
    exclusiveMin: true,
  },
  mover: {
    kind: 'choice',
    label: 'Moved by',
    help: 'The experiment’s update rule, or gradient flow.',
    default: 'rule',
    choices: [
      { value: 'rule', label: 'the update rule' },
      { value: 'flow', label: 'gradient flow' },
    ],
  },
  flow: {
    kind: 'flag',
    label: 'Gradient flow beside it',
    help: 'Also lets the first member of each ε go by gradient flow; off saves time.',
    default: true,
  },
  budget: {
    kind: 'number',
    label: 'Step budget',
    help: 'Steps after which a member that is still there is given up; the flow’s time is this times the learning rate.',
    default: 100_000,
    min: 1,
    max: 1_000_000_000,
    integer: true,
    scale: 'log',
  },
  order: {
    kind: 'number',
    label: 'Order',
    help: 'The saddle’s order where it is known; 0 = measure it.',
    default: 0,
    min: 0,
    max: 12,
    integer: true,
  },
} as const;

export type EscapeSettings = ValuesOf<typeof escapeFields>;

/** ε from the smallest to the largest, evenly spaced in their logarithms; both ends exact. */
export function epsilons({ smallest, largest, points }: EscapeSettings, math: ElementaryFunctions): number[] {
  if (smallest > largest || (points > 1 && smallest === largest))
    throw new UserError(
      `smallest is ${smallest} and largest ${largest}: the largest ε must be above the smallest, or points 1.`,
      'smallest',
    );
  const ratio = math.log(largest / smallest);
  return Array.from({ length: points }, (_, i) =>
    i === 0 ? smallest : i === points - 1 ? largest : smallest * math.exp((ratio * i) / (points - 1)),
  );
}
