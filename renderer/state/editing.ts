/**
 * Changes to an experiment document, as pure functions: a document in, a new one out. Per-layer lists (activations, biases, schemes, dropout, rates)
 * stay aligned with `network.sizes`. Nothing is validated here: the application service does that before a run is made.
 */
import type { ActivationName, LossName, UpdateRule } from '../../src/core/contract';
import type { Experiment, LandscapeSpec, TrainingSpec } from '../../src/model/experiment';
import type { Definition, FieldValue, Named } from '../../src/model/fields';

export type SchemePart = 'weights' | 'biases';

/** A definition with its defaults, keeping the settings of `previous` that both know and that are of the same kind. */
export function chosen(definition: Definition, previous?: Named): Named {
  const values: Record<string, FieldValue> = {};
  for (const [key, field] of Object.entries(definition.fields)) {
    const old = previous?.[key];
    const keep =
      old !== undefined &&
      typeof old === typeof field.default &&
      Array.isArray(old) === Array.isArray(field.default) &&
      (field.kind !== 'choice' || field.choices.some((choice) => choice.value === old));
    values[key] = keep ? old : field.default;
  }
  return { ...values, name: definition.name };
}

/** The same choice with one setting changed. */
export function withSetting<T extends Named>(named: T, key: string, value: FieldValue): T {
  return { ...named, [key]: value };
}

function inserted<T>(list: readonly T[], at: number, item: T): T[] {
  return [...list.slice(0, at), item, ...list.slice(at)];
}

function removed<T>(list: readonly T[], at: number): T[] {
  return list.filter((_, index) => index !== at);
}

function replaced<T>(list: readonly T[], at: number, item: T): T[] {
  return list.map((old, index) => (index === at ? item : old));
}

export function hiddenLayerCount(experiment: Experiment): number {
  return experiment.network.sizes.length - 2;
}

/** Adds a hidden layer before the output, like the last hidden one (or tanh with two units where there is none). */
export function addHiddenLayer(experiment: Experiment): Experiment {
  const { sizes, activations, biases } = experiment.network;
  const hidden = hiddenLayerCount(experiment);
  // Weight layer `hidden` is the output layer; the new layer takes its index and pushes it on.
  const model = hidden > 0 ? hidden - 1 : 0;
  const { weights, biases: biasSchemes } = experiment.initialisation;
  const { dropout, layerRates } = experiment.training;
  return {
    ...experiment,
    network: {
      sizes: inserted(sizes, hidden + 1, hidden > 0 ? (sizes[hidden] ?? 2) : 2),
      activations: inserted(activations, hidden, hidden > 0 ? (activations[model] ?? 'tanh') : 'tanh'),
      biases: inserted(biases, hidden, biases[model] ?? true),
    },
    initialisation: {
      ...experiment.initialisation,
      weights: inserted(weights, hidden, weights[model] ?? { name: 'zeros' }),
      biases: inserted(biasSchemes, hidden, biasSchemes[model] ?? { name: 'zeros' }),
    },
    training: {
      ...experiment.training,
      dropout: inserted(dropout, hidden, dropout[model] ?? 0),
      layerRates: inserted(layerRates, hidden, layerRates[model] ?? { weights: 1, biases: 1 }),
    },
  };
}

/** Removes hidden layer `layer` (1-based). */
export function removeHiddenLayer(experiment: Experiment, layer: number): Experiment {
  const { sizes, activations, biases } = experiment.network;
  const { weights, biases: biasSchemes } = experiment.initialisation;
  const { dropout, layerRates } = experiment.training;
  return {
    ...experiment,
    network: {
      sizes: removed(sizes, layer),
      activations: removed(activations, layer - 1),
      biases: removed(biases, layer - 1),
    },
    initialisation: {
      ...experiment.initialisation,
      weights: removed(weights, layer - 1),
      biases: removed(biasSchemes, layer - 1),
    },
    training: {
      ...experiment.training,
      dropout: removed(dropout, layer - 1),
      layerRates: removed(layerRates, layer - 1),
    },
  };
}

