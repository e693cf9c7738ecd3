import { core, type Evaluation } from '../../src/core';
import { twinClasses } from '../../src/analysis/twins';
import type { RunRecord } from '../../src/runs/record';
import type { RunSetup } from '../../src/runs/setup';

interface Point {
  readonly theta: Float64Array;
  readonly evaluation: Evaluation;
}

/** The smallest power of two whose multiples up to `step` fit. */
function strideFor(step: number, capacity: number): number {
  let stride = 1;
  while (Math.floor(step / stride) + 1 > capacity) stride *= 2;
  return stride;
}

const multiples = (stride: number, last: number): number[] =>
  Array.from({ length: Math.floor(last / stride) + 1 }, (_, i) => i * stride);

/**
 * The plain twin of a recorded run: leaves the core after every single step and evaluates θ there, keeps everything, and picks what a record holds
 * when asked. Where a run without a stop rule diverges, its newest point is the last one that was due.
 */
export function plainRun(setup: RunSetup, stepCount: number): RunRecord {
  const { network, training } = setup.experiment;
  const { stopBelow } = training;
  const workspace = core().workspace(setup.problem);
  const trainer = workspace.startTraining(setup.initial, setup.trainer);
  const points: Point[] = [];
  const look = (): Point => {
    const point = { theta: trainer.theta(), evaluation: workspace.evaluate(trainer.theta()) };
    points.push(point);
    return point;
  };
  look();
  let newest = 0;
  let stoppedBelow = false;
  while (trainer.step < stepCount && !stoppedBelow) {
    trainer.advance(1);
    if (trainer.diverged) break;
    const { loss } = look().evaluation;
    stoppedBelow = stopBelow !== null && loss <= stopBelow;
    const due = trainer.step % strideFor(trainer.step, 2048) === 0;
    if (due || stopBelow !== null || trainer.step === stepCount) newest = trainer.step;
  }
  const stepsOf = (capacity: number): Float64Array => {
    const kept = multiples(strideFor(newest, capacity), newest);
    return Float64Array.from(kept.at(-1) === newest ? kept : [...kept, newest]);
  };
  const steps = stepsOf(2048);
  const checkpointSteps = stepsOf(
    Math.min(2048, Math.max(8, 2 * Math.floor(4e6 / workspace.parameterCount))),
  );
  const column = (name: keyof Evaluation) => Float64Array.from(steps, (s) => points[s]!.evaluation[name]);
  const widths = Array.from(steps, (step) =>
    twinClasses(network, points[step]!.theta).map(({ effectiveWidth }) => effectiveWidth),
  );
  return {
    step: trainer.step,
    diverged: trainer.diverged,
    stoppedBelow,
    history: {
      steps,
      loss: column('loss'),
      gradientNorm: column('gradientNorm'),
      accuracy: column('accuracy'),
      testLoss: column('testLoss'),
      testAccuracy: column('testAccuracy'),
      effectiveWidth: Float64Array.from(widths.flat()),
    },
    checkpointSteps,
    checkpoints: Array.from(checkpointSteps, (step) => points[step]!.theta),
  };
}
