import type { ActivationName } from '../../core/contract';
import type { Experiment } from '../../model/experiment';
import type { CellRun } from '../cell-run';
import { defineClaimExperiment, sameDepth } from '../experiment';
import { experimentOf, tasks } from './documents';
import { seededStarts, trainAll } from './many-starts';
import { largest, layerOf } from './measure';

const runs = 20;
const normal = { name: 'normal' as const, deviation: 1 };
export const zeroParts = {
  all: 'all zero',
  hidden: 'hidden layer zero',
  output: 'output weights zero',
} as const;
type Scheme = 'zeros' | typeof normal;
const starts: readonly (readonly [string, readonly Scheme[]])[] = [
  [zeroParts.all, ['zeros', 'zeros']],
  [zeroParts.hidden, ['zeros', normal]],
  [zeroParts.output, [normal, 'zeros']],
];

/** ReLU with φ′(0) = 0, the usual choice, with which the others are compared, ½ and 1; by their label. */
export const choices = { ReLU: 0, 'ReLU, φ′(0) = ½': 0.5, 'ReLU, φ′(0) = 1': 1 } as const;
const activations = ['relu', 'relu-half', 'relu-one'] as const satisfies readonly ActivationName[];

/** ReLU with slope 0, ½ and 1 at 0, from starts where units sit exactly there. */
export const x17 = defineClaimExperiment({
  id: 'x17-relu-at-zero',
  summary: 'ReLU′(0) = 0, ½ and 1 on AND ±1: first gradient, curvature and end from three starts.',
  measures: {
    gradient: 'largest |∂L/∂W₁| at the start',
    outputGradient: 'largest |∂L/∂W₂| at the start',
    outgoing: 'largest |W₂| at the start',
    lowest: 'lowest eigenvalue of the Hessian at the start',
    loss: 'loss at the end',
    solved: `starts of ${runs} that learn the task`,
    gradientApart: 'first gradient: largest difference to ReLU′(0) = 0',
    lossApart: 'loss at the end: difference to ReLU′(0) = 0',
    lowestApart: 'lowest eigenvalue: difference to ReLU′(0) = 0',
  },
  cells: () =>
    starts.flatMap(([zero, weights]) =>
      activations.map((activation) => ({
        settings: { 'what is zero': zero },
        experiment: experimentOf({
          name: `ReLU′(0), ${zero}`,
          sizes: [2, 4, 1],
          activation,
          task: tasks.and,
          rate: 0.1,
          steps: 3000,
          start: { weights: [...weights] },
        }),
      })),
    ),
  fits: (changed, cell) =>
    changed.network.activations.some((name) => name.startsWith('relu'))
      ? sameDepth(changed, cell)
      : 'it compares slopes of ReLU at 0, and this network has no ReLU units',
  measure(run) {
    const [mine, usual] = [seen(run), seen(run.open(withUsualChoice(run.experiment)))];
    const { network } = run.experiment;
    return {
      numbers: {
        gradient: largest(layerOf(network, mine.gradient, 1).weights),
        outputGradient: largest(layerOf(network, mine.gradient, 2).weights),
        outgoing: largest(layerOf(network, run.initial, 2).weights),
        lowest: mine.lowest,
        loss: mine.loss,
        solved: mine.solved,
        gradientApart: largest(mine.gradient.map((value, i) => value - usual.gradient[i]!)),
        lossApart: Math.abs(mine.loss - usual.loss),
        lowestApart: Math.abs(mine.lowest - usual.lowest),
      },
    };
  },
});

/** What a program sees at the start, and where training ends: the loss from the cell's own start, and how many seeds learn the task. */
function seen(run: CellRun) {
  const { core, workspace, initial } = run;
  const gradient = workspace.gradient(initial);
  const hessian = workspace.secondOrder().hessian(initial);
  const { values } = core.eigen(hessian, initial.length, { vectors: false });
  const [end, ...others] = trainAll(run, [initial, ...seededStarts(run, runs)]).map((theta) =>
    workspace.evaluate(theta),
  );
  const solved = others.filter(({ accuracy }) => accuracy === 1).length;
  return { gradient, lowest: values[0]!, loss: end!.loss, solved };
}

function withUsualChoice(experiment: Experiment): Experiment {
  const { network } = experiment;
  const usual = network.activations.map((name) =>
    name === 'relu-half' || name === 'relu-one' ? 'relu' : name,
  );
  return { ...experiment, network: { ...network, activations: usual } };
}
