import { accuracyRule, type DatasetShape, datasetShape } from './datasets';
import { testCount } from './datasets/split';
import type { Experiment } from './experiment';
import { fillShapes, scheme } from './initialisation';
import { direction } from './initialisation/directions';
import { limits } from './limits';
import { loss as lossEntry } from './losses';
import { parameterCount, sizesText } from './network';
import { plane } from './planes';
import { sweepProblems } from './sweep/checks';
import type { Problem } from './problems';
import { UserError } from './user-error';
import { grouped } from './words';

/** What is wrong with a complete experiment across its fields; nothing where it can run. */
export function crossChecks(experiment: Experiment): Problem[] {
  let shape: DatasetShape;
  let held: number;
  try {
    shape = datasetShape(experiment.data);
    held = testCount(shape.count, experiment.data.test);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return [{ place: error.place ?? 'data', text: error.message }];
  }
  const sizes = sizeProblems(experiment, shape);
  // Where the network itself is impossible, sentences about its layers would only repeat it.
  if (sizes.length) return sizes;
  return [
    ...lossProblems(experiment, shape),
    ...initialisationProblems(experiment),
    ...trainingProblems(experiment, shape.count - held),
    ...landscapeProblems(experiment, shape),
    ...sweepProblems(experiment),
  ];
}

const plural = (count: number, word: string) => `${count} ${word}${count === 1 ? '' : 's'}`;

function sizeProblems({ network, data }: Experiment, shape: DatasetShape): Problem[] {
  const problems: Problem[] = [];
  const { sizes } = network;
  const inputs = shape.inputNames.length;
  const outputs = shape.targetNames.length;
  const ends = `[${[inputs, ...sizes.slice(1, -1), outputs].join(', ')}]`;
  const add = (text: string, place = 'network.sizes') => problems.push({ place, text: `${place} ${text}` });
  if (sizes[0] !== inputs)
    add(
      `begins with ${sizes[0]} but the data (${data.name}) have ${plural(inputs, 'input')}: write ${ends} or choose other data`,
    );
  if (sizes.at(-1) !== outputs)
    add(
      `ends with ${sizes.at(-1)} but the data (${data.name}) have ${plural(outputs, 'output')}: write ${ends} or choose other data`,
    );
  const count = parameterCount(network);
  if (count > limits.parameters)
    add(
      `${sizesText(sizes)} has ${grouped(count)} parameters; at most ${grouped(limits.parameters)} are possible: use smaller layers`,
    );
  if (shape.count > limits.samples)
    problems.push({
      place: 'data',
      text: `data has ${grouped(shape.count)} samples; at most ${grouped(limits.samples)} are possible`,
    });
  const widest = Math.max(...sizes);
  if (shape.count * widest > limits.activations)
    add(
      `has a layer of ${grouped(widest)} units, which for ${grouped(shape.count)} samples is more than ${grouped(limits.activations)} activations: use fewer samples or narrower layers`,
    );
  return problems;
}

function lossProblems({ network, loss, data }: Experiment, shape: DatasetShape): Problem[] {
  const problems: Problem[] = [];
  const entry = lossEntry(loss);
  const add = (place: string, text: string) => problems.push({ place, text: `${place} ${text}` });
  const output = network.activations.at(-1)!;
  if (entry.onLogits && output !== 'linear')
    add(
      `network.activations[${network.activations.length - 1}]`,
      `is "${output}" but ${loss} works on logits: make the output layer "linear" (the loss applies its own function)`,
    );
  if (entry.targets === 'unit-interval' && (shape.coding === 'plus-minus' || shape.coding === 'real'))
    add(
      'loss',
      `is ${loss}, which needs targets from 0 to 1, but the targets of ${data.name} are ${
        shape.coding === 'plus-minus' ? `−1 and +1: ${recode(data, 'zero-one')} or ` : 'other numbers: '
      }use a squared loss`,
    );
  if (entry.targets === 'distribution' && shape.coding !== 'one-hot' && shape.coding !== 'distribution')
    add(
      'loss',
      `is ${loss}, which needs at least two outputs whose targets are not negative and sum to 1 in every row, and the targets of ${data.name} do not: ${
        shape.classes ? `${recode(data, 'one-hot')} or ` : ''
      }use another loss`,
    );
  return problems;
}

/** How the coding of a dataset's targets is changed. */
function recode(data: Experiment['data'], coding: string): string {
  if ('coding' in data) return `set data.coding to "${coding}"`;
  if ('targets' in data) return `set data.targets to "${coding}"`;
  return coding === 'one-hot' ? 'set data.task to "classes"' : 'write 0 and 1 into the target column';
}

function initialisationProblems({ network, initialisation }: Experiment): Problem[] {
  const problems: Problem[] = [];
  for (const shape of fillShapes(network)) {
    const chosen = initialisation[shape.part][shape.layer - 1]!;
    const wrong = scheme(chosen.name).check?.(chosen, shape);
    const place = `initialisation.${shape.part}[${shape.layer - 1}]`;
    if (wrong) problems.push({ place, text: `${place} ${wrong}` });
  }
  const { direction: chosen } = initialisation.perturbation;
  const wrong = direction(chosen.name).check?.(chosen, network);
  const place = 'initialisation.perturbation.direction';
  if (wrong) problems.push({ place, text: `${place} ${wrong}` });
  return problems;
}

function trainingProblems({ training, network }: Experiment, samples: number): Problem[] {
  const problems: Problem[] = [];
  const add = (place: string, text: string) => problems.push({ place, text: `${place} ${text}` });
  if (training.batch !== 'full' && training.batch > samples)
    add(
      'training.batch',
      `is ${training.batch} but there are ${plural(samples, 'training sample')}: write at most ${samples}, or "full"`,
    );
  const { name } = training.rule;
  if (name !== 'newton' && name !== 'saddle-free-newton') return problems;
  if (training.batch !== 'full')
    add('training.batch', `is ${training.batch} but ${name} needs the gradient of all samples: write "full"`);
  if (training.dropout.some((share) => share > 0))
    add(
      'training.dropout',
      `is not 0 but ${name} cannot follow dropout, whose loss changes at every step: write 0`,
    );
  const count = parameterCount(network);
  if (count > limits.curvatureParameters)
    add(
      'training.rule',
      `is ${name}, which takes all eigenvectors of the Hessian at every step: possible up to ${grouped(limits.curvatureParameters)} parameters, and ${sizesText(network.sizes)} has ${grouped(count)}: use smaller layers or another rule`,
    );
  return problems;
}

function landscapeProblems({ landscape, network, loss }: Experiment, shape: DatasetShape): Problem[] {
  const problems: Problem[] = [];
  const wrong = plane(landscape.plane.name).check?.(landscape.plane, network);
  if (wrong) problems.push({ place: 'landscape.plane', text: `landscape.plane ${wrong}` });
  if (landscape.quantity === 'accuracy' && accuracyRule(loss, shape).kind === 'none')
    problems.push({
      place: 'landscape.quantity',
      text: 'landscape.quantity is "accuracy" but the targets are numbers, not classes: choose "loss", "gradient-norm" or "curvature"',
    });
  return problems;
}
