import type { NumberField } from '../fields';

/** The learning rate η. */
export const rateField = (standard: number) =>
  ({
    kind: 'number',
    label: 'Learning rate',
    help: 'The learning rate η.',
    default: standard,
    min: 0,
    max: 1e6,
    exclusiveMin: true,
    scale: 'log',
  }) as const satisfies NumberField;

/** A factor in [0, 1) such as momentum. */
export const factorField = (label: string, help: string, standard: number) =>
  ({
    kind: 'number',
    label,
    help,
    default: standard,
    min: 0,
    max: 1,
    exclusiveMax: true,
  }) as const satisfies NumberField;

/** The small number in the denominator of RMSProp and Adam. */
export const epsilonField = {
  kind: 'number',
  label: 'Epsilon',
  help: 'Added to the denominator so that it is never 0.',
  default: 1e-8,
  min: 0,
  max: 1,
  exclusiveMin: true,
  scale: 'log',
} as const satisfies NumberField;
