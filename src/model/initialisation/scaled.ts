import type { ChoiceField, NumberField } from '../fields';
import { type FillContext, fillEach } from './scheme';

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

/** Fills with numbers of mean 0 and the given standard deviation: normal, or uniform on ±√3·deviation. */
export function scaled(
  target: Float64Array,
  context: FillContext,
  distribution: string,
  deviation: number,
): void {
  const { random } = context;
  if (distribution === 'normal') fillEach(target, context, () => deviation * random.normal());
  else {
    const bound = Math.sqrt(3) * deviation;
    fillEach(target, context, () => bound * (2 * random.uniform() - 1));
  }
}
