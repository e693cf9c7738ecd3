import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import type { Evidence } from '../evidence';
import { equalities, x4 } from '../experiments/x4-equal-units';
import { x5 } from '../experiments/x5-random-restarts';
import { pointChart } from '../figures';

const tie = { reading: 'the tie stays' };
const reach = { reading: 'randomness gets there' };

const minima = (evidence: Evidence): string => {
  const count = evidence.where(reach).reduce((sum, { numbers }) => sum + numbers['minima']!, 0);
  return count === 0 ? 'none' : number(count);
};

export default defineClaim({
  id: 'A6d',
  statement: 'Zero cannot break the symmetry; randomness does, and reaches a local minimum.',
  saidBy: 'an answer',
  precisely:
    '(the tie stays) Equal units stay equal under gradient descent. (randomness gets there) Most random starts with two hidden units learn XOR.',
  threshold:
    'The tie stays: the difference between equal units is exactly 0 at the end. Randomness gets there: more than half of 30 random starts learn XOR.',
  parts: [
    part(x4, {
      select: (settings) => settings['what is equal'] === equalities.all,
      settings: tie,
      shows: ['between', 'within'],
      holds: ({ between }) => between === 0,
    }),
    part(x5, {
      settings: reach,
      shows: ['failed2', 'failed3', 'failed8', 'minima'],
      holds: ({ failed2 }) => failed2 < 15,
    }),
  ],
  conditions: ['reading', 'activation'],
  explanation: (evidence) => [
    `The first part is a theorem: units equal in all that belongs to them get equal steps. The largest difference of all runs is ${number(evidence.most('between', tie))}.`,
    `Random weights differ, so the units do. What they reach is not a local minimum as a rule: most runs learn XOR, which is the global minimum, and others end on a plateau. With two hidden units ${number(evidence.least('failed2', reach))} to ${number(evidence.most('failed2', reach))} of 30 fail, more with ReLU than with tanh or sigmoid units, with eight ${number(evidence.least('failed8', reach))} to ${number(evidence.most('failed8', reach))}; of the failed ones ${minima(evidence)} ended in a strict local minimum.`,
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
