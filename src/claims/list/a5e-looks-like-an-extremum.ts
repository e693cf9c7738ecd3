import { list, number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { startingPoint, x22 } from '../experiments/x22-weight-decay';
import { x25 } from '../experiments/x25-local-structure';
import type { Evidence } from '../evidence';
import { curveChart, linesOf } from '../figures';

const decayed = (reach: Parameters<typeof startingPoint>[0]) => ({
  'weight decay': '0.01',
  ...startingPoint(reach),
});

/** The orders of the critical points, each once. */
const ordersOf = (evidence: Evidence): string[] => {
  const orders = evidence.rows.filter(({ holds }) => holds !== null).map(({ numbers }) => numbers['order']!);
  return [...new Set(orders)].sort((a, b) => a - b).map(number);
};

export default defineClaim({
  id: 'A5e',
  statement: 'It looks like a local extremum but technically is not one.',
  saidBy: 'an answer',
  precisely:
    'Where the gradient at zero weights is 0, and the network can do better than a constant, the loss falls along some line.',
  threshold: 'A line on which the loss falls was found, up to order 8.',
  parts: [
    part(x25, {
      // The two special cases in which zero is a global minimum: see A2c.
      select: ({ activation, biases, data }) =>
        !(data === 'XOR ±1' && (activation === 'Linear' || biases === 'none' || biases === 'output only')),
      shows: ['order', 'lowest'],
      holds: ({ critical, order }) => (critical === 1 ? order >= 2 : null),
    }),
    part(x22, { shows: ['start', 'barrier', 'norm', 'back', 'away'] }),
  ],
  conditions: ['data', 'biases', 'activation'],
  explanation: (evidence) => [
    `The gradient is 0, and often no eigenvalue is negative; still the loss falls: at order ${list(ordersOf(evidence))}.`,
    `Weight decay changes that: it adds μ‖θ‖²/2, which beats a fall of order 4 near zero and makes it a strict minimum, out to a distance of about √(μ/4C) along the best way down, C = (√5 − 1)/16. With μ = 0.01 the loss rises along it up to a distance of ${number(evidence.number('barrier', decayed(0.9)))}; a start at ${number(evidence.number('start', decayed(0.9)))} falls back to ‖θ‖ = ${number(evidence.number('norm', decayed(0.9)))}, one at ${number(evidence.number('start', decayed(1.1)))} leaves and ends at ${number(evidence.number('norm', decayed(1.1)))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Distance from zero with weight decay 0.01',
        y: { label: '‖θ‖', scale: 'log' },
        description:
          'Starts below the barrier fall back to zero, starts above it leave: with weight decay zero is a minimum after all.',
      },
      linesOf(
        evidence,
        {
          '0.5 of the barrier': decayed(0.5),
          '0.9 of it': decayed(0.9),
          '1.1 of it': decayed(1.1),
          '1.5 of it': decayed(1.5),
        },
        '‖θ‖',
      ),
    ),
});
