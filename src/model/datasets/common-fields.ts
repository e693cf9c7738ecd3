import type { ChoiceField, FlagField, NumberField } from '../fields';

/** How many samples to make. */
export const samplesField = (standard: number) =>
  ({
    kind: 'number',
    label: 'Samples',
    help: 'How many samples to make, before some are held out for testing.',
    default: standard,
    min: 4,
    max: 200_000,
    integer: true,
    scale: 'log',
  }) as const satisfies NumberField;

/** Gaussian noise on the inputs or on the targets. */
export const noiseField = (standard: number, on: 'inputs' | 'targets') =>
  ({
    kind: 'number',
    label: 'Noise',
    help: `Standard deviation of the Gaussian noise added to the ${on}.`,
    default: standard,
    min: 0,
    max: 10,
  }) as const satisfies NumberField;

/** Coding of a two-class target. */
export const targetsField = {
  kind: 'choice',
  label: 'Targets',
  help: 'How the class is written: −1/+1 for squared losses, 0/1 for binary cross-entropy, one-hot for softmax cross-entropy or more than two classes.',
  default: 'plus-minus',
  choices: [
    { value: 'plus-minus', label: '−1 and +1' },
    { value: 'zero-one', label: '0 and 1' },
    { value: 'one-hot', label: 'One-hot (one output per class)' },
  ],
} as const satisfies ChoiceField;

export const standardiseField = {
  kind: 'flag',
  label: 'Standardise inputs',
  help: 'Subtract each input’s mean and divide by its standard deviation, both taken from the training part only (divisor N; a constant input becomes 0).',
  default: true,
} as const satisfies FlagField;
