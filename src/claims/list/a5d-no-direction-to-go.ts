import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { points, x25 } from '../experiments/x25-local-structure';
import { pointChart } from '../figures';

const critical = { reading: 'no gradient' };
const stuck = { reading: 'no direction' };

export default defineClaim({
  id: 'A5d',
  statement: 'No change, hence no gradient and no direction to go.',
  saidBy: 'an answer',
  precisely:
    'At zero weights (no gradient) the gradient is 0; (no direction) where it is 0, the loss falls along no line.',
  threshold:
    'No gradient: its norm is 0 to rounding. No direction: no line on which the loss falls was found, up to order 8.',
  parts: [
    part(x25, {
      settings: critical,
      shows: ['gradientNorm', 'order', 'lowest'],
      holds: (numbers) => numbers.critical === 1,
    }),
    part(x25, {
      settings: stuck,
      shows: ['gradientNorm', 'order', 'lowest'],
      holds: (numbers) => (numbers.critical === 1 ? Number.isNaN(numbers.order) : null),
    }),
  ],
  conditions: ['reading', 'point', 'mean loss slope at zero', 'biases', 'activation', 'data'],
  explanation: (evidence) => [
    `A gradient of 0 says that the loss does not change at first order. It may fall at a higher one: on AND ±1 with tanh and no biases at order ${number(evidence.number('order', { ...stuck, data: 'AND ±1', biases: 'none' }))}, on XOR ±1 with tanh at order ${number(evidence.number('order', { ...stuck, activation: 'tanh', data: 'XOR ±1', biases: 'all' }))}, when several layers move together: output ≈ w₂·φ(w₁x + b₁) is a product of what both layers do.`,
    `And a gradient there may be: with an output bias on XOR 0/1 its norm is ${number(evidence.number('gradientNorm', { ...critical, point: points.zero, data: 'XOR 0/1', biases: 'all' }))}.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'The order at which the loss falls',
        x: 'row of the table (first reading)',
        y: { label: 'order', scale: 'linear' },
        description:
          'At most points of zero weights there is a way down, at order 1, 2, 3 or 4; where there is no mark none was found.',
      },
      [{ name: 'order', values: evidence.where(critical).map(({ numbers }) => numbers['order']!) }],
    ),
});
