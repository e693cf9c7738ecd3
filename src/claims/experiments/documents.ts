import type { z } from 'zod';
import type { ActivationName, LossName } from '../../core/contract';
import type { documentSchema } from '../../model/document-schema';
import type { Experiment } from '../../model/experiment';
import { parseExperiment } from '../../model/schema';

type Written = z.input<typeof documentSchema>;

/** A task of the claims: data with a loss and what its output is. */
export interface Task {
  readonly data: NonNullable<Written['data']>;
  readonly loss: LossName;
  readonly output: ActivationName;
}

const squared = 'half-mean-squared-error';
const coded = (name: 'xor' | 'and' | 'or', coding: string) =>
  ({ name, coding }) as NonNullable<Written['data']>;
const task = (
  data: NonNullable<Written['data']>,
  loss: LossName = squared,
  output: ActivationName = 'linear',
): Task => ({ data, loss, output });

/** The Boolean tasks by short names. Targets ±1 or 0/1; `cross` = binary cross-entropy on logits, `squashed` = sigmoid output with half squared error. */
export const tasks = {
  xor: task(coded('xor', 'plus-minus')),
  xor01: task(coded('xor', 'zero-one')),
  xorMixed: task(coded('xor', 'mixed')),
  xorCross: task(coded('xor', 'zero-one'), 'binary-cross-entropy'),
  xorSquashed: task(coded('xor', 'zero-one'), squared, 'sigmoid'),
  and: task(coded('and', 'plus-minus')),
  and01: task(coded('and', 'zero-one')),
  andCross: task(coded('and', 'zero-one'), 'binary-cross-entropy'),
  orCross: task(coded('or', 'zero-one'), 'binary-cross-entropy'),
} as const;

interface Asked {
  readonly sizes: readonly number[];
  /** Of all hidden layers. */
  readonly activation?: ActivationName;
  readonly task: Task;
  readonly biases?: boolean | readonly boolean[];
  readonly rate: number;
  readonly steps: number;
  readonly rule?: string | { readonly name: string; readonly [field: string]: unknown };
  /** Anything else of the training: batches, dropout, penalties, rates per layer. */
  readonly training?: Omit<NonNullable<Written['training']>, 'rule' | 'steps'>;
  readonly start?: Written['initialisation'];
  readonly name: string;
}

/** An experiment of a claim, written as a person would write it; from zero unless a start is given. */
export function experimentOf({
  sizes,
  activation = 'tanh',
  task: { data, loss, output },
  biases = true,
  rate,
  steps,
  rule = 'gradient-descent',
  training = {},
  start = {},
  name,
}: Asked): Experiment {
  const hidden = sizes.length - 2;
  return parseExperiment({
    name,
    network: {
      sizes: [...sizes],
      activations: [...Array.from({ length: hidden }, () => activation), output],
      biases: typeof biases === 'boolean' ? biases : [...biases],
    },
    data,
    loss,
    initialisation: start,
    training: { ...training, rule: { ...(typeof rule === 'string' ? { name: rule } : rule), rate }, steps },
  });
}

/** Rows of inputs and targets as a table inside the experiment; numbers are written with all their digits. */
export function tableTask(
  file: string,
  inputs: readonly (readonly number[])[],
  targets: readonly (readonly number[])[],
  loss: LossName = squared,
): Task {
  const header = [...inputs[0]!.map((_, i) => `x${i + 1}`), ...targets[0]!.map((_, i) => `y${i + 1}`)];
  const lines = inputs.map((row, i) => [...row, ...targets[i]!].join(','));
  return task(
    {
      name: 'csv',
      file: `${file}.csv`,
      text: [header.join(','), ...lines, ''].join('\n'),
      target: targets[0]!.map((_, i) => `y${i + 1}`),
      task: 'numbers',
      delimiter: 'comma',
      header: 'yes',
      standardise: false,
    },
    loss,
  );
}

/** Each number for each layer's weights: what a start with equal numbers per layer is. */
export const constants = (...values: readonly number[]) =>
  values.map((value) => ({ name: 'constant' as const, value }));

/** A matrix or a bias vector itself. */
export const explicit = (...values: readonly number[]) => ({ name: 'values' as const, values: [...values] });
