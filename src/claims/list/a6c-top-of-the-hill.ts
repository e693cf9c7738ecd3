import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x14 } from '../experiments/x14-top-of-the-hill';
import { curveChart, linesOf } from '../figures';

const at = (data: string) => ({ data, activation: 'tanh', biases: 'all' });

export default defineClaim({
  id: 'A6c',
  statement: 'Gradient descent sits on the top of the hill.',
  saidBy: 'an answer',
  precisely: 'θ = 0 is a local maximum of the loss.',
  threshold:
    'None of 4,000 random directions goes up at distance 0.01, or two opposite moves of the output layer both go down.',
  parts: [
    part(x14, { shows: ['up', 'upFar', 'bothWays'], holds: ({ up, bothWays }) => up === 0 || bothWays < 0 }),
  ],
  explanation: (evidence) => [
    `With linear output the loss is convex in (W_L, b_L) for any lower layers, so L(d) + L(−d) ≥ 2L(0): of two opposite moves at least one does not go down. The least of 200 pairs per cell is ${number(evidence.least('bothWays'))}.`,
    `Of 4,000 random directions at distance 0.01, ${number(100 * evidence.number('up', at('XOR ±1')))} % go up on XOR ±1 with tanh, and ${number(100 * evidence.number('up', at('AND ±1')))} % on AND ±1, where the point is not critical. A hilltop would have none.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Directions from zero that go up',
        x: { label: 'distance from zero', scale: 'log' },
        y: { label: 'share of 4,000 directions', scale: 'linear' },
        description:
          'Almost all directions from zero go up on XOR, about half of them on AND. None would on the top of a hill.',
      },
      linesOf(
        evidence,
        {
          'XOR ±1': at('XOR ±1'),
          'XOR ±1, no biases': { ...at('XOR ±1'), biases: 'none' },
          'AND ±1': at('AND ±1'),
          'AND ±1, no biases': { ...at('AND ±1'), biases: 'none' },
        },
        'share that goes up',
      ),
    ),
});
