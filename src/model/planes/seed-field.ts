import type { NumberField } from '../fields';
import { limits } from '../limits';

export const seedField = (help: string) =>
  ({
    kind: 'number',
    label: 'Seed',
    help,
    default: 1,
    min: 0,
    max: limits.seed,
    integer: true,
  }) as const satisfies NumberField;
