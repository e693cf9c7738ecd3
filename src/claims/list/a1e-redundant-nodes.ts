import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x24 } from '../experiments/x24-zero-start-grid';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'A1e',
  statement: 'It is mainly the symmetry: equal units are redundant nodes.',
  saidBy: 'a comment on an answer',
  precisely:
    'From θ = 0 (redundant) the units of a layer stay equal; (main reason) the weights do move, so that it is the equality and not a missing gradient that holds the network back.',
  threshold:
    'Redundant: the difference between units after 5,000 steps is exactly 0. Main reason: some weight is not 0 by then.',
  parts: [
    part(x8, {
      settings: { reading: 'redundant' },
      shows: ['spread', 'weight', 'gradientNorm'],
      holds: ({ spread }) => spread === 0,
    }),
    part(x8, {
      settings: { reading: 'main reason' },
      shows: ['spread', 'weight', 'gradientNorm'],
      holds: ({ weight }) => weight > 0,
    }),
    part(x24, {
      settings: { reading: 'redundant' },
      shows: ['spread', 'weight', 'loss'],
      holds: ({ spread }) => spread === 0,
    }),
  ],
  conditions: ['reading', 'φ(0)', 'mean loss slope at zero'],
  explanation: (evidence) => [
    `A step treats equal units equally, so they stay equal: the largest difference of all ${evidence.where({ reading: 'redundant' }).length} runs is ${number(evidence.most('spread'))}. A layer of them is one unit, copied.`,
    `But where φ(0) = 0 or the loss slopes balance, ∂L/∂W₂ = E[δ]·φ(0) = 0 stops the weights before symmetry matters: the largest weight of those runs is ${number(Math.max(evidence.most('weight', { 'φ(0)': '0' }), evidence.most('weight', { 'mean loss slope at zero': '0' })))}. Symmetry is what is left to blame for sigmoid units on AND ±1, whose largest weight is ${number(evidence.number('weight', rows.andSigmoid))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'The largest weight, from zero',
        y: { label: 'largest weight', scale: 'linear' },
        description:
          'Only where the weights move can symmetry be the reason: for sigmoid units on unbalanced data.',
      },
      linesOf(
        evidence,
        {
          'tanh, AND ±1': rows.andTanh,
          'sigmoid, AND ±1': rows.andSigmoid,
          'sigmoid, XOR ±1': rows.xorSigmoid,
        },
        'largest weight',
      ),
    ),
});
