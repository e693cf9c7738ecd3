import { UserError } from '../model/user-error';
import { ACCURACY_RULES, ACTIVATIONS, CURVATURE_RULES, LOSSES, QUANTITIES, RULES } from './codes';
import type { Problem, RecordingOptions, Samples, TrainerOptions, UpdateRule } from './contract';

/** Most parameters of a network that is trained by Newton's method and its relatives. */
export const CURVATURE_PARAMETERS = 2000;

/** What a workspace and a trainer refuse, each with the place and the remedy, before any memory is taken. */

/** Throws UserError unless the problem can be computed. */
export function checkProblem(problem: Problem): void {
  const { sizes, activations, biases } = problem.network;
  if (sizes.length < 2) {
    throw new UserError('A network needs at least an input and an output size.', 'network.sizes');
  }
  sizes.forEach((size, index) => whole(size, `network.sizes[${index}]`, 1, 2 ** 31));
  const layers = sizes.length - 1;
  sameLength(activations.length, layers, 'network.activations', 'one activation per weight layer');
  sameLength(biases.length, layers, 'network.biases', 'one flag per weight layer');
  activations.forEach((name, index) => known(name, ACTIVATIONS, `network.activations[${index}]`));
  known(problem.loss, LOSSES, 'loss');
  known(problem.precision, ['f64', 'f32'], 'precision');
  checkAccuracy(problem, sizes[layers] ?? 0);
  atLeastZero(problem.l1, 'l1');
  atLeastZero(problem.l2, 'l2');
  if (problem.dropout) {
    sameLength(problem.dropout.length, layers - 1, 'dropout', 'one share per hidden layer');
    problem.dropout.forEach((value, index) => share(value, `dropout[${index}]`));
  }
  checkSamples(problem.train, problem, 'train');
  if (problem.test) checkSamples(problem.test, problem, 'test');
  whole(problem.batchSize, 'batchSize', 1, problem.train.count, 'the number of training samples');
}

function checkAccuracy(problem: Problem, outputs: number): void {
  const { accuracy } = problem;
  known(accuracy.kind, ACCURACY_RULES, 'accuracy.kind');
  if (accuracy.kind === 'threshold') finite(accuracy.threshold, 'accuracy.threshold');
  if (accuracy.kind === 'argmax' && outputs < 2) {
    throw new UserError(
      'With one output the largest output is always right: use a threshold, or two or more outputs.',
      'accuracy.kind',
    );
  }
}

function checkSamples(samples: Samples, problem: Problem, place: string): void {
  const { sizes } = problem.network;
  const inputs = sizes[0] ?? 0;
  const outputs = sizes[sizes.length - 1] ?? 0;
  whole(samples.count, `${place}.count`, 1, 2 ** 31);
  sameLength(
    samples.inputs.length,
    samples.count * inputs,
    `${place}.inputs`,
    `${samples.count} × ${inputs} numbers`,
  );
  sameLength(
    samples.targets.length,
    samples.count * outputs,
    `${place}.targets`,
    `${samples.count} × ${outputs} numbers`,
  );
  checkFinite(samples.inputs, problem, `${place}.inputs`);
  checkFinite(samples.targets, problem, `${place}.targets`);
}

/** Throws UserError when a number is not finite in the problem's precision. */
export function checkFinite(values: Float64Array, problem: Problem, place: string): void {
  const round = problem.precision === 'f32' ? Math.fround : (x: number): number => x;
  const index = values.findIndex((value) => !Number.isFinite(round(value)));
  if (index < 0) return;
  throw new UserError(
    `The value ${values[index]} at ${place}[${index}] is not a finite number in ${problem.precision}.`,
    `${place}[${index}]`,
  );
}

/** Throws UserError unless the rule and the order can be run on the problem. */
export function checkTraining(options: TrainerOptions, problem: Problem): void {
  checkRule(options.rule, problem);
  const { order } = options;
  if (options.rateFactors) {
    const layers = problem.network.sizes.length - 1;
    sameLength(options.rateFactors.length, layers, 'rateFactors', 'one entry per weight layer');
    options.rateFactors.forEach(({ weights, biases }, index) => {
      atLeastZero(weights, `rateFactors[${index}].weights`);
      atLeastZero(biases, `rateFactors[${index}].biases`);
    });
  }
  if (order.kind === 'shuffled' || order.kind === 'drawn') {
    whole(order.size, 'order.size', 1, problem.batchSize, 'the batch size the workspace was built for');
  } else if (order.kind === 'listed') {
    if (order.batches.length === 0) throw new UserError('The list of batches is empty.', 'order.batches');
    order.batches.forEach((batch, step) => {
      const place = `order.batches[${step}]`;
      whole(
        batch.length,
        `${place}.length`,
        1,
        problem.batchSize,
        'the batch size the workspace was built for',
      );
      batch.forEach((sample, index) => whole(sample, `${place}[${index}]`, 0, problem.train.count - 1));
    });
  } else if (order.kind !== 'full') {
    throw new UserError(`The batch order must be full, shuffled, drawn or listed.`, 'order.kind');
  }
}

