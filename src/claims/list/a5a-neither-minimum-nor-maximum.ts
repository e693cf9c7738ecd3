import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x14 } from '../experiments/x14-top-of-the-hill';
import { x25 } from '../experiments/x25-local-structure';
import { pointChart } from '../figures';

const minimum = { reading: 'no minimum' };

export default defineClaim({
  id: 'A5a',
  statement: 'The reason is not that zero is a local minimum or maximum.',
  saidBy: 'an answer',
  precisely:
    '(no maximum) Some direction from zero weights goes up. (no minimum) Some direction goes down, for networks that can do better than a constant on their data.',
  threshold:
    'No maximum: of 4,000 random directions some go up, and two opposite moves of the output layer never both go down. No minimum: a line on which the loss falls was found, up to order 8.',
  parts: [
    part(x14, {
      settings: { reading: 'no maximum' },
      shows: ['up', 'bothWays'],
      holds: ({ up, bothWays }) => up > 0 && bothWays >= 0,
    }),
    part(x25, {
      // A linear network, or an odd one without hidden biases, can do no better than a constant on XOR ±1: zero is a global minimum there (A2c).
      select: ({ activation, biases, data }) =>
        !(data === 'XOR ±1' && (activation === 'Linear' || biases === 'none' || biases === 'output only')),
      settings: minimum,
      shows: ['order', 'lowest', 'highest'],
      holds: ({ order }) => order >= 1,
    }),
  ],
  conditions: ['reading', 'data', 'biases', 'activation'],
  explanation: (evidence) => [
    `Never a maximum: with a linear output the loss is convex in the last layer, so of two opposite moves there at least one does not go down; at distance 0.01 between ${number(100 * evidence.least('up'))} and ${number(100 * evidence.most('up'))} % of all directions go up.`,
    `Nor a minimum, unless the network cannot do better than a constant: the loss falls at order ${number(evidence.least('order', minimum))} to ${number(evidence.most('order', minimum))} in every cell. What holds the network back is that low orders are missing: a vanishing gradient, and a tie between equal units.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'The order at which the loss falls from zero weights',
        x: 'row of the table (second reading)',
        y: { label: 'order', scale: 'linear' },
        description: `There is a way down everywhere, at order ${number(evidence.least('order', minimum))} to ${number(evidence.most('order', minimum))}.`,
      },
      [{ name: 'order', values: evidence.where(minimum).map(({ numbers }) => numbers['order']!) }],
    ),
});
