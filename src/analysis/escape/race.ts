import type { Problem, TrainerOptions } from '../../core/contract';
import { gradientFlow } from '../flow/gradient-flow';
import { dropsUnits } from '../../model/network';
import { difference, norm } from '../../model/vectors';
import type { StudyContext } from '../studies/study';

/** When a member has left: its loss is below a level, or its distance from the centre above one; the other is null. */
export interface Exit {
  readonly centre: Float64Array;
  readonly lossBelow: number | null;
  readonly distanceAbove: number | null;
}

export interface Outcome {
  /** Steps (or flow time) until it left; how long it was watched where it did not. */
  readonly length: number;
  readonly how: 'escaped' | 'still there' | 'diverged';
}

/** Steps of all members after which a loop looks whether it was cancelled: some milliseconds. */
function stepsPerCheck(problem: Problem, parameters: number, members: number): number {
  return Math.max(1, Math.min(4096, Math.floor(1e7 / (parameters * problem.train.count * members))));
}

/** Whether the core's ensembles can run a training: they see all samples and units, and know one rate for all layers and no Hessians. */
export function trainsTogether(
  problem: Pick<Problem, 'dropout'>,
  { rule, order, rateFactors }: TrainerOptions,
): boolean {
  const curved = rule.name === 'newton' || rule.name === 'saddle-free-newton';
  return order.kind === 'full' && rateFactors === undefined && !curved && !dropsUnits(problem);
}

/** Trains all members at once, several in each vector of the processor; only where `trainsTogether`. The answer is that of `raceOneByOne`, to the bit. */
export function raceTogether(
  {
    core,
    problem,
    checkCancelled,
    progress,
  }: Pick<StudyContext, 'core' | 'problem' | 'checkCancelled' | 'progress'>,
  starts: readonly Float64Array[],
  options: readonly TrainerOptions[],
  { centre, lossBelow, distanceAbove }: Exit,
  budget: number,
): Outcome[] {
  const length = centre.length;
  const rows = new Float64Array(starts.length * length);
  starts.forEach((start, member) => rows.set(start, member * length));
  const ensemble = core.ensemble(problem, {
    members: starts.length,
    starts: rows,
    rule: options[0]!.rule,
    noiseSeeds: options.map(({ noiseSeed }) => noiseSeed),
    stop: lossBelow !== null ? { lossBelow } : { distanceAbove: distanceAbove!, distanceFrom: centre },
  });
  const slice = stepsPerCheck(problem, length, starts.length);
  while (ensemble.running > 0 && ensemble.step < budget) {
    checkCancelled();
    ensemble.advance(Math.min(slice, budget - ensemble.step));
    progress(ensemble.step / budget);
  }
  const steps = ensemble.steps();
  return ensemble.states().map((state, member) => ({
    length: steps[member]!,
    how: state === 'running' ? 'still there' : state === 'diverged' ? 'diverged' : 'escaped',
  }));
}

/** Trains one member after the other, looking at every step. @param options per member */
export function raceOneByOne(
  { workspace, checkCancelled }: Pick<StudyContext, 'workspace' | 'checkCancelled'>,
  starts: readonly Float64Array[],
  options: readonly TrainerOptions[],
  exit: Exit,
  budget: number,
): Outcome[] {
  const left = (theta: Float64Array): boolean =>
    exit.lossBelow !== null
      ? workspace.evaluate(theta).loss < exit.lossBelow
      : norm(difference(theta, exit.centre)) > exit.distanceAbove!;
  const slice = stepsPerCheck(workspace.problem, exit.centre.length, 1);
  return starts.map((start, member) => {
    const trainer = workspace.startTraining(start, options[member]!);
    for (;;) {
      if (left(trainer.theta())) return { length: trainer.step, how: 'escaped' };
      if (trainer.step >= budget) return { length: budget, how: 'still there' };
      if (trainer.step % slice === 0) checkCancelled();
      trainer.advance(1);
      if (trainer.diverged) return { length: trainer.step, how: 'diverged' };
    }
  });
}

/** Lets one member flow until it has left. @param longest time */
export function raceByFlow(
  { core, workspace, checkCancelled }: Pick<StudyContext, 'core' | 'workspace' | 'checkCancelled'>,
  start: Float64Array,
  exit: Exit,
  longest: number,
): Outcome {
  const end = gradientFlow((theta) => workspace.gradient(theta), {
    start,
    centre: exit.centre,
    tolerance: 1e-9,
    longest,
    event: (theta) =>
      exit.lossBelow !== null
        ? exit.lossBelow - workspace.evaluate(theta).loss
        : norm(difference(theta, exit.centre)) - exit.distanceAbove!,
    math: core.math,
    onStep: checkCancelled,
  });
  if (end.how === 'event') return { length: end.time, how: 'escaped' };
  if (end.how === 'diverged') return { length: end.time, how: 'diverged' };
  return { length: end.how === 'steps' ? end.time : longest, how: 'still there' };
}
