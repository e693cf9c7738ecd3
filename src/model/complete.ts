import type { ActivationName, RateFactors, UpdateRule } from '../core/contract';
import { dataset, datasetShape } from './datasets';
import type { WrittenDocument } from './document-schema';
import type { DataSpec, Experiment, PointName } from './experiment';
import type { Definition, FieldValue, Named } from './fields';
import { directions, weightSchemes } from './initialisation';
import { planes } from './planes';
import type { Prediction } from './predictions';
import { type Problem, problemsError } from './problems';
import { rules } from './rules';
import { completeSweep } from './sweep/complete';
import { UserError } from './user-error';

/** The settings of a definition at their defaults. */
export function defaultsOf(definition: Definition): Named {
  const settings = Object.entries(definition.fields).map(([key, field]) => [key, field.default] as const);
  return { name: definition.name, ...(Object.fromEntries(settings) as Record<string, FieldValue>) };
}

/** A document's choice from a table, a bare name written out. */
function named(table: readonly Definition[], written: unknown): Named {
  return typeof written === 'string'
    ? defaultsOf(table.find((entry) => entry.name === written)!)
    : (written as Named);
}

/** Writes out every shorthand. Throws where a list per layer has the wrong length or the data cannot be read. */
export function complete(written: WrittenDocument): Experiment {
  const data: DataSpec =
    typeof written.data === 'string'
      ? { ...defaultsOf(dataset(written.data)), seed: 1, test: 0 }
      : (written.data as DataSpec);
  const sizes = written.network.sizes ?? defaultSizes(data);
  const layers = sizes.length - 1;
  const problems: Problem[] = [];
  const listed = <T>(
    place: string,
    value: T | readonly T[],
    spread: (one: T) => T[],
    count: number,
    kind: string,
  ): T[] => {
    if (!Array.isArray(value)) return spread(value as T);
    if (value.length !== count)
      problems.push({
        place,
        text: `${place} lists ${value.length} ${value.length === 1 ? 'entry' : 'entries'} but the sizes ${sizes.join('-')} have ${count === 0 ? 'no' : count} ${kind.replace('layer', count === 1 ? 'layer' : 'layers')}: write one entry per layer`,
      });
    return value as T[];
  };
  const perLayer = <T>(place: string, value: T | readonly T[], spread: (one: T) => T[]): T[] =>
    listed(place, value, spread, layers, 'layer of weights');
  const all = <T>(one: T) => Array.from({ length: layers }, () => one);
  const { initialisation } = written;
  const perturbation =
    typeof initialisation.perturbation === 'number'
      ? { size: initialisation.perturbation, direction: 'random' as unknown }
      : (initialisation.perturbation as { size: number; direction: unknown });
  const experiment: Experiment = {
    saddlescope: written.saddlescope,
    name: written.name,
    notes: written.notes,
    network: {
      sizes,
      activations: perLayer<ActivationName>('network.activations', written.network.activations, (one) =>
        Array.from({ length: layers }, (_, index) => (index === layers - 1 ? 'linear' : one)),
      ),
      biases: perLayer<boolean>('network.biases', written.network.biases, all),
    },
    precision: written.precision,
    data,
    loss: written.loss,
    initialisation: {
      seed: initialisation.seed,
      weights: perLayer<unknown>('initialisation.weights', initialisation.weights, all).map((one) =>
        named(weightSchemes, one),
      ),
      biases: perLayer<unknown>('initialisation.biases', initialisation.biases, all).map((one) =>
        named(weightSchemes, one),
      ),
      perturbation: { size: perturbation.size, direction: named(directions, perturbation.direction) },
    },
    training: {
      ...written.training,
      rule: named(rules, written.training.rule) as unknown as UpdateRule,
      dropout: listed<number>(
        'training.dropout',
        written.training.dropout,
        (share) => Array.from({ length: layers - 1 }, () => share),
        layers - 1,
        'hidden layer',
      ),
      layerRates: perLayer<number | RateFactors>('training.layerRates', written.training.layerRates, all).map(
        (rates) => (typeof rates === 'number' ? { weights: rates, biases: rates } : rates),
      ),
    },
    landscape: {
      ...written.landscape,
      plane: named(planes, written.landscape.plane),
      centre: written.landscape.centre as PointName,
    },
    ...predictionsOf(written),
    ...(written.sweep === undefined ? {} : { sweep: completeSweep(written.sweep, problems) }),
  };
  if (problems.length) throw problemsError(problems);
  return experiment;
}

/** A word alone is what was said; entries that say nothing are none. */
function predictionsOf({ predictions = {} }: WrittenDocument): Pick<Experiment, 'predictions'> {
  const entries = Object.entries(predictions).flatMap(([id, one]): [string, Prediction][] => {
    const { said, found } = typeof one === 'string' ? { said: one, found: null } : one;
    return said === null && found === null ? [] : [[id, { said, found }]];
  });
  return entries.length === 0 ? {} : { predictions: Object.fromEntries(entries) };
}

/** One hidden layer of two units between the data's inputs and outputs. */
function defaultSizes(data: DataSpec): number[] {
  try {
    const shape = datasetShape(data);
    return [shape.inputNames.length, 2, shape.targetNames.length];
  } catch (error) {
    throw error instanceof UserError
      ? problemsError([{ place: error.place ?? 'data', text: error.message }])
      : error;
  }
}
