import { defineClaimExperiment } from '../experiment';
import { experimentOf } from './documents';
import { betweenUnits, recorder, train, withinUnit } from './measure';
import { randomTable } from './random-table';

export const inputKinds = { different: 'different', identical: 'three times the same' } as const;

/** From zero with inputs that differ, or that are three copies of one. */
export const x6 = defineClaimExperiment({
  id: 'x6-different-inputs',
  summary: 'Four sigmoid units from zero on random inputs: what differs between units, and what within one.',
  measures: {
    between: 'largest difference between units',
    within: 'largest difference within a unit',
  },
  cells: (arithmetic) => [
    ...[1, 2, 3, 4, 5].map((seed) => ({
      settings: { 'kind of inputs': inputKinds.different },
      experiment: cell(arithmetic, seed, false),
    })),
    { settings: { 'kind of inputs': inputKinds.identical }, experiment: cell(arithmetic, 1, true) },
  ],
  measure(run) {
    const { network } = run.experiment;
    const between = recorder('between units');
    const within = recorder('within a unit');
    const end = train(run, run.experiment.training.steps, (step, theta) => {
      between.add(step, betweenUnits(network, theta));
      within.add(step, withinUnit(network, theta));
    }).theta();
    return {
      numbers: { between: betweenUnits(network, end), within: withinUnit(network, end) },
      curves: [between.curve(), within.curve()],
    };
  },
});

const cell = (arithmetic: Parameters<typeof randomTable>[0], seed: number, identical: boolean) =>
  experimentOf({
    name: identical ? 'Inputs that are all the same' : 'Inputs that differ',
    sizes: [3, 4, 1],
    activation: 'sigmoid',
    task: randomTable(arithmetic, {
      name: identical ? '10 points, columns alike' : '10 random points',
      seed,
      rows: 10,
      inputs: 3,
      shift: 1,
      identical,
    }),
    rate: 0.5,
    steps: 200,
  });
