import { number } from '../../src/analysis/words';
import { defineClaim, part } from '../../src/claims/claim';
import { defineClaimExperiment } from '../../src/claims/experiment';
import { experimentOf, tasks } from '../../src/claims/experiments/documents';
import { recorder, train } from '../../src/claims/experiments/measure';
import { curveChart } from '../../src/claims/figures';

const rates = defineClaimExperiment({
  id: 'larger-rates',
  summary: 'Two hidden units from zero at several learning rates.',
  measures: { fall: 'fall of the loss' },
  cells: () =>
    [tasks.xor, tasks.and].flatMap((task) =>
      [0.01, 0.1, 1].map((rate) => ({
        experiment: experimentOf({ name: 'A larger rate', sizes: [2, 2, 1], task, rate, steps: 500 }),
      })),
    ),
  measure(run) {
    const loss = recorder('loss');
    const lossAt = (theta: Float64Array) => run.workspace.evaluate(theta).loss;
    const end = train(run, 500, (step, theta) => loss.add(step, lossAt(theta))).theta();
    return { numbers: { fall: lossAt(run.initial) - lossAt(end) }, curves: [loss.curve()] };
  },
});

export default defineClaim({
  id: 'E9',
  statement: 'A larger learning rate gets you away from zero.',
  saidBy: 'a student',
  precisely: 'From θ = 0 the loss falls at some learning rate.',
  threshold: 'After 500 steps the loss is lower than at the start.',
  parts: [part(rates, { shows: ['fall'], holds: ({ fall }) => fall > 0 })],
  explanation: (evidence) => [
    `A step is −ηg, and g = 0 on XOR ±1: the loss fell by ${number(evidence.most('fall', { data: 'XOR ±1' }))} at every η.`,
  ],
  figure: (evidence) =>
    curveChart(
      { title: 'Loss from zero', y: { label: 'loss', scale: 'linear' }, description: 'XOR never falls.' },
      evidence.rows.map((row) => ({
        name: `${row.settings['data']}, ${row.settings['rate']}`,
        row,
        curve: 'loss',
      })),
    ),
});
