import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x19 } from '../experiments/x19-constants';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'E4',
  statement: 'Numbers that are equal within each layer amount to one unit.',
  saidBy: 'a further claim',
  precisely:
    'From starts with one number per layer the units stay equal, so the loss never falls below the lowest that one unit can reach.',
  threshold:
    'In all 30 starts the units are equal to the last bit at the end, and no loss is below the bound for one unit.',
  parts: [
    part(x19, {
      shows: ['spread', 'best', 'bound'],
      holds: ({ spread, best, bound }) => (Number.isNaN(bound) ? null : spread === 0 && best >= bound),
    }),
  ],
  explanation: (evidence) => [
    `Equal units compute as one unit whose outgoing weight is the sum of theirs. One monotone unit can at best get one corner of XOR right and give the other three a common value: ⅓ on ±1, 1/12 on 0/1, ¾·H(⅓) = ${number(evidence.number('bound', { loss: 'Binary cross-entropy' }))} for cross-entropy. The best of 30 starts reach ${number(evidence.number('best', { data: 'XOR ±1', activation: 'tanh' }))} (tanh, ±1), ${number(evidence.number('best', { data: 'XOR 0/1', activation: 'tanh' }))} (tanh, 0/1) and ${number(evidence.number('best', { data: 'XOR 0/1', activation: 'Sigmoid' }))} (sigmoid, 0/1).`,
    `One unit is not always too little: a sine is not monotone, and solves XOR ±1 alone (loss ${number(evidence.number('best', { activation: 'sin' }))}).`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'The best of 30 starts and what one unit can reach',
        x: evidence.rows
          .map(({ settings }, i) => `${i + 1} ${settings['activation']}, ${settings['data']}`)
          .join('; '),
        y: { label: 'loss', scale: 'linear' },
        description:
          'No start with one number per layer gets below the lowest loss of a single unit; a single sine unit solves XOR.',
      },
      [
        { name: 'best of 30 starts', values: evidence.rows.map(({ numbers }) => numbers['best']!) },
        { name: 'lowest for one unit', values: evidence.rows.map(({ numbers }) => numbers['bound']!) },
      ],
    ),
});
