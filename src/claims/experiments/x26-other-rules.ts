import { norm } from '../../model/vectors';
import type { CellRun } from '../cell-run';
import { anyDepth, defineClaimExperiment } from '../experiment';
import { experimentOf, type Task, tasks } from './documents';
import { largest, layerOf, recorder, train, weightsOf } from './measure';

const problems: readonly (readonly [Task, boolean])[] = [
  [tasks.xor, true],
  [tasks.and, false],
];
/** Where zero is not critical: only the output bias has a slope. */
const sloping = [tasks.and, true] as const;
const rules = [
  { name: 'newton', damping: 0 },
  { name: 'saddle-free-newton', damping: 0.001 },
  { name: 'adam' },
  { name: 'momentum', momentum: 0.9 },
  { name: 'gradient-descent' },
] as const;
const nearRules = [
  { name: 'newton', damping: 0 },
  { name: 'saddle-free-newton', damping: 1e-6 },
  { name: 'saddle-free-newton', damping: 1e-3 },
  { name: 'saddle-free-newton', damping: 0.1 },
] as const;
const curved = (name: string) => name.endsWith('newton');
const rateOf = (name: string) => (curved(name) ? 1 : name === 'adam' ? 0.001 : 0.1);
const mostSteps = 400;

/** The settings that tell the cells at zero from those near it. */
export const begins = { zero: { 'push ε': '0' }, near: { 'push ε': '0.01' } } as const;

/** Rules that are said to leave a saddle, at exact zero and near it. */
export const x26 = defineClaimExperiment({
  id: 'x26-other-rules',
  summary:
    'Newton, saddle-free Newton, Adam, momentum and weight decay at exact zero, and the first two near it.',
  measures: {
    gradient: 'largest gradient entry at the start',
    weight: 'largest weight at the end',
    outputBias: 'b₂ at the end',
    parameter: 'largest |θ| at the end',
    growth: 'growth of the escaping part, second step',
    steps: 'steps until the loss has fallen by 0.1',
    loss: 'loss at the end',
  },
  cells: () => [
    ...[...problems, sloping].flatMap(([task, biases]) =>
      rules.map((rule) => ({
        experiment: experimentOf({
          ...network(task, biases),
          name: 'At exact zero',
          rule,
          rate: rateOf(rule.name),
          steps: curved(rule.name) ? 50 : 5000,
          // Weight decay is gradient descent on the penalised loss.
          training: { l2: rule.name === 'gradient-descent' ? 0.01 : 0 },
        }),
      })),
    ),
    ...problems.flatMap(([task, biases]) =>
      nearRules.map((rule) => ({
        experiment: experimentOf({
          ...network(task, biases),
          name: 'Near zero',
          rule,
          rate: rateOf(rule.name),
          steps: mostSteps,
          start: { perturbation: 0.01 },
        }),
      })),
    ),
  ],
  fits: anyDepth,
  measure(run) {
    const { workspace, initial, experiment } = run;
    const layers = experiment.network.sizes.length - 1;
    const { end, steps, loss } = fall(run);
    return {
      numbers: {
        gradient: largest(workspace.gradient(initial)),
        weight: largest(weightsOf(experiment.network, end)),
        outputBias: layerOf(experiment.network, end, layers).biases[0] ?? NaN,
        parameter: largest(end),
        growth: growthOf(run),
        steps,
        loss: workspace.evaluate(end).loss,
      },
      curves: [loss.curve()],
    };
  },
});

const network = (task: Task, biases: boolean) =>
  ({ sizes: [2, 2, 1], activation: 'tanh', task, biases }) as const;

/** Trains until the loss is 0.1 below that at zero, or to the budget. Near zero every step is looked at; at zero the loss is known to stay. */
function fall(run: CellRun) {
  const { workspace, initial, experiment } = run;
  const level = workspace.evaluate(new Float64Array(initial.length)).loss - 0.1;
  const loss = recorder('loss');
  let steps = NaN;
  const note = (step: number, theta: Float64Array) => {
    const value = workspace.evaluate(theta).loss;
    loss.add(step, value);
    if (Number.isNaN(steps) && value < level) steps = step;
  };
  const budget = experiment.training.steps;
  if (experiment.initialisation.perturbation.size === 0)
    return { end: train(run, budget, note).theta(), steps, loss };
  const trainer = workspace.startTraining(initial, run.trainer);
  note(0, initial);
  while (trainer.step < budget && Number.isNaN(steps) && !trainer.diverged) {
    run.checkCancelled();
    trainer.advance(1);
    note(trainer.step, trainer.theta());
    run.progress(trainer.step / budget);
  }
  return { end: trainer.theta(), steps, loss };
}

/**
 * By what factor the second step changes the part of θ along which the loss falls at second order from zero: its projection on the eigenvectors of the Hessian there
 * with negative eigenvalues. NaN where there are none, or the part is 0.
 */
function growthOf({ core, workspace, initial, trainer: options }: CellRun): number {
  const n = initial.length;
  const hessian = workspace.secondOrder().hessian(new Float64Array(n));
  const { values, vectors } = core.eigen(hessian, n, { vectors: true });
  const negative = Array.from(values.keys()).filter((k) => values[k]! < -1e-9 * largest(values));
  const part = (theta: Float64Array) =>
    norm(
      Float64Array.from(negative, (k) =>
        theta.reduce((sum, value, i) => sum + value * vectors![k * n + i]!, 0),
      ),
    );
  const trainer = workspace.startTraining(initial, options);
  trainer.advance(1);
  const first = part(trainer.theta());
  trainer.advance(1);
  return first === 0 ? NaN : part(trainer.theta()) / first;
}
