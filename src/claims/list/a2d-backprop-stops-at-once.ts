import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'A2d',
  statement: 'Backpropagation stops at once: deltas times weights are always zero.',
  saidBy: 'a comment on an answer',
  precisely: '(deltas) At θ = 0 every delta of a hidden unit is 0. (movement) Nothing moves from θ = 0.',
  threshold:
    'Deltas: every hidden delta is exactly 0. Movement: after 5,000 steps every parameter is exactly 0.',
  parts: [
    part(x8, {
      settings: { reading: 'hidden deltas vanish' },
      shows: ['hiddenDelta', 'parameter'],
      holds: ({ hiddenDelta }) => hiddenDelta === 0,
    }),
    part(x8, {
      settings: { reading: 'nothing moves' },
      shows: ['hiddenDelta', 'parameter'],
      holds: ({ parameter }) => parameter === 0,
    }),
  ],
  conditions: ['reading', 'φ(0)', 'mean loss slope at zero', 'output bias'],
  explanation: (evidence) => [
    `The deltas of hidden units are (W₂ᵀδ₂)∘φ′ and W₂ is 0: the largest of all cells is ${number(evidence.most('hiddenDelta'))}.`,
    `The output layer’s own delta is not multiplied by weights. Where its mean is not 0 the output bias moves, and with φ(0) ≠ 0 the output weights: on AND ±1 with sigmoid units the largest parameter after 5,000 steps is ${number(evidence.number('parameter', rows.andSigmoid))}, on XOR ±1 it is ${number(evidence.most('parameter', { data: 'XOR ±1' }))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Does anything move?',
        y: { label: 'largest weight', scale: 'linear' },
        description:
          'Weights over steps from zero on four tasks: whether they move depends on the activation and on the data.',
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
