import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x16 } from '../experiments/x16-first-gradients';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'A6a',
  statement: 'Starting at zero makes the neurons’ values zero or the deltas zero.',
  saidBy: 'an answer',
  precisely:
    'At θ = 0: the hidden values are 0; the hidden deltas are 0; the output deltas are 0 for every sample.',
  threshold: 'The largest of them is exactly 0.',
  parts: [
    part(x16, {
      settings: { 'what is looked at': 'hidden values' },
      shows: ['hiddenValue', 'hiddenDelta', 'outputDelta'],
      holds: ({ hiddenValue }) => hiddenValue === 0,
    }),
    part(x16, {
      settings: { 'what is looked at': 'hidden deltas' },
      shows: ['hiddenValue', 'hiddenDelta', 'outputDelta'],
      holds: ({ hiddenDelta }) => hiddenDelta === 0,
    }),
    part(x16, {
      settings: { 'what is looked at': 'output deltas' },
      shows: ['hiddenValue', 'hiddenDelta', 'outputDelta'],
      holds: ({ outputDelta }) => outputDelta === 0,
    }),
  ],
  conditions: ['what is looked at', 'φ(0)'],
  explanation: (evidence) => [
    `Hidden values are φ(0): ${number(evidence.number('hiddenValue', { activation: 'tanh' }))} for tanh and ReLU, ${number(evidence.number('hiddenValue', { activation: 'Sigmoid' }))} for the sigmoid. Hidden deltas have the factor W₂ = 0: ${number(evidence.most('hiddenDelta'))}.`,
    `The output’s own delta is the residual f − y (over the number of samples), up to ${number(evidence.most('outputDelta'))}: zero weights do not make it zero.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'Values and deltas at zero',
        x: 'row of the table',
        y: { label: 'size', scale: 'linear' },
        description: 'Hidden deltas are always 0, hidden values where φ(0) = 0, output deltas never.',
      },
      [
        { name: 'hidden value', values: evidence.rows.map(({ numbers }) => numbers['hiddenValue']!) },
        { name: 'hidden delta', values: evidence.rows.map(({ numbers }) => numbers['hiddenDelta']!) },
        { name: 'output delta', values: evidence.rows.map(({ numbers }) => numbers['outputDelta']!) },
      ],
    ),
});
