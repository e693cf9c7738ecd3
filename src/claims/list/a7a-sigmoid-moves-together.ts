import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x27 } from '../experiments/x27-where-sigmoid-ends';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

const end = { reading: 'where it ends' };

export default defineClaim({
  id: 'A7a',
  statement: 'With a sigmoid the weights move, but together, so the search is limited.',
  saidBy: 'an answer',
  precisely: 'From θ = 0 with φ(0) ≠ 0 some weight moves, and the units of a layer stay equal.',
  threshold: 'At the end some weight is not 0, and the difference between units is exactly 0.',
  parts: [
    part(x8, {
      select: ({ activation }) => activation === 'Sigmoid' || activation === 'Softplus',
      shows: ['weight', 'spread', 'loss'],
      holds: ({ weight, spread }) => weight > 0 && spread === 0,
    }),
    part(x27, {
      settings: end,
      shows: [
        'weight',
        'spread',
        'outputWeight',
        'hiddenBias',
        'outputBias',
        'passing',
        'lowest',
        'loss',
        'flowLowest',
      ],
      holds: ({ weight, spread }) => weight > 0 && spread === 0,
    }),
  ],
  conditions: ['mean loss slope at zero', 'data', 'loss'],
  explanation: (evidence) => [
    `Where E[δ] ≠ 0 the weights move (sigmoid on AND ±1: largest weight ${number(evidence.number('weight', rows.andSigmoid))}) and the units stay equal (largest difference ${number(evidence.most('spread'))}): the network searches as if it had one hidden unit.`,
    `Where E[δ] = 0 nothing moves at all: the largest weight is ${number(evidence.most('weight', { 'mean loss slope at zero': '0' }))}.`,
    `On XOR 0/1 the sigmoid network moves and still ends at a loss of ${number(evidence.number('loss', rows.xor01Sigmoid))}, that of the best constant. After 60,000 steps W₂ = ${number(evidence.number('outputWeight', end))}, b₂ = ${number(evidence.number('outputBias', end))}, and W₁, at most ${number(evidence.number('passing', end))} on the way, goes back to 0: a strict saddle, but a very weak one, with the eigenvalue ${number(evidence.number('lowest', end))} (${number(evidence.number('flowLowest', end))} for gradient flow, the limit of small steps).`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Loss of sigmoid networks from zero',
        y: { label: 'loss', scale: 'linear' },
        description:
          'On AND the loss falls to nearly 0; on XOR 0/1 it stops at that of the best constant; on XOR ±1 it does not fall.',
      },
      linesOf(
        evidence,
        {
          'AND ±1': rows.andSigmoid,
          'XOR 0/1': rows.xor01Sigmoid,
          'XOR ±1': rows.xorSigmoid,
        },
        'loss',
      ),
    ),
});
