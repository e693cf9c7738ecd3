import type { Precision, Summation } from '../../core/contract';
import { UserError } from '../../model/user-error';
import type { StudyContext } from '../studies/study';
import { type TwinClasses, twinClasses } from '../twins';
import { twinGap } from './twin-gap';

/** What one way of adding in one precision did to the twins. */
export interface RoundOffRow {
  readonly precision: Precision;
  readonly summation: Summation;
  /** First step after which two twins differ, and their hidden layer; null where none do. */
  readonly firstBreak: { readonly step: number; readonly layer: number } | null;
  /** Steps at which the distance between twins was noted (all of the first ones, then ever fewer), and the largest distance there. */
  readonly gapSteps: Float64Array;
  readonly gaps: Float64Array;
  readonly finalGap: number;
  /** Classes of twin units per hidden layer after the last step. */
  readonly effectiveWidths: readonly number[];
  readonly finalLoss: number;
  readonly steps: number;
  readonly diverged: boolean;
}

/** Steps that are all noted; after them the next is a fifteenth further. */
const notedInFull = 64;

/** Trains from a point by plain loops and watches units that are twins there. The update rule is the experiment's, on the full batch. */
export function microscope(
  { core, problem, trainer, progress, checkCancelled }: StudyContext,
  theta: Float64Array,
  {
    precision,
    summation,
    steps,
    seed,
  }: {
    readonly precision: Precision;
    readonly summation: Summation;
    readonly steps: number;
    readonly seed: number;
  },
): RoundOffRow {
  if (trainer.rateFactors)
    throw new UserError(
      'The microscope trains all layers with one learning rate: write 1 into training.layerRates.',
      'training.layerRates',
    );
  const run = core.plainTraining({ ...problem, precision }, theta, { rule: trainer.rule, summation, seed });
  const classes = twinsAt(problem.network, run.theta());
  const gapSteps = [0];
  const gaps = [0];
  let firstBreak: RoundOffRow['firstBreak'] = null;
  let next = 1;
  let found = { gap: 0, layer: 0 };
  while (run.step < steps && run.advance(1) === 1) {
    const { step } = run;
    checkCancelled();
    progress(step / steps);
    const noted = step >= next || step === steps;
    if (firstBreak !== null && !noted && !run.diverged) continue;
    found = twinGap(problem.network, run.theta(), classes);
    if (firstBreak === null && found.gap > 0) firstBreak = { step, layer: found.layer };
    if (!noted) continue;
    gapSteps.push(step);
    gaps.push(found.gap);
    next = step < notedInFull ? step + 1 : step + Math.ceil(step / 15);
  }
  return {
    precision,
    summation,
    firstBreak,
    gapSteps: Float64Array.from(gapSteps),
    gaps: Float64Array.from(gaps),
    finalGap: found.gap,
    effectiveWidths: twinClasses(problem.network, run.theta()).map(({ effectiveWidth }) => effectiveWidth),
    finalLoss: run.loss(),
    steps: run.step,
    diverged: run.diverged,
  };
}

/** The hidden layers with twins at a point. */
export function twinsAt(network: StudyContext['problem']['network'], theta: Float64Array): TwinClasses[] {
  return twinClasses(network, theta).filter(({ width, effectiveWidth }) => effectiveWidth < width);
}
