import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x16 } from '../experiments/x16-first-gradients';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'A7e',
  statement: 'The same holds for the layers before: all elements of their gradient are equal.',
  saidBy: 'an answer',
  precisely:
    'After one step from θ = 0 (between units) the rows of ∂L/∂W₁ are equal; (within a unit) the entries of a row are equal.',
  threshold: 'The largest difference, between units or within one, is exactly 0.',
  parts: [
    part(x16, {
      settings: { reading: 'between units' },
      shows: ['lowerBetween', 'lowerWithin'],
      holds: ({ lowerBetween }) => lowerBetween === 0,
    }),
    part(x16, {
      settings: { reading: 'within a unit' },
      shows: ['lowerBetween', 'lowerWithin'],
      holds: ({ lowerWithin }) => lowerWithin === 0,
    }),
  ],
  conditions: ['reading', 'φ(0)'],
  explanation: (evidence) => [
    `∂L/∂wⱼₖ = E[δⱼxₖ]: equal units have equal δⱼ, so rows are equal (difference ${number(evidence.most('lowerBetween'))}). The inputs xₖ differ, so the entries of a row do: by ${number(evidence.least('lowerWithin', { 'φ(0)': 'not 0' }))} to ${number(evidence.most('lowerWithin'))} where the gradient is not 0 altogether.`,
    `Where φ(0) = 0 the weights above have not moved, and all of ∂L/∂W₁ is ${number(evidence.most('lowerWithin', { 'φ(0)': '0' }))}.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: '∂L/∂W₁ after one step',
        x: 'row of the table',
        y: { label: 'size', scale: 'linear' },
        description:
          'Between units the first layer’s gradient has equal entries; within a unit it has not, because the inputs differ.',
      },
      [
        { name: 'between units', values: evidence.rows.map(({ numbers }) => numbers['lowerBetween']!) },
        { name: 'within a unit', values: evidence.rows.map(({ numbers }) => numbers['lowerWithin']!) },
      ],
    ),
});
