import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { equalities, x4 } from '../experiments/x4-equal-units';
import { curveChart } from '../figures';

export default defineClaim({
  id: 'A1h',
  statement: 'The symmetry argument is false.',
  saidBy: 'a comment on an answer',
  precisely:
    'Some units that start equal in incoming weights, biases and outgoing weights become different under gradient descent.',
  threshold: 'In some run of the cell the units of the first layer differ at the end.',
  parts: [
    part(x4, {
      select: (settings) => settings['what is equal'] === equalities.all,
      shows: ['runs', 'broken', 'between', 'within'],
      holds: ({ broken }) => broken > 0,
    }),
  ],
  explanation(evidence) {
    const runs = evidence.rows.reduce((sum, { numbers }) => sum + numbers['runs']!, 0);
    const broken = evidence.rows.reduce((sum, { numbers }) => sum + numbers['broken']!, 0);
    return [
      `Equal units compute the same value, receive the same delta and take the same step, so equality is kept by every step. It was broken in ${broken} of ${runs} runs; the largest difference between units was ${number(evidence.most('between'))}.`,
      `The weights did learn meanwhile: within one unit they ended up to ${number(evidence.most('within'))} apart.`,
    ];
  },
  figure: (evidence) =>
    curveChart(
      {
        title: 'Between units and within one',
        y: { label: 'largest difference', scale: 'log' },
        description: `From equal units the weights within a unit separate, the units do not: their difference stays ${number(evidence.most('between'))}.`,
      },
      ['between units', 'within a unit'].map((curve) => ({ name: curve, row: evidence.rows[0]!, curve })),
    ),
});
