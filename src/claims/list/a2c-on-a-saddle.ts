import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x12 } from '../experiments/x12-no-hidden-layer';
import { points, x25 } from '../experiments/x25-local-structure';
import { pointChart } from '../figures';

const zero = { point: points.zero };
const tanh = { ...zero, activation: 'tanh' };
const convex = { 'hidden layers': '0' };

export default defineClaim({
  id: 'A2c',
  statement: 'You are on a saddle point.',
  saidBy: 'an answer',
  precisely: 'The point of zero weights is critical, and the loss falls from it at order 2 or more.',
  threshold:
    'The gradient is 0 (to rounding), and some line on which the loss falls was found, up to order 8. Finding none is no proof of a minimum; for the cells without one, theory has the proof.',
  parts: [
    part(x25, {
      shows: ['gradientNorm', 'negative', 'flat', 'positive', 'lowest', 'order'],
      holds: ({ critical, order }) => critical === 1 && order >= 2,
    }),
    part(x12, {
      // The Hessian decides where it has no zero eigenvalue, and without a hidden layer it has none.
      shows: ['gradientNorm', 'lowest', 'highest'],
      holds: ({ gradientNorm, lowest }) => gradientNorm === 0 && lowest < 0,
    }),
  ],
  explanation: (evidence) => [
    `A saddle is critical, and lower points are near in some direction. Strict: AND ±1 with tanh and no biases has a negative eigenvalue, ${number(evidence.number('lowest', { ...tanh, data: 'AND ±1', biases: 'none' }))}. Degenerate: XOR ±1 with tanh has none (lowest eigenvalue ${number(evidence.number('lowest', { ...tanh, data: 'XOR ±1', biases: 'all' }))}), and the loss falls at order ${number(evidence.number('order', { ...tanh, data: 'XOR ±1', biases: 'all' }))} only.`,
    `Not critical: XOR 0/1 with an output bias has a gradient of norm ${number(evidence.number('gradientNorm', { ...tanh, data: 'XOR 0/1', biases: 'all' }))} at zero; with that bias at ½ it is a saddle of order ${number(evidence.number('order', { point: points.mean, data: 'XOR 0/1' }))}.`,
    `A minimum: on XOR ±1 a linear network, or tanh without hidden biases, has an odd output f(−x) = −f(x) up to its bias, while the targets are even; then L ≥ ½ = L(0), so zero is a global minimum and no line goes down. Without a hidden layer the loss is convex, with eigenvalues from ${number(evidence.least('lowest', convex))} up, and there is no saddle at all.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'The order at which the loss falls',
        x: 'row of the table',
        y: { label: 'order', scale: 'linear' },
        description:
          'Order 1 is not critical, order 2 a strict saddle, higher orders degenerate saddles; where there is no mark no descent was found and the point is a minimum.',
      },
      [{ name: 'order', values: evidence.rows.map(({ numbers }) => numbers['order']!) }],
    ),
});
