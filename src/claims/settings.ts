import { activation } from '../model/activations';
import { dataset } from '../model/datasets';
import type { DataSpec, Experiment } from '../model/experiment';
import { loss as lossEntry } from '../model/losses';
import { sizesText } from '../model/network';
import { rule } from '../model/rules';
import { number } from '../model/words';

const codings: Readonly<Record<string, string>> = {
  'plus-minus': '±1',
  'zero-one': '0/1',
  mixed: '±1 to 0/1',
  'one-hot': '±1 to one-hot',
};

/** What an experiment's document says, by name and in words: the settings by which the cells of a table differ. */
export function settingsOf(experiment: Experiment): Record<string, string> {
  const { network, data, loss, training } = experiment;
  const last = network.sizes.length - 2;
  const hidden = [...new Set(network.activations.slice(0, last))].map((name) => activation(name).label);
  const output = network.activations[last]!;
  return {
    network: sizesText(network.sizes),
    'hidden layers': String(last),
    activation: hidden.join(', ') || 'none',
    output: output === 'linear' ? 'linear' : activation(output).label.toLowerCase(),
    biases: biasLayout(network.biases),
    data: dataLabel(data),
    loss: lossEntry(loss).onLogits ? lossEntry(loss).label.replace(/ \(.*/, '') : lossEntry(loss).label,
    rule: rule(training.rule.name).label,
    rate: number(training.rule.rate),
    damping: 'damping' in training.rule ? number(training.rule.damping) : 'none',
    batch: training.batch === 'full' ? 'all samples' : `${training.batch} ${training.order}`,
    dropout: [...new Set(training.dropout.map((share) => (share === 0 ? 'none' : number(share))))].join(', '),
    'weight decay': number(training.l2),
    'push ε': number(experiment.initialisation.perturbation.size),
    start: startLabel(experiment),
  };
}

function biasLayout(biases: readonly boolean[]): string {
  const output = biases.at(-1)!;
  const hidden = biases.slice(0, -1);
  if (biases.every(Boolean)) return 'all';
  if (!biases.some(Boolean)) return 'none';
  if (output && !hidden.some(Boolean)) return 'output only';
  if (!output && hidden.every(Boolean)) return 'hidden only';
  return biases
    .map((flag, index) => (flag ? `layer ${index + 1}` : ''))
    .filter(Boolean)
    .join(', ');
}

function dataLabel(data: DataSpec): string {
  if (data.name === 'csv') return String(data['file'] ?? 'table').replace(/\.csv$/, '');
  const coding = data['coding'];
  const { label } = dataset(data.name);
  return typeof coding === 'string' ? `${label} ${codings[coding] ?? coding}` : label;
}

function startLabel({ initialisation }: Experiment): string {
  const { weights, biases, perturbation } = initialisation;
  const where = perturbation.direction.name === 'ball' ? 'up to ' : '';
  const isZero = ({ name, value }: Experiment['initialisation']['weights'][number]) =>
    name === 'zeros' || (name === 'constant' && value === 0);
  const zero = weights.map((scheme, layer) => isZero(scheme) && isZero(biases[layer]!));
  const pushed = perturbation.size === 0 ? '' : `, pushed by ${where}${number(perturbation.size)}`;
  if (zero.every(Boolean)) return `zero${pushed}`;
  if (zero.length > 1 && zero.at(-1) && !zero.slice(0, -1).some(Boolean)) return `output layer zero${pushed}`;
  if (zero.slice(0, -1).every(Boolean) && zero.length > 1) return `hidden layers zero${pushed}`;
  const kinds = new Set(weights.map(({ name }) => name));
  if (kinds.size === 1 && kinds.has('constant')) return `constant per layer${pushed}`;
  return `${[...kinds].join(', ')}${pushed}`;
}
