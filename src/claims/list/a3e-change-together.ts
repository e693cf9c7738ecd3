import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'A3e',
  statement: 'The weights change, but together: the units stay identical.',
  saidBy: 'a comment on an answer',
  precisely: '(identical) From θ = 0 the units of a layer stay equal. (change) Some weight changes.',
  threshold: 'Identical: the units’ difference after 5,000 steps is exactly 0. Change: some weight is not 0.',
  parts: [
    part(x8, {
      settings: { reading: 'identical' },
      shows: ['spread', 'weight'],
      holds: ({ spread }) => spread === 0,
    }),
    part(x8, {
      settings: { reading: 'change' },
      shows: ['spread', 'weight'],
      holds: ({ weight }) => weight > 0,
    }),
  ],
  conditions: ['reading', 'φ(0)', 'mean loss slope at zero'],
  explanation: (evidence) => [
    `Units that start equal take equal steps: the largest difference between units in all ${evidence.where({ reading: 'identical' }).length} runs is ${number(evidence.most('spread'))}.`,
    `Whether they change at all is another matter: sigmoid units on AND ±1 reach a largest weight of ${number(evidence.number('weight', rows.andSigmoid))}, tanh units ${number(evidence.most('weight', { activation: 'tanh' }))} on every task.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Do the weights change?',
        y: { label: 'largest weight', scale: 'linear' },
        description:
          'Sigmoid units change together on unbalanced data; tanh units, and all units on balanced data, do not change.',
      },
      linesOf(
        evidence,
        {
          'tanh, AND ±1': rows.andTanh,
          'sigmoid, AND ±1': rows.andSigmoid,
          'sigmoid, XOR 0/1': rows.xor01Sigmoid,
          'sigmoid, XOR ±1': rows.xorSigmoid,
        },
        'largest weight',
      ),
    ),
});
