import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x5 } from '../experiments/x5-random-restarts';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'A1g',
  statement: 'Random initialisation alone does not prevent getting stuck; repeated starts reveal it.',
  saidBy: 'a comment on an answer',
  precisely: 'With two hidden units on XOR some of 30 random starts fail, and some do not.',
  threshold: 'At least one of 30 starts fails, and at least one learns XOR.',
  parts: [
    part(x5, {
      shows: ['failed2', 'bestOfTen', 'zero'],
      holds: ({ failed2 }) => failed2 > 0 && failed2 < 30,
    }),
  ],
  explanation: (evidence) => [
    `Where a start fails with probability p, the best of ten fails with p¹⁰. Of 30 starts ${number(evidence.number('failed2', { activation: 'tanh' }))} fail with tanh and ${number(evidence.number('failed2', { activation: 'ReLU', data: 'XOR ±1' }))} with ReLU on XOR ±1, so ten in a row with chances of ${number(evidence.number('bestOfTen', { activation: 'tanh' }))} and ${number(evidence.number('bestOfTen', { activation: 'ReLU', data: 'XOR ±1' }))}.`,
    `The zero start is a single run, repeated exactly: it gets ${number(100 * evidence.most('zero'))} % of the samples right however often it is tried.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'Starts of 30 that fail with two hidden units',
        x: evidence.rows.map(({ settings }, i) => `${i + 1} ${settings['activation']}`).join(', '),
        y: { label: 'starts that fail', scale: 'linear' },
        description: `Between ${number(evidence.least('failed2'))} and ${number(evidence.most('failed2'))} of 30 random starts fail.`,
      },
      [{ name: 'starts that fail', values: evidence.rows.map(({ numbers }) => numbers['failed2']!) }],
    ),
});
