/** The settings of experiments as places with single values, written as a person may write them in the document. */
import type { Experiment } from '../../model/experiment';

export type SettingValue = number | string | boolean;

/** Longest text that is shown as it is; of a longer one (a table of data) the beginning and a fingerprint stand for the whole. */
const longestText = 60;

/**
 * The places of each experiment's settings with their values. Only what a number of the run depends on: not its name, its notes, its picture, its predictions.
 *
 * A list per layer is written as short as all the experiments allow, so that one change is one place: `initialisation.weights.name` where each has one scheme for
 * all layers, `initialisation.weights[1].name` where layers differ, the whole list where the networks are not equally deep.
 */
export function settingLeaves(experiments: readonly Experiment[]): Map<string, SettingValue>[] {
  const all = experiments.map(() => new Map<string, SettingValue>());
  const put = (place: string, pick: (experiment: Experiment) => unknown) =>
    experiments.forEach((experiment, i) => addLeaves(all[i]!, place, pick(experiment)));
  const perLayer = (
    place: string,
    pick: (experiment: Experiment) => readonly unknown[],
    shorthand: (layers: readonly unknown[]) => unknown = uniform,
  ) => {
    const lists = experiments.map(pick);
    const short = lists.map(shorthand);
    const sameDepth = lists.every((list) => list.length === lists[0]!.length);
    experiments.forEach((_, i) => {
      if (short.every((one) => one !== undefined)) addLeaves(all[i]!, place, short[i]);
      else if (sameDepth) lists[i]!.forEach((layer, k) => addLeaves(all[i]!, `${place}[${k}]`, layer));
      else all[i]!.set(place, lists[i]!.map(layerText).join(', '));
    });
  };

  put('network.sizes', ({ network }) => network.sizes.join('-'));
  perLayer('network.activations', ({ network }) => network.activations, oneForHidden);
  perLayer('network.biases', ({ network }) => network.biases);
  put('precision', ({ precision }) => precision);
  put('data', ({ data }) => data);
  put('loss', ({ loss }) => loss);
  put('initialisation.seed', ({ initialisation }) => initialisation.seed);
  perLayer('initialisation.weights', ({ initialisation }) => initialisation.weights);
  perLayer('initialisation.biases', ({ initialisation }) => initialisation.biases);
  put('initialisation.perturbation', ({ initialisation }) => initialisation.perturbation);
  put('training', ({ training: { dropout: _, layerRates: __, ...rest } }) => rest);
  perLayer('training.dropout', ({ training }) => training.dropout);
  perLayer('training.layerRates', ({ training }) => training.layerRates);
  return all;
}

function addLeaves(leaves: Map<string, SettingValue>, place: string, value: unknown): void {
  if (value === absent) return;
  if (Array.isArray(value)) leaves.set(place, shortened(value.map(String).join(', ')));
  else if (typeof value === 'object' && value !== null) {
    for (const [key, part] of Object.entries(value)) addLeaves(leaves, `${place}.${key}`, part);
  } else if (typeof value === 'string') leaves.set(place, shortened(value));
  else leaves.set(place, value === null ? 'null' : (value as SettingValue));
}

/** A list of no layers has no setting at all. */
const absent = Symbol('absent');

/** The one entry that the list repeats; undefined where its entries differ. */
function uniform(layers: readonly unknown[]): unknown {
  const [first, ...rest] = layers.map((layer) => JSON.stringify(layer));
  if (first === undefined) return absent;
  return rest.every((layer) => layer === first) ? layers[0] : undefined;
}

/** One name for all hidden layers, where the output is linear. */
function oneForHidden(activations: readonly unknown[]): unknown {
  return activations.at(-1) === 'linear' ? uniform(activations.slice(0, -1)) : undefined;
}

/** `normal (deviation 0.1)` */
function layerText(layer: unknown): string {
  if (typeof layer !== 'object' || layer === null) return String(layer);
  const { name, ...settings } = layer as Record<string, unknown>;
  const said = Object.entries(settings).map(([key, value]) => `${key} ${String(value)}`);
  if (name === undefined) return said.join(' and ');
  return said.length === 0 ? String(name) : `${String(name)} (${said.join(', ')})`;
}

function shortened(text: string): string {
  if (text.length <= longestText) return text;
  const beginning = text.slice(0, 24).replaceAll(/\s+/g, ' ').trim();
  return `${beginning}… (${text.length.toLocaleString('en-GB')} characters, fingerprint ${fingerprint(text)})`;
}

/** FNV-1a with 32 bits: tells two long texts apart where only their beginnings are shown. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
