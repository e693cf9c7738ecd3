import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x13 } from '../experiments/x13-flatness';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'A5c',
  statement: 'Because the next layer absorbs the change.',
  saidBy: 'an answer',
  precisely:
    'A changed weight or matrix below the last layer leaves the loss as it is at θ = 0, and does not where the layers above are not zero.',
  threshold:
    'With zeros above the loss does not change to the last bit, for single weights and for whole matrices; with all layers at ½ it does.',
  parts: [
    part(x13, {
      shows: ['lowerWeight', 'lowerMatrix', 'notAbsorbed'],
      holds: ({ lowerWeight, lowerMatrix, notAbsorbed }) =>
        lowerWeight === 0 && lowerMatrix === 0 && notAbsorbed > 0,
    }),
  ],
  explanation: (evidence) => [
    `f = W_L·h + b_L: whatever happens to h below is multiplied by W_L = 0. Single weights change the loss by ${number(evidence.most('lowerWeight'))}, whole random matrices by ${number(evidence.most('lowerMatrix'))}.`,
    `With every number at ½ nothing absorbs it: one first-layer weight changed by 1 changes the loss by ${number(evidence.least('notAbsorbed'))} to ${number(evidence.most('notAbsorbed'))}.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'A change below, with zeros and with halves above',
        x: 'row of the table',
        y: { label: 'change of the loss', scale: 'log' },
        description: `With zeros above the loss changes by ${number(evidence.most('lowerMatrix'))}, with ½ above by at least ${number(evidence.least('notAbsorbed'))}.`,
      },
      [
        {
          name: 'a whole matrix, zeros above',
          values: evidence.rows.map(({ numbers }) => numbers['lowerMatrix']!),
        },
        {
          name: 'one weight, all layers at ½',
          values: evidence.rows.map(({ numbers }) => numbers['notAbsorbed']!),
        },
      ],
    ),
});
