import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x5 } from '../experiments/x5-random-restarts';
import { pointChart } from '../figures';

const tanh = { activation: 'tanh' };
const relu = { activation: 'ReLU', data: 'XOR ±1' };
const widths = ['failed2', 'failed3', 'failed8'];

export default defineClaim({
  id: 'A1f',
  statement: 'Networks with more than a handful of units rarely get stuck.',
  saidBy: 'a comment on an answer',
  precisely: 'The share of random starts that fail on XOR falls with the number of hidden units (2, 3, 8).',
  threshold:
    'Of 30 starts no more fail with 3 units than with 2, no more with 8 than with 3, and with 8 units at most 3.',
  parts: [
    part(x5, {
      shows: ['failed2', 'failed3', 'failed8'],
      holds: ({ failed2, failed3, failed8 }) => failed2 >= failed3 && failed3 >= failed8 && failed8 <= 3,
    }),
  ],
  explanation(evidence) {
    const failures = (settings: Readonly<Record<string, string>>) =>
      widths.map((name) => number(evidence.number(name, settings))).join(', ');
    return [
      `A wide network needs only some of its units to be useful. Of 30 random starts with 2, 3 and 8 units fail: ${failures(tanh)} with tanh, ${failures(relu)} with ReLU on XOR ±1.`,
      'This is a trend on XOR, with 30 seeds; all of these starts are random. Equal units would remain one unit at any width.',
    ];
  },
  figure: (evidence) =>
    pointChart(
      {
        title: 'Starts of 30 that fail on XOR',
        x: '1: two hidden units, 2: three, 3: eight',
        y: { label: 'starts that fail', scale: 'linear' },
        description: `With eight hidden units at most ${number(evidence.most('failed8'))} of 30 starts fail, with two up to ${number(evidence.most('failed2'))}.`,
      },
      evidence.rows.map(({ settings, numbers }) => ({
        name: `${settings['activation']}, ${settings['data']}, ${settings['loss']}${settings['output'] === 'linear' ? '' : ', sigmoid output'}`,
        values: widths.map((name) => numbers[name]!),
      })),
    ),
});
