import type { Samples } from '../../core/contract';
import type { ChoiceField } from '../fields';
import type { DatasetShape } from './dataset';

/** How truth is written in a Boolean dataset. */
export const codingField = {
  kind: 'choice',
  label: 'Coding',
  help: 'How false and true are written. With ±1 targets the zero network is exactly balanced on XOR; with 0/1 targets and a linear output it is not.',
  default: 'plus-minus',
  choices: [
    { value: 'plus-minus', label: 'Inputs ±1, targets ±1' },
    { value: 'zero-one', label: 'Inputs 0/1, targets 0/1' },
    { value: 'mixed', label: 'Inputs ±1, targets 0/1' },
    { value: 'one-hot', label: 'Inputs ±1, targets one-hot' },
  ],
} as const satisfies ChoiceField;

/** The shape of a Boolean function of `bits` inputs: 2^bits rows. */
export function truthTableShape(bits: number, coding: string): DatasetShape {
  const classes = ['false', 'true'];
  return {
    inputNames: Array.from({ length: bits }, (_, bit) => `x${bit + 1}`),
    targetNames: coding === 'one-hot' ? classes : ['y'],
    classes,
    coding: coding === 'one-hot' ? 'one-hot' : coding === 'plus-minus' ? 'plus-minus' : 'zero-one',
    count: 1 << bits,
  };
}

/** All rows in counting order, the first input the most significant bit: 00, 01, 10, 11. */
export function truthTable(
  bits: number,
  coding: string,
  truth: (row: readonly boolean[]) => boolean,
): Samples {
  const count = 1 << bits;
  const outputs = coding === 'one-hot' ? 2 : 1;
  const inputs = new Float64Array(count * bits);
  const targets = new Float64Array(count * outputs);
  const no = coding === 'zero-one' ? 0 : -1;
  for (let index = 0; index < count; index++) {
    const row = Array.from({ length: bits }, (_, bit) => ((index >> (bits - 1 - bit)) & 1) === 1);
    row.forEach((value, bit) => (inputs[index * bits + bit] = value ? 1 : no));
    const value = truth(row);
    if (coding === 'one-hot') targets[index * 2 + (value ? 1 : 0)] = 1;
    else targets[index] = value ? 1 : coding === 'plus-minus' ? -1 : 0;
  }
  return { count, inputs, targets };
}
