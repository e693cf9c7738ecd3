import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x16 } from '../experiments/x16-first-gradients';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'A7c',
  statement: 'Going forward, all nodes of the next layer get equal inputs, ½ or 0.',
  saidBy: 'an answer',
  precisely: 'At θ = 0 every hidden unit has the same value φ(0) for every sample.',
  threshold: 'The largest difference between hidden values, over units and samples, is exactly 0.',
  parts: [
    part(x16, { shows: ['hiddenValue', 'hiddenSpread'], holds: ({ hiddenSpread }) => hiddenSpread === 0 }),
  ],
  conditions: ['φ(0)'],
  explanation: (evidence) => [
    `z = W₁x + b₁ = 0 for every input, so every hidden value is φ(0): ${number(evidence.number('hiddenValue', { activation: 'Sigmoid' }))} for the sigmoid, ${number(evidence.number('hiddenValue', { activation: 'tanh' }))} for tanh, with a largest difference of ${number(evidence.most('hiddenSpread'))}.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'Hidden values at zero',
        x: 'row of the table',
        y: { label: 'size', scale: 'linear' },
        description: `All hidden values of a network are equal: they differ by ${number(evidence.most('hiddenSpread'))}.`,
      },
      [
        { name: 'hidden value', values: evidence.rows.map(({ numbers }) => numbers['hiddenValue']!) },
        { name: 'largest difference', values: evidence.rows.map(({ numbers }) => numbers['hiddenSpread']!) },
      ],
    ),
});
