import type { ActivationName } from '../../core/contract';
import { defineClaimExperiment } from '../experiment';
import { experimentOf, type Task, tasks } from './documents';
import { seededStarts } from './many-starts';

const directions = 20;
const mostSteps = 60_000;
const adam = { name: 'adam', rate: 0.001 } as const;

interface Push {
  readonly task: Task;
  readonly activation: ActivationName;
  readonly biases: boolean;
  readonly rule: 'gradient-descent' | 'adam';
  readonly rate: number;
  readonly epsilon: number;
  readonly decay: number;
}

const xor = { task: tasks.xor, activation: 'tanh', biases: true, decay: 0 } as const;
const pushes: readonly Push[] = [
  ...[1, 0.3, 0.1, 0.03].map(
    (epsilon) => ({ ...xor, rule: 'gradient-descent', rate: 0.5, epsilon }) as const,
  ),
  ...[0.1, 0.01, 0.001, 0.0001].map(
    (epsilon) => ({ ...xor, rule: adam.name, rate: adam.rate, epsilon }) as const,
  ),
  ...[0.1, 0.01, 0.0001].map(
    (epsilon) =>
      ({
        ...xor,
        task: tasks.and,
        biases: false,
        rule: 'gradient-descent',
        rate: 0.1,
        epsilon,
      }) as const,
  ),
  { ...xor, rule: 'gradient-descent', rate: 0.1, epsilon: 0.1, decay: 0.01 },
];

/** How long it takes to leave zero after a small push in a random direction. */
export const x15 = defineClaimExperiment({
  id: 'x15-push',
  summary: `Pushed off zero by ε in ${directions} random directions: steps until the loss has fallen by a tenth.`,
  measures: {
    median: 'median of the steps until the loss has fallen by a tenth',
    slowest: 'most steps of those that came so far',
    left: `starts of ${directions} that came so far within ${mostSteps.toLocaleString('en-GB')} steps`,
  },
  cells: () =>
    pushes.map(({ task, activation, biases, rule, rate, epsilon, decay }) => ({
      experiment: experimentOf({
        name: 'A small push',
        sizes: [2, 2, 1],
        activation,
        task,
        biases,
        rule,
        rate,
        steps: mostSteps,
        training: { l2: decay },
        start: { perturbation: epsilon },
      }),
    })),
  describe: ({ initialisation, training }) => ({
    'push ε': String(initialisation.perturbation.size),
    'weight decay': String(training.l2),
  }),
  ignores: ['initialisation.seed'],
  measure(run) {
    const { core, workspace, problem, experiment } = run;
    const { rule, steps } = experiment.training;
    const starts = seededStarts(run, directions);
    const level = 0.9 * workspace.evaluate(new Float64Array(run.initial.length)).loss;
    const ensemble = core.ensemble(problem, {
      members: starts.length,
      starts: Float64Array.from(starts.flatMap((theta) => [...theta])),
      rule,
      stop: { lossBelow: level },
    });
    while (ensemble.step < steps && ensemble.running > 0) {
      run.checkCancelled();
      ensemble.advance(Math.min(1000, steps - ensemble.step));
      run.progress(ensemble.step / steps);
    }
    const stops = ensemble.steps();
    const left = ensemble.states().flatMap((state, i) => (state === 'loss-below' ? [stops[i]!] : []));
    const sorted = [...left, ...Array.from({ length: directions - left.length }, () => Infinity)].sort(
      (a, b) => a - b,
    );
    const [low, high] = [sorted[directions / 2 - 1]!, sorted[directions / 2]!];
    return {
      numbers: {
        median: high === Infinity ? NaN : (low + high) / 2,
        slowest: left.length === 0 ? NaN : Math.max(...left),
        left: left.length,
      },
    };
  },
});
