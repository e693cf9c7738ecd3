import type { UpdateRule, Workspace } from '../../core/contract';
import { dropsUnits } from '../../model/network';
import type { StudyContext } from '../studies/study';
import { type TwinClasses, twinClasses } from '../twins';
import { batchOfStep } from './batch-of-step';

/** A class of twin units that came apart. */
export interface TwinBreak {
  /** The step that split them: twins after step − 1, no longer after this one. Null where training again does not reproduce the run. */
  readonly step: number | null;
  /** The checkpoints around it: twins at the first, no longer at the second. */
  readonly between: readonly [number, number];
  /** 1-based hidden layer, 0-based units. */
  readonly layer: number;
  readonly units: readonly number[];
  /** The classes that they fell into. */
  readonly into: readonly (readonly number[])[];
  /** Twins at every checkpoint from the start. */
  readonly sinceStart: boolean;
  /**
   * What split them, found by making the same step once more without it. `noise`: the push of perturbed gradient descent, or the units that dropout silenced. `optimiser-state`: they
   * became equal on the way, with different momenta or averages. `nothing`: neither, so the arithmetic of this program is at fault. `not-reproduced`: the
   * file's run is not what this program computes. Neither the data nor the batch order can: equal units get equal gradients from any samples.
   */
  readonly cause: 'noise' | 'optimiser-state' | 'nothing' | 'not-reproduced';
}

/** Steps made between two looks at whether the person has cancelled. */
const stepsAtOnce = 256;

/**
 * Every class of twins that broke between two checkpoints, in order of time: the run is trained again from its start, and step by step where
 * something broke.
 * @param twins per checkpoint, per hidden layer
 */
export function twinBreaks(run: StudyContext, twins: readonly (readonly TwinClasses[])[]): TwinBreak[] {
  const { checkpointSteps: steps, checkpoints } = run.record;
  const broken = twins.flatMap((before, i) => {
    const after = twins[i + 1];
    return after !== undefined && splits(before, after).length > 0 ? [i] : [];
  });
  if (broken.length === 0) return [];
  const last = steps[broken.at(-1)! + 1]!;
  const trainer = run.workspace.startTraining(checkpoints[0]!, run.trainer);
  const { dropout: _, ...whole } = run.problem;
  const counterfactual = run.core.workspace(whole);
  const found: TwinBreak[] = [];
  for (const i of broken) {
    const between = [steps[i]!, steps[i + 1]!] as const;
    while (trainer.step < between[0] && !trainer.diverged) {
      run.checkCancelled();
      run.progress(trainer.step / last);
      trainer.advance(Math.min(stepsAtOnce, between[0] - trainer.step));
    }
    let theta = trainer.theta();
    if (!sameBits(theta, checkpoints[i]!))
      return [...found, ...unreproduced(between, twins[i]!, twins[i + 1]!)];
    let classes: readonly TwinClasses[] = twins[i]!;
    const before = found.length;
    while (trainer.step < between[1] && trainer.advance(1) === 1 && !trainer.diverged) {
      const from = theta;
      theta = trainer.theta();
      const next = twinClasses(run.problem.network, theta);
      for (const split of splits(classes, next)) {
        const sinceStart = twins.slice(0, i + 1).every((at) => together(at, split.layer, split.units));
        const cause = causeOf(run, counterfactual, from, trainer.step, split, sinceStart);
        found.push({ step: trainer.step, between, ...split, sinceStart, cause });
      }
      classes = next;
      if (trainer.step % stepsAtOnce === 0) {
        run.checkCancelled();
        run.progress(trainer.step / last);
      }
    }
    if (found.length === before) found.push(...unreproduced(between, twins[i]!, twins[i + 1]!));
  }
  return found;
}

interface Split {
  readonly layer: number;
  readonly units: readonly number[];
  readonly into: readonly (readonly number[])[];
}

/** The classes of one point that are no longer whole at another. */
function splits(before: readonly TwinClasses[], after: readonly TwinClasses[]): Split[] {
  return before.flatMap(({ layer, classes }) => {
    const later = after.find((entry) => entry.layer === layer)!.classes;
    return classes.flatMap((units) => {
      if (units.length < 2) return [];
      const into = later
        .map((members) => members.filter((unit) => units.includes(unit)))
        .filter((members) => members.length > 0);
      return into.length > 1 ? [{ layer, units, into }] : [];
    });
  });
}

function together(at: readonly TwinClasses[], layer: number, units: readonly number[]): boolean {
  const classes = at.find((entry) => entry.layer === layer)!.classes;
  return classes.some((members) => units.every((unit) => members.includes(unit)));
}

/** Makes the step once more from the same point with the same samples, without noise and with a fresh optimiser. */
function causeOf(
  run: StudyContext,
  workspace: Workspace,
  from: Float64Array,
  step: number,
  { layer, units }: Split,
  sinceStart: boolean,
): TwinBreak['cause'] {
  const { rule } = run.trainer;
  const pushes = rule.name === 'perturbed-gradient-descent';
  const noisy = pushes || dropsUnits(run.problem);
  const quiet: UpdateRule = pushes ? { name: 'gradient-descent', rate: rule.rate } : rule;
  const order = batchOfStep(run.trainer.order, run.problem.train.count, step, run.core);
  const again = workspace.startTraining(from, { ...run.trainer, rule: quiet, order });
  again.advance(1);
  const kept = together(twinClasses(run.problem.network, again.theta()), layer, units);
  if (noisy) return kept ? 'noise' : 'nothing';
  // Units that were equal all along have equal momenta, so a fresh optimiser explains nothing.
  return kept && !sinceStart ? 'optimiser-state' : 'nothing';
}

function unreproduced(
  between: readonly [number, number],
  before: readonly TwinClasses[],
  after: readonly TwinClasses[],
): TwinBreak[] {
  return splits(before, after).map((split) => ({
    step: null,
    between,
    ...split,
    sinceStart: false,
    cause: 'not-reproduced' as const,
  }));
}

function sameBits(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
