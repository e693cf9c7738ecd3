import { core } from '../core';
import type { Arithmetic, BatchOrder, UpdateRule } from '../core/contract';
import { batchesInOrder } from '../analysis/symmetry/batch-of-step';
import { literalNumbers, pytorchScript } from '../files/pytorch/script';
import type { Engine } from '../files/saddle-file';
import { UserError } from '../model/user-error';
import type { RunRecord } from '../runs/record';
import type { RunHost } from './run-host';

/** A script with more numbers is no longer one that a person reads, nor one that Python reads at once. */
const most = { numbers: 1_000_000, indices: 500_000 };

/**
 * The run as a Python script.
 * @throws UserError where the experiment has something that a script cannot repeat; the place names it
 */
export async function pytorchOf(host: RunHost, record: RunRecord, engine: Engine): Promise<string> {
  const { experiment, problem, initial, trainer } = host.setup;
  const { dropout, rule } = experiment.training;
  const refuse = (place: string, why: string): never => {
    throw new UserError(`A PyTorch script cannot repeat this run: ${place} ${why}.`, place);
  };
  if (dropout.some((share) => share > 0))
    refuse('training.dropout', 'silences units by random numbers of its own at every step');
  const { count } = problem.train;
  if (literalNumbers(experiment, count) > most.numbers)
    refuse(
      'data',
      `and parameters are more than ${most.numbers.toLocaleString('en-GB')} numbers, too many to write into a script`,
    );
  const steps = Number(record.history.steps.at(-1) ?? 0);
  const order = trainer.order;
  const batch = order.kind === 'shuffled' || order.kind === 'drawn' ? order.size : 0;
  if (batch * steps > most.indices)
    refuse(
      'training.batch',
      `needs the samples of ${steps.toLocaleString('en-GB')} steps written out, more than ${most.indices.toLocaleString('en-GB')} in all: train fewer steps, or on "full" batches`,
    );
  const arithmetic = core();
  const noisy = rule.name === 'perturbed-gradient-descent' ? rule : null;
  const pushes = noisy === null ? 0 : pushesOf(noisy, steps);
  if (pushes * initial.length > most.indices)
    refuse('training.rule.interval', 'allows more random pushes than can be written into a script');
  return pytorchScript({
    experiment,
    engine,
    train: problem.train,
    initial,
    batches: order.kind === 'full' ? null : firstBatches(order, count, steps, arithmetic),
    pushes: noisy === null ? [] : drawn(noisy, pushes, initial.length, trainer.noiseSeed, arithmetic),
    history: record.history,
  });
}

function firstBatches(
  order: Exclude<BatchOrder, { readonly kind: 'full' }>,
  samples: number,
  steps: number,
  arithmetic: Arithmetic,
): ArrayLike<number>[] {
  const batches = batchesInOrder(order, samples, arithmetic);
  return Array.from({ length: steps }, () => batches.next().value);
}

type Perturbed = Extract<UpdateRule, { readonly name: 'perturbed-gradient-descent' }>;

/** How many pushes there can be in so many steps. */
function pushesOf({ interval }: Perturbed, steps: number): number {
  return Math.ceil(steps / (interval + 1));
}

/** The samples of the ball that the trainer draws, in its order: n normals, again should all be 0, then one uniform number for the distance (see assembly/random/ball.ts). */
function drawn(
  { radius }: Perturbed,
  count: number,
  length: number,
  seed: number,
  { math, stream }: Arithmetic,
): Float64Array[] {
  const random = stream(seed, 'noise');
  return Array.from({ length: count }, () => {
    let push: Float64Array;
    let sum: number;
    do {
      push = Float64Array.from({ length }, () => random.normal());
      sum = push.reduce((total, value) => total + value * value, 0);
    } while (sum === 0);
    // 1 − U is in (0, 1] and its logarithm finite.
    const distance = radius * math.exp(math.log(1 - random.uniform()) / length);
    const scale = distance / Math.sqrt(sum);
    return push.map((value) => value * scale);
  });
}