/** Throws UserError unless a rule that takes the Hessian at every step can be run. */
export function checkCurvatureTraining(options: TrainerOptions, problem: Problem, parameters: number): void {
  const { name } = options.rule;
  if (options.order.kind !== 'full') {
    throw new UserError(`${name} needs the gradient of all samples: use the full batch.`, 'order.kind');
  }
  if (hasDropout(problem)) {
    throw new UserError(
      `${name} cannot follow dropout, whose loss changes at every step: set dropout to 0.`,
      'dropout',
    );
  }
  if (parameters > CURVATURE_PARAMETERS) {
    throw new UserError(
      `${name} takes all eigenvectors of the Hessian at every step, which is possible up to ${CURVATURE_PARAMETERS} parameters; this network has ${parameters}: use fewer units or another rule.`,
      'rule.name',
    );
  }
}

/** Throws UserError where a rule cannot be run outside a workspace's own trainer. @param where what cannot, at the beginning of a sentence */
export function checkPlainRule(rule: UpdateRule, problem: Problem, where: string): void {
  checkRule(rule, problem);
  if (CURVATURE_RULES.includes(rule.name)) {
    throw new UserError(`${where} cannot run ${rule.name}: choose another update rule.`, 'rule.name');
  }
  if (hasDropout(problem)) {
    throw new UserError(`${where} cannot silence units: set dropout to 0.`, 'dropout');
  }
}

function hasDropout(problem: Problem): boolean {
  return problem.dropout?.some((value) => value > 0) === true;
}

/** Throws UserError unless the settings of the rule can be used. */
export function checkRule(rule: UpdateRule, problem: Problem): void {
  known(rule.name, [...RULES, ...CURVATURE_RULES], 'rule.name');
  finite(rule.rate, 'rule.rate');
  switch (rule.name) {
    case 'momentum':
    case 'nesterov':
      return share(rule.momentum, 'rule.momentum');
    case 'rmsprop':
      share(rule.decay, 'rule.decay');
      return aboveZero(rule.epsilon, problem, 'rule.epsilon');
    case 'adam':
      share(rule.beta1, 'rule.beta1');
      share(rule.beta2, 'rule.beta2');
      return aboveZero(rule.epsilon, problem, 'rule.epsilon');
    case 'perturbed-gradient-descent':
      atLeastZero(rule.radius, 'rule.radius');
      atLeastZero(rule.threshold, 'rule.threshold');
      return whole(rule.interval, 'rule.interval', 0, 2 ** 31);
    case 'newton':
    case 'saddle-free-newton':
      atLeastZero(rule.damping, 'rule.damping');
      return aboveZero(rule.reach, problem, 'rule.reach');
  }
}

/** Throws UserError unless a trainer can record so. */
export function checkRecording({ every, stopBelow }: RecordingOptions): void {
  whole(every, 'every', 1, Number.MAX_SAFE_INTEGER);
  if (stopBelow !== null) finite(stopBelow, 'stopBelow');
}

/** Throws UserError unless `value` is one of the names. */
export function known(value: string, names: readonly string[], place: string): void {
  if (names.includes(value)) return;
  throw new UserError(`'${value}' is unknown at ${place}: use one of ${names.join(', ')}.`, place);
}

/** Throws UserError unless the quantity exists and the problem defines it. */
export function checkQuantity(quantity: string, problem: Problem): void {
  known(quantity, QUANTITIES, 'quantity');
  if (quantity === 'accuracy' && problem.accuracy.kind === 'none') {
    throw new UserError(
      'This problem defines no accuracy: choose loss, gradient-norm or curvature.',
      'quantity',
    );
  }
}

/** Throws UserError unless the lengths agree. */
export function sameLength(length: number, expected: number, place: string, what: string): void {
  if (length === expected) return;
  throw new UserError(`${place} has length ${length}, but ${what} are needed (length ${expected}).`, place);
}

/** Throws UserError unless `value` is a whole number in the range. */
export function whole(value: number, place: string, low: number, high: number, meaning?: string): void {
  if (Number.isInteger(value) && value >= low && value <= high) return;
  const limit = meaning === undefined ? `${high}` : `${high} (${meaning})`;
  throw new UserError(`${place} is ${value}, but must be a whole number from ${low} to ${limit}.`, place);
}

/** Throws UserError unless `value` is finite. */
export function finite(value: number, place: string): void {
  if (Number.isFinite(value)) return;
  throw new UserError(`${place} is ${value}, but must be a finite number.`, place);
}

function atLeastZero(value: number, place: string): void {
  if (Number.isFinite(value) && value >= 0) return;
  throw new UserError(`${place} is ${value}, but must be a finite number of 0 or more.`, place);
}

function share(value: number, place: string): void {
  if (value >= 0 && value < 1) return;
  throw new UserError(`${place} is ${value}, but must be at least 0 and below 1.`, place);
}

/** A gradient of exactly 0 would give 0/0 with ε = 0, and from zero most gradients are exactly 0. */
function aboveZero(value: number, problem: Problem, place: string): void {
  const rounded = problem.precision === 'f32' ? Math.fround(value) : value;
  if (Number.isFinite(rounded) && rounded > 0) return;
  throw new UserError(`${place} is ${value}, but must be above 0 in ${problem.precision}.`, place);
}
