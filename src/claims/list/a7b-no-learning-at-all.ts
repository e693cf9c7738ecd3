import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'A7b',
  also: ['A7f'],
  statement: 'With tanh or ReLU, aᴸ⁻¹ = 0 and dWᴸ = 0: no learning at all.',
  saidBy: 'an answer',
  precisely: 'With φ(0) = 0, gradient descent from θ = 0 never lowers the loss.',
  threshold: 'After 5,000 steps the loss is exactly what it was.',
  parts: [
    part(x8, {
      select: ({ activation }) => activation === 'tanh' || activation === 'ReLU',
      shows: ['weight', 'outputBias', 'firstLoss', 'loss'],
      holds: (numbers) => numbers.loss === numbers.firstLoss,
    }),
  ],
  conditions: ['mean loss slope at zero', 'output bias'],
  explanation: (evidence) => [
    `True of the weights: the largest one of all cells after 5,000 steps is ${number(evidence.most('weight'))}, because dW₂ = E[δ·h₁] and h₁ = φ(0) = 0.`,
    `Not of the output bias, whose slope is E[δ]: on AND ±1 it goes to ${number(evidence.number('outputBias', rows.andTanh))} and the loss falls from ${number(evidence.number('firstLoss', rows.andTanh))} to ${number(evidence.number('loss', rows.andTanh))}. The mean of the targets is learned.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Loss of tanh networks from zero',
        y: { label: 'loss', scale: 'linear' },
        description:
          'With an output bias and unbalanced targets the loss falls to that of the best constant; on XOR ±1 it does not fall.',
      },
      linesOf(
        evidence,
        {
          'AND ±1': rows.andTanh,
          'XOR 0/1': rows.xor01Tanh,
          'XOR ±1': rows.xorTanh,
        },
        'loss',
      ),
    ),
});
