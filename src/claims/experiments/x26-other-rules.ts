import { defineClaimExperiment } from '../experiment';
import { experimentOf, type Task, tasks } from './documents';
import { largest, recorder, train } from './measure';

export const begins = { zero: 'exactly zero', near: 'pushed by 0.01' } as const;

const problems: readonly (readonly [Task, boolean])[] = [
  [tasks.xor, true],
  [tasks.and, false],
];
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

/** Rules that are said to leave a saddle, at exact zero and near it. */
export const x26 = defineClaimExperiment({
  id: 'x26-other-rules',
  summary:
    'Newton, saddle-free Newton, Adam, momentum and weight decay at exact zero, and the first two near it.',
  measures: {
    parameter: 'largest |θ| at the end',
    gradient: 'largest gradient entry at the start',
    steps: 'steps until the loss has fallen by 0.1',
    loss: 'loss at the end',
  },
  cells: () =>
    problems.flatMap(([task, biases]) => {
      const shared = { sizes: [2, 2, 1], activation: 'tanh', task, biases } as const;
      return [
        ...rules.map((rule) => {
          const decay = rule.name === 'gradient-descent' ? 0.01 : 0;
          return {
            settings: { begin: begins.zero },
            experiment: experimentOf({
              ...shared,
              name: 'At exact zero',
              rule,
              rate: rateOf(rule.name),
              steps: curved(rule.name) ? 50 : 5000,
              training: { l2: decay },
            }),
          };
        }),
        ...nearRules.map((rule) => ({
          settings: { begin: begins.near },
          experiment: experimentOf({
            ...shared,
            name: 'Near zero',
            rule,
            rate: rateOf(rule.name),
            steps: mostSteps,
            start: { perturbation: 0.01 },
          }),
        })),
      ];
    }),
  describe: ({ training: { rule, l2 } }) => ({
    damping: 'damping' in rule ? String(rule.damping) : 'none',
    'weight decay': String(l2),
  }),
  measure(run) {
    const { workspace, initial, experiment } = run;
    const level = workspace.evaluate(new Float64Array(initial.length)).loss - 0.1;
    const loss = recorder('loss');
    let steps = NaN;
    const note = (step: number, theta: Float64Array) => {
      const value = workspace.evaluate(theta).loss;
      loss.add(step, value);
      if (Number.isNaN(steps) && value < level) steps = step;
      return value;
    };
    const budget = experiment.training.steps;
    const perturbed = experiment.initialisation.perturbation.size > 0;
    // Near zero every step is looked at, until the loss has fallen; at zero nothing need be counted.
    const end = perturbed ? oneByOne() : train(run, budget, note).theta();
    function oneByOne(): Float64Array {
      const trainer = workspace.startTraining(initial, run.trainer);
      note(0, initial);
      while (trainer.step < budget && Number.isNaN(steps) && !trainer.diverged) {
        run.checkCancelled();
        trainer.advance(1);
        note(trainer.step, trainer.theta());
        run.progress(trainer.step / budget);
      }
      return trainer.theta();
    }
    return {
      numbers: {
        parameter: largest(end),
        gradient: largest(workspace.gradient(initial)),
        steps,
        loss: workspace.evaluate(end).loss,
      },
      curves: [loss.curve()],
    };
  },
});
