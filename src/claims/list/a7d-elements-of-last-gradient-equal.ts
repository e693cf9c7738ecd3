import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x16 } from '../experiments/x16-first-gradients';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'A7d',
  statement: 'All elements of the last layer’s gradient are equal.',
  saidBy: 'an answer',
  precisely: 'At θ = 0 all entries of a row of ∂L/∂W₂ are equal (a row belongs to one output).',
  threshold: 'The largest difference within a row is exactly 0.',
  parts: [part(x16, { shows: ['inRow', 'betweenRows', 'rowError'], holds: ({ inRow }) => inRow === 0 })],
  conditions: ['φ(0)'],
  explanation: (evidence) => [
    `∂L/∂wₒⱼ = E[δₒ]·φ(0) has no j in it: within a row the entries differ by ${number(evidence.most('inRow'))}, and they are −φ(0)·ȳₒ to within ${number(evidence.most('rowError'))}.`,
    `Rows of different outputs differ, because their targets do: by up to ${number(evidence.most('betweenRows'))}.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'The last layer’s gradient at zero',
        x: 'row of the table',
        y: { label: 'size', scale: 'linear' },
        description: `Within a row the entries are equal (difference ${number(evidence.most('inRow'))}); between outputs they differ.`,
      },
      [
        { name: 'within a row', values: evidence.rows.map(({ numbers }) => numbers['inRow']!) },
        { name: 'between rows', values: evidence.rows.map(({ numbers }) => numbers['betweenRows']!) },
      ],
    ),
});
