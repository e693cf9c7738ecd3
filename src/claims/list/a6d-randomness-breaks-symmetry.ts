import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { equalities, x4 } from '../experiments/x4-equal-units';
import { x5 } from '../experiments/x5-random-restarts';
import { pointChart } from '../figures';

const tie = { reading: 'the tie stays' };
const reach = { reading: 'randomness gets there' };

export default defineClaim({
  id: 'A6d',
  statement: 'Zero cannot break the symmetry; randomness does, and reaches a minimum.',
  saidBy: 'an answer',
  precisely:
    '(the tie stays) Equal units stay equal under gradient descent. (randomness gets there) Random starts with two hidden units learn XOR.',
  threshold:
    'The tie stays: the difference between equal units is exactly 0 at the end. Randomness gets there: all of 30 random starts learn XOR.',
  parts: [
    part(x4, {
      select: (settings) => settings['what is equal'] === equalities.all,
      settings: tie,
      shows: ['between', 'within'],
      holds: ({ between }) => between === 0,
    }),
    part(x5, {
      settings: reach,
      shows: ['failed2', 'failed3', 'failed8'],
      holds: ({ failed2 }) => failed2 === 0,
    }),
  ],
  conditions: ['reading'],
  explanation: (evidence) => [
    `The first part is a theorem: units equal in all that belongs to them get equal steps. The largest difference of all runs is ${number(evidence.most('between', tie))}.`,
    `The second is too simple: with two hidden units ${number(evidence.least('failed2', reach))} to ${number(evidence.most('failed2', reach))} of 30 random starts end on a plateau, with eight ${number(evidence.least('failed8', reach))} to ${number(evidence.most('failed8', reach))}. The others reach the global minimum, not a local one.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'Random starts of 30 that fail on XOR',
        x: evidence
          .where(reach)
          .map(({ settings }, i) => `${i + 1} ${settings['activation']}`)
          .join(', '),
        y: { label: 'starts of 30', scale: 'linear' },
        description: `With two hidden units up to ${number(evidence.most('failed2', reach))} of 30 random starts fail; width helps.`,
      },
      (['failed2', 'failed3', 'failed8'] as const).map((name) => ({
        name: `${name.slice('failed'.length)} hidden units`,
        values: evidence.where(reach).map(({ numbers }) => numbers[name]!),
      })),
    ),
});
