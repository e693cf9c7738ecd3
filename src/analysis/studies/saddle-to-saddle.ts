import { endToEnd, isLinear } from '../saddle-to-saddle/linear-map';
import { plateausOf } from '../saddle-to-saddle/plateaus';
import { type NearSaddle, saddleBeside } from '../saddle-to-saddle/rest';
import { type Rest, saddleToSaddleSentences } from '../saddle-to-saddle/sentences';
import { type Modes, modesOf, noCurves } from '../saddle-to-saddle/theory';
import { singularValues } from '../singular-values';
import { evenlySpaced } from '../thinning';
import { defineStudy, type StudyContext } from './study';

/** How a run goes from saddle to saddle: modes over time, plateaus, and the critical point beside each. */
export interface SaddleToSaddleReport {
  readonly linear: boolean;
  /** Weight layers. */
  readonly layers: number;
  /** Steps of the shown checkpoints, ascending. */
  readonly steps: Float64Array;
  /** η·step of a plain gradient descent, the time of its flow; null for other rules. */
  readonly times: Float64Array | null;
  /** Training loss at these. */
  readonly losses: Float64Array;
  /** Singular values of the end-to-end map of a linear network, steps × rank row-major, descending; null for others. */
  readonly singularValues: Float64Array | null;
  /** Singular values per step. */
  readonly singularCount: number;
  /** Null where the network is not linear or its inputs are not white. */
  readonly modes: Modes | null;
  /** Why there are no closed-form curves; null where there are. */
  readonly noCurves: string | null;
  readonly plateaus: readonly Rest[];
  /** What decided: see the settings. */
  readonly height: number;
  readonly length: number;
  readonly tolerance: number;
  readonly iterations: number;
  readonly orderBudget: number;
  readonly sentences: readonly string[];
}

/** Checkpoints that are shown at most. */
const mostShown = 513;
/** Newton’s method decomposes the Hessian many times. */
const mostParameters = 500;

/** One plateau: where it begins and ends, and the checkpoint from which its saddle is looked for. */
interface Part {
  readonly fromStep: number;
  readonly toStep: number;
  readonly checkpoint: number;
}

export const saddleToSaddle = defineStudy({
  name: 'saddle-to-saddle',
  label: 'Saddle to saddle',
  summary:
    'Plateaus of a run, the saddle beside each, and for linear networks the modes learned over time beside their closed-form curves.',
  fields: {
    height: {
      kind: 'number',
      label: 'Height',
      help: 'On a plateau the loss changes by at most this share of its fall over the whole run.',
      default: 0.02,
      min: 0,
      max: 1,
    },
    length: {
      kind: 'number',
      label: 'Length',
      help: 'A plateau takes at least this share of the steps made until its end, and twice as long as the next fall by its height.',
      default: 0.15,
      min: 0,
      max: 1,
    },
    tolerance: {
      kind: 'number',
      label: 'Gradient tolerance',
      help: 'A point counts as critical where the gradient norm is at most this.',
      default: 1e-12,
      min: 1e-300,
      max: 1,
      scale: 'log',
    },
    iterations: {
      kind: 'number',
      label: 'Iterations',
      help: 'Hessians that the search for one saddle may compute.',
      default: 300,
      min: 1,
      max: 100_000,
      integer: true,
      scale: 'log',
    },
    orderBudget: {
      kind: 'number',
      label: 'Order budget',
      help: 'Taylor series that the search for the order of one saddle may compute where the eigenvalues do not decide; 0 = no search.',
      default: 20_000,
      min: 0,
      max: 1e9,
      integer: true,
      scale: 'log',
    },
  },
  plan({ record, workspace }, rule): (Part | null)[] {
    const { checkpointSteps, checkpoints, history } = record;
    const parts = plateausOf(history.steps, history.loss, rule).flatMap(({ first, last }): Part[] => {
      const [fromStep, toStep] = [history.steps[first]!, history.steps[last]!];
      const within = checkpoints.flatMap((theta, index) => {
        const step = checkpointSteps[index]!;
        if (step < fromStep || step > toStep) return [];
        return [{ index, size: workspace.evaluate(theta).gradientNorm }];
      });
      if (within.length === 0) return [];
      const { index } = within.reduce((a, b) => (b.size < a.size ? b : a));
      return [{ fromStep, toStep, checkpoint: index }];
    });
    return parts.length === 0 ? [null] : parts;
  },
  work(run, settings, part): Rest | null {
    if (part === null) return null;
    const { core, problem, record } = run;
    const { fromStep, toStep, checkpoint } = part;
    const point = record.checkpoints[checkpoint]!;
    const { loss, gradientNorm } = run.workspace.evaluate(point);
    let saddle: NearSaddle | null = null;
    if (point.length <= mostParameters) {
      const workspace =
        problem.precision === 'f64' ? run.workspace : core.workspace({ ...problem, precision: 'f64' });
      saddle = saddleBeside(core, workspace, point, settings, () => run.checkCancelled());
    }
    const modes = modesOf(core.math, problem, run.trainer, Float64Array.of(0), [point]);
    return {
      fromStep,
      toStep,
      atEnd: toStep === record.step,
      step: record.checkpointSteps[checkpoint]!,
      loss,
      gradientNorm,
      learned:
        modes &&
        Array.from(modes.strengths.keys()).filter((k) => modes.learned[k]! >= modes.strengths[k]! / 2),
      saddle,
    };
  },
  join(run, { height, length, tolerance, iterations, orderBudget }, results): SaddleToSaddleReport {
    const { problem, trainer, record, core, workspace } = run;
    const { network } = problem;
    const shown = evenlySpaced(record.checkpoints.length, mostShown);
    const points = shown.map((index) => record.checkpoints[index]!);
    const steps = Float64Array.from(shown, (index) => record.checkpointSteps[index]!);
    const linear = isLinear(network);
    const modes = modesOf(core.math, problem, trainer, steps, points);
    const why = noCurves(problem, trainer);
    const plateaus = results.flatMap((rest) => (rest === null ? [] : [rest]));
    const layers = network.sizes.length - 1;
    return {
      linear,
      layers,
      steps,
      times: trainer.rule.name === 'gradient-descent' ? steps.map((step) => step * trainer.rule.rate) : null,
      losses: Float64Array.from(points, (theta) => workspace.evaluate(theta).loss),
      singularValues: linear ? singularValuesOver(run, points) : null,
      singularCount: linear ? Math.min(network.sizes[0]!, network.sizes.at(-1)!) : 0,
      modes,
      noCurves: why,
      plateaus,
      height,
      length,
      tolerance,
      iterations,
      orderBudget,
      sentences: saddleToSaddleSentences({
        rests: plateaus,
        modes,
        noCurves: why,
        linear,
        layers,
        steps: record.step,
      }),
    };
  },
});

function singularValuesOver({ problem: { network } }: StudyContext, points: readonly Float64Array[]) {
  const [rows, columns] = [network.sizes.at(-1)!, network.sizes[0]!];
  const count = Math.min(rows, columns);
  const values = new Float64Array(points.length * count);
  points.forEach((theta, row) =>
    values.set(singularValues(endToEnd(network, theta), rows, columns).values, row * count),
  );
  return values;
}
