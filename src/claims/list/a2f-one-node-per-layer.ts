import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { smallRates, x10 } from '../experiments/x10-one-unit';
import { curveChart } from '../figures';

const function_ = { reading: 'the function' };
const path = { reading: 'the path' };
const rates = (value: string) => ({ ...path, 'rates of one unit': value });

export default defineClaim({
  id: 'A2f',
  statement: 'With all weights equal there is one node per layer.',
  saidBy: 'a comment on an answer',
  precisely:
    'A network whose hidden layers are equal units (the function) computes what the network with one unit per hidden layer computes; (the path) takes the same path in training.',
  threshold:
    'The function: at the start the outputs differ by less than 10⁻¹². The path: after 2,000 steps they still do.',
  parts: [
    part(x10, {
      settings: function_,
      shows: ['apartAtStart', 'apart'],
      holds: ({ apartAtStart }) => apartAtStart < 1e-12,
    }),
    part(x10, { settings: path, shows: ['apartAtStart', 'apart'], holds: ({ apart }) => apart < 1e-12 }),
  ],
  conditions: ['reading', 'rates of one unit'],
  explanation: (evidence) => [
    `m equal units with outgoing weight w give what one unit with outgoing weight m·w gives: at the start the outputs differ by ${number(evidence.most('apartAtStart'))}.`,
    `A step of the wide network changes m weights at once. The one unit keeps up if its rates are m_{l−1}/m_l times as large for W_l and 1/m_l times for b_l: then the outputs differ by ${number(evidence.number('apart', rates(smallRates.rescaled)))} after 2,000 steps. At the same rates they differ by ${number(evidence.number('apart', rates(smallRates.same)))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Four equal units per layer beside one',
        y: { label: 'difference of the outputs', scale: 'log' },
        description: `With rescaled rates the two networks stay within ${number(evidence.number('apart', rates(smallRates.rescaled)))} of each other; with the same rates they part.`,
      },
      Object.values(smallRates).map((value) => ({
        name: `rates ${value}`,
        row: evidence.row(rates(value)),
        curve: 'difference of the outputs',
      })),
    ),
});
