import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x12 } from '../experiments/x12-no-hidden-layer';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

const literal = { 'hidden layers': '0', data: 'XOR ±1' };

export default defineClaim({
  id: 'Q1',
  statement: 'The classical XOR network is a good example.',
  saidBy: 'a comment on the question',
  precisely: 'On XOR the gradient at θ = 0 is exactly 0, at a point that is not a strict minimum anyway.',
  threshold:
    'Every entry of the gradient is exactly 0; without a hidden layer some eigenvalue of the Hessian is not positive, too.',
  parts: [
    part(x8, {
      select: ({ data }) => data!.startsWith('XOR'),
      shows: ['gradient', 'gradientBias', 'firstLoss', 'loss'],
      holds: ({ gradient }) => gradient === 0,
    }),
    part(x12, {
      select: ({ data }) => data!.startsWith('XOR'),
      shows: ['gradientNorm', 'lowest', 'highest', 'weight', 'outputBias'],
      holds: ({ gradientNorm, lowest }) => gradientNorm === 0 && !(lowest > 0),
    }),
  ],
  conditions: ['hidden layers', 'mean loss slope at zero', 'φ(0)', 'output bias', 'biases'],
  explanation: (evidence) => [
    `With targets that balance the loss slopes, E[δ] = 0, the 2-2-1 network has a gradient of exactly ${number(evidence.number('gradient', rows.xorTanh))} at zero, whatever the activation: XOR ±1, XOR 0/1 with cross-entropy, XOR 0/1 with a sigmoid output.`,
    `With targets 0 and 1, a linear output and squared error it has not: the output bias has the slope ${number(evidence.number('gradientBias', rows.xor01Tanh))}, and learns the mean.`,
    `A network without a hidden layer is no example at all: there zero is the minimum on XOR ±1, with eigenvalues from ${number(evidence.number('lowest', literal))} to ${number(evidence.number('highest', literal))}. And with one, XOR is worse than usual: no negative eigenvalue shows the way out (see “You are on a saddle point”).`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'The output bias on XOR, from zero',
        y: { label: 'output bias', scale: 'linear' },
        description:
          'On balanced XOR nothing moves; with targets 0 and 1 and squared error the output bias goes to the mean of the targets.',
      },
      linesOf(
        evidence,
        { 'XOR ±1': rows.xorTanh, 'XOR 0/1': rows.xor01Tanh, 'XOR 0/1, sigmoid': rows.xor01Sigmoid },
        'output bias',
      ),
    ),
});
