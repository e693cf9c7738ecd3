import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x1 } from '../experiments/x1-additive-or-multiplicative';
import { curveChart } from '../figures';

const descent = { table: 'rules', rule: 'Gradient descent' };

export default defineClaim({
  id: 'Q2',
  statement: 'If every new weight is a multiple of the old one, zero can never change.',
  saidBy: 'a comment on the question',
  precisely: 'For a rule w ← w·m(w, g), the point w = 0 is invariant, whatever the gradient g is.',
  threshold:
    'After all steps of a rule that multiplies, every parameter is exactly 0, although the gradient is not.',
  parts: [
    part(x1, {
      select: ({ table, rule }) => table === 'rules' && rule !== descent.rule,
      shows: ['slope', 'end'],
      holds: ({ slope, end }) => slope > 0 && end === 0,
    }),
    part(x1, {
      select: ({ table, rule }) => table === 'rules' && rule === descent.rule,
      shows: ['slope', 'end'],
    }),
  ],
  explanation: (evidence) => [
    `0·m = 0: under the two rules that multiply, the largest parameter after 1,000 steps is ${number(Math.max(...evidence.rows.filter(({ holds }) => holds !== null).map(({ numbers }) => numbers['end']!)))}, although a slope of ${number(evidence.most('slope'))} pulls.`,
    `So the sentence is right about such rules. But gradient descent is not one of them: it adds −ηg, and its largest parameter after the same steps is ${number(evidence.number('end', descent))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Rules that multiply, beside gradient descent',
        y: { label: 'largest |θ|', scale: 'linear' },
        description:
          'The rules that multiply the old weight stay at zero; gradient descent leaves it at the first step.',
      },
      evidence.rows.map((row) => ({ name: row.settings['rule']!, row, curve: 'largest |θ|' })),
    ),
});
