/** What of a cell's experiment a learner may change before it is measured again: each setting with its field, how it is read and written. Pure. */
import type { ActivationName } from '../../../src/core/contract';
import { activations } from '../../../src/model/activations';
import type { Experiment } from '../../../src/model/experiment';
import type { Field, FieldValue, NumberField } from '../../../src/model/fields';
import { loss } from '../../../src/model/losses';
import { rules } from '../../../src/model/rules';
import {
  chosen,
  hiddenLayerCount,
  setActivation,
  setBias,
  setData,
  setPerturbation,
  setRule,
  setTraining,
  setWeightSeed,
  setWidth,
  withSetting,
} from '../editing';

export interface Change {
  readonly key: string;
  /** The place in the document, as errors name it. */
  readonly place: string;
  readonly field: Field;
  /** Null where the experiment has no such thing. */
  read(experiment: Experiment): FieldValue | null;
  write(experiment: Experiment, value: FieldValue): Experiment;
}

type NumberSettings = Pick<NumberField, 'label' | 'help' | 'min' | 'max'> & Partial<NumberField>;
const number = (settings: NumberSettings): NumberField => ({ kind: 'number', default: 0, ...settings });
const choice = (
  label: string,
  help: string,
  choices: readonly { readonly value: string; readonly label: string }[],
): Field => ({ kind: 'choice', label, help, default: choices[0]!.value, choices });

/** For every hidden layer, counted from 1. */
const forHidden = (
  experiment: Experiment,
  write: (changed: Experiment, layer: number) => Experiment,
): Experiment =>
  Array.from({ length: hiddenLayerCount(experiment) }, (_, i) => i + 1).reduce(write, experiment);

/** What all hidden layers have in common; null where they differ, or there are none. */
const common = <T>(values: readonly T[]): T | null => (new Set(values).size === 1 ? values[0]! : null);

const biasLayouts = [
  { value: 'all', label: 'In all layers' },
  { value: 'hidden', label: 'Hidden only' },
  { value: 'output', label: 'Output only' },
  { value: 'none', label: 'None' },
];
const hasBias = (layout: string, isOutput: boolean) =>
  layout === 'all' || layout === (isOutput ? 'output' : 'hidden');
const truthTables = [
  { value: 'xor', label: 'XOR' },
  { value: 'and', label: 'AND' },
  { value: 'or', label: 'OR' },
];
const codings = [
  { value: 'plus-minus', label: 'Inputs and targets ±1' },
  { value: 'zero-one', label: 'Inputs and targets 0/1' },
  { value: 'mixed', label: 'Inputs ±1, targets 0/1' },
];

const changes: readonly Change[] = [
  {
    key: 'rate',
    place: 'training.rule.rate',
    field: number({
      label: 'Learning rate η',
      help: 'Of the update rule.',
      min: 1e-6,
      max: 100,
      scale: 'log',
    }),
    read: ({ training }) => training.rule.rate,
    write: (experiment, rate) =>
      setTraining(experiment, { rule: { ...experiment.training.rule, rate: rate as number } }),
  },
  {
    key: 'steps',
    place: 'training.steps',
    field: number({ label: 'Steps', help: 'Of training.', min: 1, max: 1e6, integer: true, scale: 'log' }),
    read: ({ training }) => training.steps,
    write: (experiment, steps) => setTraining(experiment, { steps: steps as number }),
  },
  {
    key: 'epsilon',
    place: 'initialisation.perturbation.size',
    field: number({
      label: 'Push ε',
      help: 'Length of the push off the start, in a random direction unless the experiment names one.',
      min: 0,
      max: 3,
      scale: 'log',
    }),
    read: ({ initialisation }) => initialisation.perturbation.size,
    write: (experiment, size) => setPerturbation(experiment, { size: size as number }),
  },
  {
    key: 'width',
    place: 'network.sizes',
    field: number({ label: 'Hidden units', help: 'Of every hidden layer.', min: 1, max: 32, integer: true }),
    // Numbers that are written out fit one width only.
    read: (experiment) =>
      experiment.initialisation.weights.some(({ name }) => name === 'values')
        ? null
        : common(experiment.network.sizes.slice(1, -1)),
    write: (experiment, width) =>
      forHidden(experiment, (changed, layer) => setWidth(changed, layer, width as number)),
  },
  {
    key: 'activation',
    place: 'network.activations',
    field: choice(
      'Activation',
      'Of all hidden layers.',
      activations.map(({ name, label }) => ({ value: name, label })),
    ),
    read: ({ network }) => common(network.activations.slice(0, -1)),
    write: (experiment, name) =>
      forHidden(experiment, (changed, layer) => setActivation(changed, layer - 1, name as ActivationName)),
  },
  {
    key: 'biases',
    place: 'network.biases',
    field: choice('Biases', 'Which layers have them.', biasLayouts),
    read: ({ network: { biases } }) =>
      biasLayouts.find(({ value }) =>
        biases.every((flag, i) => flag === hasBias(value, i === biases.length - 1)),
      )?.value ?? null,
    write: (experiment, layout) =>
      experiment.network.biases.reduce(
        (changed, _, i, { length }) => setBias(changed, i, hasBias(layout as string, i === length - 1)),
        experiment,
      ),
  },
  {
    key: 'rule',
    place: 'training.rule',
    field: choice(
      'Update rule',
      'How a step changes the parameters; the learning rate stays.',
      rules.map(({ name, label }) => ({ value: name, label })),
    ),
    read: ({ training }) => training.rule.name,
    write: (experiment, name) => {
      const definition = rules.find((rule) => rule.name === name)!;
      return setRule(experiment, chosen(definition, experiment.training.rule as never));
    },
  },
  {
    key: 'data',
    place: 'data.name',
    field: choice('Data', 'What is to be learnt; the coding stays.', truthTables),
    read: ({ data }) => truthTables.find(({ value }) => value === data.name)?.value ?? null,
    write: (experiment, name) => ({
      ...experiment,
      data: { ...experiment.data, name: name as string } as Experiment['data'],
    }),
  },
  {
    key: 'coding',
    place: 'data.coding',
    field: choice('Coding', 'How true and false are written.', codings),
    // A loss on logits takes targets of 0 and 1 only.
    read: (experiment) => {
      const { data } = experiment;
      const known = codings.find(({ value }) => value === data['coding']);
      return known && loss(experiment.loss).targets === 'any' ? known.value : null;
    },
    write: (experiment, coding) => setData(experiment, withSetting(experiment.data, 'coding', coding)),
  },
  {
    key: 'decay',
    place: 'training.l2',
    field: number({
      label: 'Weight decay',
      help: 'Adds (l2/2)·Σθᵢ² to the training loss.',
      min: 0,
      max: 10,
      scale: 'log',
    }),
    read: ({ training }) => training.l2,
    write: (experiment, l2) => setTraining(experiment, { l2: l2 as number }),
  },
  {
    key: 'seed',
    place: 'initialisation.seed',
    field: number({
      label: 'Weight seed',
      help: 'Of random initial weights and of the direction of the push.',
      min: 0,
      max: 200,
      integer: true,
    }),
    read: (experiment) => (usesChance(experiment) ? experiment.initialisation.seed : null),
    write: (experiment, seed) => setWeightSeed(experiment, seed as number),
  },
];

