import type { ActivationName, Arithmetic } from '../../core/contract';
import { defineClaimExperiment } from '../experiment';
import { type Task, experimentOf, tableTask, tasks } from './documents';
import { seededStarts, trainAll } from './many-starts';
import { largest } from './measure';
import { bestConstant } from './x11-can-zero-learn';

export const zeroLayers = { output: 'output layer', hidden: 'hidden layer' } as const;
const runs = 10;
const normal = { name: 'normal' as const, deviation: 1 };

const cases: readonly (readonly [Task | 'curve', ActivationName, number])[] = [
  [tasks.xor, 'tanh', 0.2],
  [tasks.xor, 'relu', 0.1],
  [tasks.xor, 'gelu', 0.2],
  [tasks.and, 'tanh', 0.2],
  [tasks.xor01, 'tanh', 0.5],
  [tasks.andCross, 'sigmoid', 1],
  [tasks.xorCross, 'sigmoid', 1],
  ['curve', 'tanh', 0.1],
];

/** Only one of two layers starts at zero, the other is random. */
export const x18 = defineClaimExperiment({
  id: 'x18-one-layer-zero',
  summary: `Four hidden units, one layer zero and the other random: how many of ${runs} starts learn the task.`,
  measures: {
    solved: `starts of ${runs} that learn the task`,
    gradient: 'largest gradient entry at the first start',
    worst: 'largest loss at the end',
  },
  cells: (arithmetic) =>
    cases.flatMap(([task, activation, rate]) =>
      Object.values(zeroLayers).map((zero) => ({
        settings: { 'zero layer': zero },
        experiment: experimentOf({
          name: `Zero ${zero}`,
          sizes: [2, 4, 1],
          activation,
          task: task === 'curve' ? curve(arithmetic) : task,
          rate,
          steps: 6000,
          start:
            zero === zeroLayers.output
              ? { weights: [normal, 'zeros'], biases: [normal, 'zeros'] }
              : { weights: ['zeros', normal], biases: ['zeros', 'zeros'] },
        }),
      })),
    ),
  measure(run) {
    const ends = trainAll(run, seededStarts(run, runs)).map((theta) => run.workspace.evaluate(theta));
    const small = 0.05 * bestConstant(run);
    const solved = ends.filter(({ accuracy, loss }) =>
      Number.isNaN(accuracy) ? loss < small : accuracy === 1,
    );
    return {
      numbers: {
        solved: solved.length,
        gradient: largest(run.workspace.gradient(run.initial)),
        worst: Math.max(...ends.map(({ loss }) => loss)),
      },
    };
  },
});

/** Twenty points of a smooth function of two inputs. */
function curve({ math, stream }: Arithmetic): Task {
  const random = stream(1, 'claims: smooth function');
  const inputs = Array.from({ length: 20 }, () => [random.normal(), random.normal()] as const);
  return tableTask(
    'tanh(2x₁ − x₂) + ½x₂, 20 points',
    inputs,
    inputs.map(([a, b]) => [math.tanh(2 * a - b) + 0.5 * b]),
  );
}
