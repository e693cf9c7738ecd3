import type { Arithmetic, Problem, TrainerOptions } from '../core/contract';
import { accuracyRule, loadDataset } from '../model/datasets';
import type { Experiment } from '../model/experiment';
import { initialTheta } from '../model/initialisation';

/** What a run needs besides the experiment: data, first parameters, update rule. Crosses to a worker by structured clone. */
export interface RunSetup {
  readonly experiment: Experiment;
  readonly problem: Problem;
  /** θ₀, length parameterCount. */
  readonly initial: Float64Array;
  readonly trainer: TrainerOptions;
}

/** Generates the data and the initial parameters of an experiment. Throws `UserError` where the experiment cannot run. */
export function setUp(experiment: Experiment, arithmetic: Arithmetic): RunSetup {
  const { training, network } = experiment;
  const data = loadDataset(experiment.data, arithmetic);
  const batchSize = training.batch === 'full' ? data.train.count : training.batch;
  return {
    experiment,
    problem: {
      network,
      loss: experiment.loss,
      precision: experiment.precision,
      train: data.train,
      ...(data.test === undefined ? {} : { test: data.test }),
      accuracy: accuracyRule(experiment.loss, data),
      l1: training.l1,
      l2: training.l2,
      batchSize,
      ...dropoutOf(training),
    },
    initial: initialTheta(experiment, arithmetic),
    trainer: trainerOf(training),
  };
}

/** What of a problem is of its training. */
export function dropoutOf({ dropout }: Experiment['training']): Pick<Problem, 'dropout'> {
  return dropout.some((share) => share > 0) ? { dropout } : {};
}

export function trainerOf({ rule, batch, order, seed, layerRates }: Experiment['training']): TrainerOptions {
  return {
    rule,
    order: batch === 'full' ? { kind: 'full' } : { kind: order, size: batch, seed },
    noiseSeed: seed,
    ...(layerRates.some(({ weights, biases }) => weights !== 1 || biases !== 1)
      ? { rateFactors: layerRates }
      : {}),
  };
}
