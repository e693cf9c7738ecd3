import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x21 } from '../experiments/x21-noise';
import { begins, x26 } from '../experiments/x26-other-rules';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'A3g',
  statement: 'With tanh the hidden outputs are 0, so the final and all other weights stay 0.',
  saidBy: 'a comment on an answer',
  precisely:
    '(weights) With φ(0) = 0 every weight stays 0. (everything) With φ(0) = 0 every parameter stays 0, the output bias included.',
  threshold: 'Weights: at the end every weight is exactly 0. Everything: every parameter is exactly 0.',
  parts: [
    part(x8, {
      select: ({ activation }) => activation === 'tanh' || activation === 'ReLU',
      settings: { reading: 'weights' },
      shows: ['weight', 'outputBias', 'firstLoss', 'loss'],
      holds: ({ weight }) => weight === 0,
    }),
    part(x21, {
      select: ({ activation }) => activation !== 'Sigmoid',
      settings: { reading: 'weights' },
      shows: ['weight'],
      holds: ({ weight }) => weight === 0,
    }),
    part(x26, {
      select: (settings) => settings['push ε'] === begins.zero['push ε'],
      settings: { reading: 'weights' },
      shows: ['weight', 'outputBias'],
      holds: ({ weight }) => weight === 0,
    }),
    part(x8, {
      select: ({ activation }) => activation === 'tanh' || activation === 'ReLU',
      settings: { reading: 'everything' },
      shows: ['weight', 'outputBias', 'firstLoss', 'loss'],
      holds: ({ parameter }) => parameter === 0,
    }),
    part(x26, {
      select: (settings) => settings['push ε'] === begins.zero['push ε'],
      settings: { reading: 'everything' },
      shows: ['weight', 'outputBias'],
      holds: ({ parameter }) => parameter === 0,
    }),
  ],
  conditions: ['reading', 'mean loss slope at zero', 'output bias'],
  explanation: (evidence) => [
    `h₁ = φ(0) = 0 makes ∂L/∂W₂ = E[δ·h₁] = 0, and W₂ = 0 makes ∂L/∂W₁ = 0: the largest weight of all cells is ${number(evidence.most('weight'))}, also with drawn samples and dropout, and under Adam, momentum, weight decay and Newton’s rules.`,
    `The output bias has the slope E[δ] and no such factor. On XOR 0/1 with squared error it goes to ${number(evidence.number('outputBias', rows.xor01Tanh))}, the mean of the targets, and the loss from ${number(evidence.number('firstLoss', rows.xor01Tanh))} to ${number(evidence.number('loss', rows.xor01Tanh))}: the best constant is learned, and nothing else.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'The output bias learns the mean',
        y: { label: 'output bias', scale: 'linear' },
        description:
          'With tanh units the output bias alone moves, to the mean of the targets; on balanced XOR not even that.',
      },
      linesOf(
        evidence,
        {
          'tanh, XOR 0/1': rows.xor01Tanh,
          'tanh, AND ±1': rows.andTanh,
          'tanh, XOR ±1': rows.xorTanh,
        },
        'output bias',
      ),
    ),
});
