import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x1 } from '../experiments/x1-additive-or-multiplicative';
import { curveChart } from '../figures';

const fromZero = { table: 'one step', start: 'zero' };
const rules = { descent: 'Gradient descent', multiplicative: 'Multiplicative (a belief)' };

export default defineClaim({
  id: 'A3a',
  statement: 'The update multiplies the weight by delta.',
  saidBy: 'an answer',
  precisely: 'A step is w ← w·δ, so a weight of 0 stays 0.',
  threshold: 'A start at zero with a slope that is not 0 is still exactly at zero after the step.',
  parts: [
    part(x1, {
      select: ({ table, start }) => table === fromZero.table && start === fromZero.start,
      shows: ['slope', 'moved'],
      holds: ({ slope, moved }) => slope > 0 && moved === 0,
    }),
    part(x1, { select: ({ table }) => table === 'rules', shows: ['slope', 'moved'] }),
  ],
  explanation: (evidence) => [
    `The step is w ← w − ηδh: the old weight is added to, not multiplied. From zero, where w·δ would stay 0, the first step moved some parameter in every cell by at least ${number(evidence.least('moved', fromZero))}.`,
    `A rule that did multiply, w ← w(1 − ηg), moves nothing from zero: ${number(evidence.number('moved', { table: 'rules', rule: rules.multiplicative }))}, while gradient descent moves ${number(evidence.number('moved', { table: 'rules', rule: rules.descent }))} on the same data.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Adding and multiplying, from zero',
        y: { label: 'largest |θ|', scale: 'linear' },
        description: `After 1,000 steps gradient descent is at ${number(evidence.number('end', { table: 'rules', rule: rules.descent }))}, the rule that multiplies at ${number(evidence.number('end', { table: 'rules', rule: rules.multiplicative }))}.`,
      },
      Object.values(rules).map((rule) => ({
        name: rule,
        row: evidence.row({ table: 'rules', rule }),
        curve: 'largest |θ|',
      })),
    ),
});
