import type { NumberField } from '../fields';

/** What is added to the eigenvalues before they divide the gradient. */
export const dampingField = (standard: number) =>
  ({
    kind: 'number',
    label: 'Damping',
    help: 'Added to every eigenvalue of the Hessian, or to its size, before it divides the gradient.',
    default: standard,
    min: 0,
    max: 1e6,
    scale: 'log',
  }) as const satisfies NumberField;

export const reachField = {
  kind: 'number',
  label: 'Reach',
  help: 'The longest step; a longer one is shortened to this length.',
  default: 1,
  min: 0,
  max: 1e6,
  exclusiveMin: true,
  scale: 'log',
} as const satisfies NumberField;
