import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x5 } from '../experiments/x5-random-restarts';
import { pointChart } from '../figures';

const help = { reading: 'many starts help' };
const minima = { reading: 'stuck in local minima' };

export default defineClaim({
  id: 'A1c',
  statement: 'Networks get stuck in local minima; many starts help, and zero gives only one.',
  saidBy: 'an answer',
  precisely:
    '(many starts help) Some random starts on XOR succeed, and the zero start, always the same run, does not. (stuck in local minima) What the others end in are local minima.',
  threshold:
    'Many starts help: fewer than 30 of 30 starts fail, and zero gets at most half of the samples right. Stuck in local minima: at some failed end every eigenvalue of the Hessian is positive.',
  parts: [
    part(x5, {
      settings: help,
      shows: ['failed2', 'zero', 'minima'],
      holds: ({ failed2, zero }) => failed2 < 30 && zero <= 0.5,
    }),
    part(x5, {
      settings: minima,
      shows: ['failed2', 'zero', 'minima'],
      holds: ({ failed2, minima: strict }) => (failed2 === 0 ? null : strict > 0),
    }),
  ],
  conditions: ['reading'],
  explanation: (evidence) => [
    `With two hidden units ${number(evidence.least('failed2'))} to ${number(evidence.most('failed2'))} of 30 random starts fail on XOR, depending on activation and loss, so another start helps. Zero is a single deterministic run: it gets ${number(100 * evidence.most('zero', help))} % of the samples right each time.`,
    `What the failed ones end in are plateaus: units saturated at large weights, or ReLUs that are 0 for every sample. Of all their ends ${number(evidence.most('minima', minima))} at most in a row of the table has a Hessian with positive eigenvalues only, as a strict minimum has.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'Random starts of 30 that fail, and how many of them in a strict local minimum',
        x: evidence
          .where(help)
          .map(({ settings }, i) => `${i + 1} ${settings['activation']}`)
          .join(', '),
        y: { label: 'starts of 30', scale: 'linear' },
        description: `Up to ${number(evidence.most('failed2'))} of 30 starts fail; at most ${number(evidence.most('minima'))} of them in a strict local minimum.`,
      },
      [
        { name: 'failed', values: evidence.where(help).map(({ numbers }) => numbers['failed2']!) },
        {
          name: 'in a strict local minimum',
          values: evidence.where(help).map(({ numbers }) => numbers['minima']!),
        },
      ],
    ),
});