/** Schemes and directions in which no number is drawn. */
const certain = ['zeros', 'constant', 'identity', 'hadamard', 'values', 'parameter'];

/** Whether the start depends on the weight seed. */
export function usesChance({ initialisation, network }: Experiment): boolean {
  const { weights, biases, perturbation } = initialisation;
  const drawn = ({ name }: { readonly name: string }) => !certain.includes(name);
  return (
    weights.some(drawn) ||
    biases.some((scheme, layer) => network.biases[layer] && drawn(scheme)) ||
    (perturbation.size > 0 && drawn(perturbation.direction))
  );
}

/** What can be changed of an experiment; nothing that the measurement ignores or the statement fixes. */
export function offeredChanges(experiment: Experiment, ignores: readonly string[]): readonly Change[] {
  return changes.filter(({ place, read }) => {
    const within = (outer: string) => place === outer || place.startsWith(`${outer}.`);
    return read(experiment) !== null && !ignores.some(within);
  });
}

/** What was changed, in words: `Activation: tanh → Sigmoid`. */
export function changedWords(before: Experiment, after: Experiment): string[] {
  return changes.flatMap(({ field, read }) => {
    const [was, is] = [read(before), read(after)];
    if (was === is || was === null || is === null) return [];
    return [`${field.label}: ${valueWords(field, was)} → ${valueWords(field, is)}`];
  });
}

function valueWords(field: Field, value: FieldValue): string {
  if (field.kind !== 'choice') return String(value);
  return field.choices.find((one) => one.value === value)?.label ?? String(value);
}

/** Positions of a slider. */
export const sliderPositions = 200;

/** The value at a slider's position, 0 … sliderPositions, with three digits; null for fields that have no slider. */
export function sliderValue(field: Field, position: number): number | null {
  if (field.kind !== 'number' || field.min === undefined || field.max === undefined) return null;
  const share = position / sliderPositions;
  const { min, max } = field;
  const least = leastOf(field);
  const value =
    field.scale !== 'log'
      ? min + share * (max - min)
      : position === 0
        ? min
        : least * 10 ** (share * Math.log10(max / least));
  return field.integer ? Math.round(value) : Number(value.toPrecision(3));
}

/** The position nearest to a value. */
export function sliderPosition(field: Field, value: number): number {
  if (field.kind !== 'number' || field.min === undefined || field.max === undefined) return 0;
  const { min, max } = field;
  const least = leastOf(field);
  if (field.scale === 'log' && value < least) return 0;
  const share =
    field.scale === 'log' ? Math.log10(value / least) / Math.log10(max / least) : (value - min) / (max - min);
  return Math.round(sliderPositions * Math.max(0, Math.min(1, share)));
}

/** A logarithmic slider that can be 0 starts with 0, and goes on from here. */
const leastOf = ({ min = 0 }: { readonly min?: number }): number => (min > 0 ? min : 1e-6);
