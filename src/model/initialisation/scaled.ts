import type { ChoiceField, NumberField } from '../fields';
import { type FillContext, filled } from './scheme';

export const distributionField = {
  kind: 'choice',
  label: 'Distribution',
  help: 'Normal, or uniform with the same variance.',
  default: 'uniform',
  choices: [
    { value: 'uniform', label: 'Uniform' },
    { value: 'normal', label: 'Normal' },
  ],
} as const satisfies ChoiceField;

export const gainField = (standard: number, help: string) =>
  ({
    kind: 'number',
    label: 'Gain',
    help,
    default: standard,
    min: 0,
    max: 1000,
  }) as const satisfies NumberField;

/** Numbers with mean 0 and the given standard deviation: normal, or uniform on ±√3·deviation. */
export function scaled(context: FillContext, distribution: string, deviation: number): Float64Array {
  const { random } = context;
  if (distribution === 'normal') return filled(context, () => deviation * random.normal());
  const bound = Math.sqrt(3) * deviation;
  return filled(context, () => bound * (2 * random.uniform() - 1));
}