/** `layer`: 1-based hidden layer. */
export function setWidth(experiment: Experiment, layer: number, width: number): Experiment {
  return withNetwork(experiment, { sizes: replaced(experiment.network.sizes, layer, width) });
}

/** `layer`: 0-based weight layer, the last being the output layer. */
export function setActivation(experiment: Experiment, layer: number, name: ActivationName): Experiment {
  return withNetwork(experiment, { activations: replaced(experiment.network.activations, layer, name) });
}

export function setBias(experiment: Experiment, layer: number, bias: boolean): Experiment {
  return withNetwork(experiment, { biases: replaced(experiment.network.biases, layer, bias) });
}

function withNetwork(experiment: Experiment, change: Partial<Experiment['network']>): Experiment {
  return { ...experiment, network: { ...experiment.network, ...change } };
}

/** Sets the scheme of one weight layer (0-based), or of all of them. */
export function setScheme(
  experiment: Experiment,
  part: SchemePart,
  layer: number | 'all',
  scheme: Named,
): Experiment {
  const list = experiment.initialisation[part];
  return {
    ...experiment,
    initialisation: {
      ...experiment.initialisation,
      [part]: layer === 'all' ? list.map(() => scheme) : replaced(list, layer, scheme),
    },
  };
}

/** Whether every weight layer has the same scheme with the same settings. */
export function sameSchemes(schemes: readonly Named[]): boolean {
  const first = JSON.stringify(schemes[0]);
  return schemes.every((scheme) => JSON.stringify(scheme) === first);
}

export function setPerturbation(
  experiment: Experiment,
  change: Partial<Experiment['initialisation']['perturbation']>,
): Experiment {
  const { initialisation } = experiment;
  return {
    ...experiment,
    initialisation: { ...initialisation, perturbation: { ...initialisation.perturbation, ...change } },
  };
}

export function setWeightSeed(experiment: Experiment, seed: number): Experiment {
  return { ...experiment, initialisation: { ...experiment.initialisation, seed } };
}

/** Replaces the dataset's own settings; its seed and its test share stay. */
export function setData(experiment: Experiment, data: Named): Experiment {
  const { seed, test } = experiment.data;
  return { ...experiment, data: { ...data, seed, test } };
}

export function setDataShare(
  experiment: Experiment,
  change: { readonly seed?: number; readonly test?: number },
): Experiment {
  return { ...experiment, data: { ...experiment.data, ...change } };
}

export function setLoss(experiment: Experiment, loss: LossName): Experiment {
  return { ...experiment, loss };
}

export function setRule(experiment: Experiment, rule: Named): Experiment {
  // The service checks the settings before a run is made of them.
  return setTraining(experiment, { rule: rule as unknown as UpdateRule });
}

export function setTraining(experiment: Experiment, change: Partial<TrainingSpec>): Experiment {
  return { ...experiment, training: { ...experiment.training, ...change } };
}

/** Sets the share of units that dropout silences in one hidden layer (1-based), or in all of them. */
export function setDropout(experiment: Experiment, layer: number | 'all', share: number): Experiment {
  const { dropout } = experiment.training;
  return setTraining(experiment, {
    dropout: layer === 'all' ? dropout.map(() => share) : replaced(dropout, layer - 1, share),
  });
}

/** Sets factors on the learning rate of one weight layer (0-based). */
export function setLayerRate(
  experiment: Experiment,
  layer: number,
  change: Partial<TrainingSpec['layerRates'][number]>,
): Experiment {
  const { layerRates } = experiment.training;
  const old = layerRates[layer] ?? { weights: 1, biases: 1 };
  return setTraining(experiment, { layerRates: replaced(layerRates, layer, { ...old, ...change }) });
}

export function setLandscape(experiment: Experiment, change: Partial<LandscapeSpec>): Experiment {
  return { ...experiment, landscape: { ...experiment.landscape, ...change } };
}

/** The seed after this one: reproducible, and legible in the document. */
export function nextSeed(seed: number): number {
  return seed >= Number.MAX_SAFE_INTEGER ? 0 : seed + 1;
}
