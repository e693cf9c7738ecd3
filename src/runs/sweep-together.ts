import type { Ensemble, EnsembleOptions, Problem, TrainerOptions, Workspace } from '../core/contract';
import { trainsTogether } from '../analysis/escape/race';
import type { Experiment } from '../model/experiment';
import { datasetShape } from '../model/datasets';
import { parameterCount } from '../model/network';
import { nextAbove } from '../model/next-above';
import type { SweepSpec } from '../model/sweep/spec';
import { escapeLevel, LossWatch } from './loss-watch';
import { dropoutOf, trainerOf } from './setup';
import type { RowWriter } from './sweep-row';
import { sliceWork } from './sweep-alone';

/** Members of one network, which differ by their starts, learning rates and noise. */
export interface TogetherRuns {
  readonly experiment: Experiment;
  readonly problem: Problem;
  readonly trainer: TrainerOptions;
  /** members × parameters, row-major. */
  readonly starts: Float64Array;
  readonly rates: Float64Array;
  readonly noiseSeeds: readonly number[];
}

/**
 * Fewer are faster one by one, by measurement: where every step’s loss is looked at, which is done in the core side by side, and where it is not. In the first case one is
 * faster as well where a step is short, of so many multiply-adds.
 */
const fewest = { looking: 2, else: 4 } as const;
const shortStep = 300;

/** How many runs of one network it takes to be trained side by side, with the bits that each has alone, and faster; null where they cannot be. */
export function fewestTogether(
  { training, network, data }: Experiment,
  { every }: Pick<SweepSpec, 'every'>,
): number | null {
  if (!trainsTogether(dropoutOf(training), trainerOf(training))) return null;
  if (every > 1 && training.stopBelow === null) return fewest.else;
  return parameterCount(network) * datasetShape(data).count <= shortStep ? 1 : fewest.looking;
}

/** How many runs are worth training side by side: a step of all of them should be short. */
export function mostTogether(parameters: number, samples: number): number {
  return Math.max(16, Math.min(512, Math.floor(2e7 / (3 * parameters * samples))));
}

/** How the runs are trained side by side; only members differ between those of one cell. */
export function ensembleOptions(
  { experiment, trainer, starts, rates, noiseSeeds }: TogetherRuns,
  { every, escapeShare }: SweepSpec,
): EnsembleOptions {
  const { stopBelow } = experiment.training;
  return {
    members: rates.length,
    starts,
    rule: trainer.rule,
    rates,
    noiseSeeds,
    ...(stopBelow === null ? {} : { stop: { lossBelow: nextAbove(stopBelow) } }),
    follow: { every, escapeShare },
  };
}

/**
 * Trains runs side by side, in pieces; what it yields adds up to their steps. Left out are runs that must be looked at one by one: those that diverge, whose last finite
 * point an ensemble does not keep, and those whose start is below the stop rule's level, of which a run by itself makes one step all the same.
 * @param ensemble of `ensembleOptions`, at its start
 * @param workspace of the same problem
 * @param rowOf a member's row, written where the run is done
 * @returns the members left out
 */
export function* trainTogether(
  ensemble: Ensemble,
  workspace: Workspace,
  { experiment, problem }: Pick<TogetherRuns, 'experiment' | 'problem'>,
  sweep: SweepSpec,
  writer: RowWriter,
  rowOf: (member: number) => Float64Array,
): Generator<number, number[]> {
  const budget = experiment.training.steps;
  const { members } = ensemble;
  const stepWork = 3 * workspace.parameterCount * problem.train.count * members;
  const piece = Math.max(1, Math.floor(sliceWork / stepWork));
  // Those of an ensemble that goes on.
  if (ensemble.step > 0) yield ensemble.steps().reduce((sum, steps) => sum + steps, 0);
  while (ensemble.step < budget && ensemble.running > 0) {
    const [before, running] = [ensemble.step, ensemble.running];
    ensemble.advance(Math.min(piece, budget - before));
    yield running * (ensemble.step - before);
  }
  const states = ensemble.states();
  const steps = ensemble.steps();
  const thetas = ensemble.thetas();
  const { first, best, bestStep, escapeStep } = ensemble.followed();
  const theta = new Float64Array(workspace.parameterCount);
  const leftOut: number[] = [];
  for (let member = 0; member < members; member++) {
    const state = states[member]!;
    const made = steps[member]!;
    if (state === 'diverged' || (state === 'loss-below' && made === 0)) {
      leftOut.push(member);
      continue;
    }
    for (let i = 0; i < theta.length; i++) theta[i] = thetas[member * theta.length + i]!;
    const evaluation = workspace.evaluate(theta);
    // The losses are followed as often as the sweep says; the last one counts in any case.
    const watch = new LossWatch(escapeLevel(sweep, first[member]!), {
      firstLoss: first[member]!,
      bestLoss: best[member]!,
      bestStep: bestStep[member]!,
      escapeStep: escapeStep[member]!,
    });
    watch.see(made, evaluation.loss);
    const status = state === 'loss-below' ? 'stopped' : 'finished';
    writer.write(rowOf(member), watch, { status, steps: made, theta, evaluation });
  }
  return leftOut;
}
