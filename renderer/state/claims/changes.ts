/** What of a cell's experiment a learner may change before it is run again: each setting with its field, how it is read and written. Pure. */
import { activations } from '../../../src/model/activations';
import type { Experiment } from '../../../src/model/experiment';
import type { Field, FieldValue } from '../../../src/model/fields';
import type { ActivationName } from '../../../src/core/contract';
import { setActivation, setPerturbation, setTraining, setWeightSeed, setWidth } from '../editing';

export interface Change {
  readonly key: string;
  /** The place in the document, as errors name it. */
  readonly place: string;
  readonly field: Field;
  /** Null where the experiment has no such thing. */
  read(experiment: Experiment): FieldValue | null;
  write(experiment: Experiment, value: FieldValue): Experiment;
}

const hidden = (experiment: Experiment) => experiment.network.sizes.length - 2;
const numbersGiven = (experiment: Experiment) =>
  experiment.initialisation.weights.some(({ name }) => name === 'values');

export const changes: readonly Change[] = [
  {
    key: 'rate',
    place: 'training.rule.rate',
    field: {
      kind: 'number',
      label: 'Learning rate η',
      help: 'The rule’s learning rate.',
      default: 0.1,
      min: 1e-6,
      max: 100,
      scale: 'log',
    },
    read: ({ training }) => training.rule.rate,
    write: (experiment, rate) =>
      setTraining(experiment, { rule: { ...experiment.training.rule, rate: rate as number } }),
  },
  {
    key: 'steps',
    place: 'training.steps',
    field: {
      kind: 'number',
      label: 'Steps',
      help: 'Steps of training.',
      default: 1000,
      min: 1,
      max: 1_000_000,
      integer: true,
      scale: 'log',
    },
    read: ({ training }) => training.steps,
    write: (experiment, steps) => setTraining(experiment, { steps: steps as number }),
  },
  {
    key: 'epsilon',
    place: 'initialisation.perturbation.size',
    field: {
      kind: 'number',
      label: 'Push ε',
      help: 'Length of the push off the start, in a direction of its own.',
      default: 0,
      min: 0,
      max: 3,
      scale: 'log',
    },
    read: ({ initialisation }) => initialisation.perturbation.size,
    write: (experiment, size) => setPerturbation(experiment, { size: size as number }),
  },
  {
    key: 'width',
    place: 'network.sizes',
    field: {
      kind: 'number',
      label: 'Hidden units',
      help: 'Units of every hidden layer.',
      default: 2,
      min: 1,
      max: 64,
      integer: true,
      scale: 'linear',
    },
    read: (experiment) =>
      hidden(experiment) === 0 || numbersGiven(experiment) ? null : experiment.network.sizes[1]!,
    write: (experiment, width) =>
      Array.from({ length: hidden(experiment) }, (_, layer) => layer + 1).reduce(
        (changed, layer) => setWidth(changed, layer, width as number),
        experiment,
      ),
  },
  {
    key: 'activation',
    place: 'network.activations',
    field: {
      kind: 'choice',
      label: 'Activation',
      help: 'Of all hidden layers.',
      default: 'tanh',
      choices: activations.map(({ name, label }) => ({ value: name, label })),
    },
    read: (experiment) => (hidden(experiment) === 0 ? null : experiment.network.activations[0]!),
    write: (experiment, name) =>
      Array.from({ length: hidden(experiment) }, (_, layer) => layer).reduce(
        (changed, layer) => setActivation(changed, layer, name as ActivationName),
        experiment,
      ),
  },
  {
    key: 'decay',
    place: 'training.l2',
    field: {
      kind: 'number',
      label: 'Weight decay',
      help: 'Adds (l2/2)·Σθᵢ² to the training loss.',
      default: 0,
      min: 0,
      max: 10,
      scale: 'log',
    },
    read: ({ training }) => training.l2,
    write: (experiment, l2) => setTraining(experiment, { l2: l2 as number }),
  },
  {
    key: 'seed',
    place: 'initialisation.seed',
    field: {
      kind: 'number',
      label: 'Weight seed',
      help: 'Seed of random initial weights and of the push’s direction.',
      default: 1,
      min: 0,
      max: 1000,
      integer: true,
      scale: 'linear',
    },
    read: ({ initialisation }) => initialisation.seed,
    write: (experiment, seed) => setWeightSeed(experiment, seed as number),
  },
];

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
