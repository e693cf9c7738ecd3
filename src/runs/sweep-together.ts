import type { Core, Ensemble, Problem, TrainerOptions, Workspace } from '../core/contract';
import { trainsTogether } from '../analysis/escape/race';
import type { Experiment } from '../model/experiment';
import { nextAbove } from '../model/next-above';
import type { SweepSpec } from '../model/sweep/spec';
import { escapeLevel, type RowWriter } from './sweep-row';
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

/** Fewer than this many are faster one by one. */
const fewest = 4;
/** Most losses that are kept between two looks. */
const mostNotes = 256;

/** Whether runs of this kind can be trained side by side, with the bits that each has alone. */
export function canTrainTogether(problem: Problem, trainer: TrainerOptions, members: number): boolean {
  return members >= fewest && trainsTogether(problem, trainer);
}

/** How many runs are worth training side by side: a step of all of them should be short. */
export function mostTogether(parameters: number, samples: number): number {
  return Math.max(16, Math.min(512, Math.floor(2e7 / (3 * parameters * samples))));
}

/**
 * Trains runs side by side, in pieces; what it yields adds up to their steps. Left out are runs that must be looked at one by one: those that diverge, whose last finite
 * point an ensemble does not keep, and those whose start is below the stop rule's level, of which a run by itself makes one step all the same.
 * @param workspace of the same problem
 * @param rows one per member, written where the run is done
 * @returns the members left out
 */
export function* trainTogether(
  core: Core,
  workspace: Workspace,
  { experiment, problem, trainer, starts, rates, noiseSeeds }: TogetherRuns,
  sweep: SweepSpec,
  writer: RowWriter,
  rows: readonly Float64Array[],
): Generator<number, number[]> {
  const { steps: budget, stopBelow } = experiment.training;
  const members = rows.length;
  const { every } = sweep;
  const stepWork = 3 * workspace.parameterCount * problem.train.count * members;
  const piece = Math.max(1, Math.min(mostNotes * every, Math.floor(sliceWork / stepWork)));
  const ensemble = core.ensemble(problem, {
    members,
    starts,
    rule: trainer.rule,
    rates,
    noiseSeeds,
    ...(stopBelow === null ? {} : { stop: { lossBelow: nextAbove(stopBelow) } }),
    record: { every, capacity: Math.ceil(piece / every) + 1 },
  });
  const watch = new Watches(sweep, members);
  watch.seeRecord(ensemble);
  while (ensemble.step < budget && ensemble.running > 0) {
    const [before, running] = [ensemble.step, ensemble.running];
    ensemble.advance(Math.min(piece, budget - before));
    watch.seeRecord(ensemble);
    yield running * (ensemble.step - before);
  }
  const states = ensemble.states();
  const steps = ensemble.steps();
  const thetas = ensemble.thetas();
  const leftOut: number[] = [];
  for (let member = 0; member < members; member++) {
    const state = states[member]!;
    const made = steps[member]!;
    if (state === 'diverged' || (state === 'loss-below' && made === 0)) {
      leftOut.push(member);
      continue;
    }
    const theta = thetas.slice(member * workspace.parameterCount, (member + 1) * workspace.parameterCount);
    const evaluation = workspace.evaluate(theta);
    watch.see(member, made, evaluation.loss);
    const status = state === 'loss-below' ? 'stopped' : 'finished';
    writer.write(rows[member]!, watch.of(member), { status, steps: made, theta, evaluation });
  }
  return leftOut;
}

/** Follows the losses of all members; one array per quantity. */
class Watches {
  readonly #first: Float64Array;
  readonly #best: Float64Array;
  readonly #bestStep: Float64Array;
  readonly #escape: Float64Array;
  readonly #level: Float64Array;
  #seen = -1;

  constructor(
    private readonly sweep: SweepSpec,
    members: number,
  ) {
    const nothing = () => new Float64Array(members).fill(NaN);
    this.#first = nothing();
    this.#best = nothing();
    this.#bestStep = nothing();
    this.#escape = nothing();
    this.#level = nothing();
  }

  /** Takes in what the ensemble has recorded since the last time. */
  seeRecord(ensemble: Ensemble): void {
    const { steps, losses } = ensemble.record();
    // A member that has stopped goes on showing the loss of its last step.
    const last = ensemble.steps();
    const members = this.#first.length;
    steps.forEach((step, row) => {
      if (step <= this.#seen) return;
      if (step === 0) this.#begin(losses);
      for (let member = 0; member < members; member++)
        this.see(member, Math.min(step, last[member]!), losses[row * members + member]!);
    });
    this.#seen = steps.at(-1) ?? this.#seen;
  }

  see(member: number, step: number, loss: number): void {
    if (!(loss >= this.#best[member]!) && Number.isFinite(loss)) {
      this.#best[member] = loss;
      this.#bestStep[member] = step;
    }
    if (loss < this.#level[member]! && Number.isNaN(this.#escape[member])) this.#escape[member] = step;
  }

  of(member: number) {
    return {
      firstLoss: this.#first[member]!,
      bestLoss: this.#best[member]!,
      bestStep: this.#bestStep[member]!,
      escapeStep: this.#escape[member]!,
    };
  }

  #begin(losses: Float64Array): void {
    for (let member = 0; member < this.#first.length; member++) {
      this.#first[member] = losses[member]!;
      this.#level[member] = escapeLevel(this.sweep, losses[member]!);
    }
  }
}
