import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x1 } from '../experiments/x1-additive-or-multiplicative';
import { curveChart } from '../figures';

const rules = ['Gradient descent', 'Multiplicative (a belief)', 'Exponentiated gradient'];

export default defineClaim({
  id: 'A1a',
  statement: 'Backpropagation adds something to the weights; it does not multiply them.',
  saidBy: 'an answer',
  precisely:
    'One step of gradient descent is θ ← θ − ηg, so a weight of exactly 0 moves wherever its slope is not 0.',
  threshold:
    'The first step equals θ₀ − ηg to the last bit, and it changes something wherever some slope is not 0.',
  parts: [
    part(x1, {
      select: ({ table }) => table === 'one step',
      shows: ['slope', 'residual', 'moved'],
      holds: ({ slope, residual, moved }) => residual === 0 && moved > 0 === slope > 0,
    }),
    part(x1, { select: ({ table }) => table === 'rules', shows: ['moved', 'end'] }),
  ],
  explanation(evidence) {
    const descent = { table: 'rules', rule: rules[0]! };
    const [weight, bias] = ['output', 'outputBias'].map((name) => number(evidence.number(name, descent)));
    const end = rules.map((rule) => number(evidence.number('end', { table: 'rules', rule })));
    return [
      'The step is θ ← θ − ηg: what is added, −ηg, has no factor θ. A weight that is 0 becomes −ηg.',
      `On XOR 0/1 with sigmoid units and η = 0.5 the first step takes the output weights from 0 to ${weight} and the output bias from 0 to ${bias}.`,
      `After 1,000 steps the largest parameter is ${end[0]}; under θ ← θ(1 − ηg) it is ${end[1]}, and under θ ← θ·exp(−ηg) it is ${end[2]}: those rules multiply, and 0 times anything stays 0.`,
    ];
  },
  figure: (evidence) =>
    curveChart(
      {
        title: 'From zero under three rules',
        y: { label: 'largest |θ|', scale: 'linear' },
        description: `Only gradient descent leaves zero: after 1,000 steps its largest parameter is ${number(evidence.number('end', { table: 'rules', rule: rules[0]! }))}; the two rules that multiply are still at ${number(Math.max(...rules.slice(1).map((rule) => evidence.number('end', { table: 'rules', rule }))))}.`,
      },
      rules.map((rule) => ({
        name: rule,
        row: evidence.row({ table: 'rules', rule }),
        curve: 'largest |θ|',
      })),
    ),
});
