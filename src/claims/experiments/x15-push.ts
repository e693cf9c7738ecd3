import type { ActivationName } from '../../core/contract';
import type { CellRun } from '../cell-run';
import { anyDepth, defineClaimExperiment } from '../experiment';
import { experimentOf, type Task, tasks } from './documents';
import { seededStarts } from './many-starts';

const directions = 20;
const mostSteps = 60_000;
/** Places among 20 sorted numbers between which the median of all lies with 95.9 % (binomial: 1 − 2·P(B ≤ 5), B of 20 coins). */
const [lower, upper] = [5, 14];

interface Push {
  readonly task: Task;
  readonly activation: ActivationName;
  readonly biases: boolean;
  readonly rule: 'gradient-descent' | 'adam';
  readonly rate: number;
  readonly epsilon: number;
  readonly direction: 'random' | 'ball';
  readonly decay: number;
}

const shared = { activation: 'tanh', biases: true, direction: 'random', decay: 0 } as const;
const xor = { ...shared, task: tasks.xor, rule: 'gradient-descent', rate: 0.5 } as const;
const adam = { ...xor, rule: 'adam', rate: 0.001 } as const;
const and = { ...shared, task: tasks.and, biases: false, rule: 'gradient-descent', rate: 0.1 } as const;
const pushes: readonly Push[] = [
  ...[1, 0.3, 0.1, 0.03].map((epsilon) => ({ ...xor, epsilon })),
  ...[0.3, 0.1, 0.05].map((epsilon) => ({ ...xor, epsilon, direction: 'ball' as const })),
  ...[0.1, 0.01, 0.001, 0.0001].map((epsilon) => ({ ...adam, epsilon })),
  ...[0.1, 0.01, 0.0001].map((epsilon) => ({ ...and, epsilon })),
  { ...xor, rate: 0.1, epsilon: 0.1, decay: 0.01 },
];

/** How long it takes to leave zero after a small push in a random direction. */
export const x15 = defineClaimExperiment({
  id: 'x15-push',
  summary: `Pushed off zero by ε in ${directions} random directions: steps until the loss has fallen by a tenth.`,
  measures: {
    median: 'median of the steps until the loss has fallen by a tenth',
    least: 'its 95 % interval, from',
    most: 'its 95 % interval, to',
    scaled: 'median × rate × ε²',
    slowest: 'most steps of those that came so far',
    left: `starts of ${directions} that came so far within ${mostSteps.toLocaleString('en-GB')} steps`,
  },
  cells: () =>
    pushes.map(({ task, activation, biases, rule, rate, epsilon, direction, decay }) => ({
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
        start: { perturbation: { size: epsilon, direction } },
      }),
    })),
  ignores: ['initialisation.seed'],
  fits: anyDepth,
  measure(run) {
    const { training, initialisation } = run.experiment;
    const waits = waitsOf(run).sort((a, b) => a - b);
    const came = waits.filter(Number.isFinite);
    // Those that did not come so far count as waiting for longer than all others.
    const known = (steps: number) => (Number.isFinite(steps) ? steps : NaN);
    const median = known((waits[directions / 2 - 1]! + waits[directions / 2]!) / 2);
    const { size } = initialisation.perturbation;
    return {
      numbers: {
        median,
        least: known(waits[lower]!),
        most: known(waits[upper]!),
        scaled: median * training.rule.rate * size * size,
        slowest: came.at(-1) ?? NaN,
        left: came.length,
      },
    };
  },
});

/** For each direction the steps until the loss, penalties included, is below nine tenths of that at zero; ∞ where the budget is too small. */
function waitsOf(run: CellRun): number[] {
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
  return ensemble.states().map((state, i) => (state === 'loss-below' ? stops[i]! : Infinity));
}
