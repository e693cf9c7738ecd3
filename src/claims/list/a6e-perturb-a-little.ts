import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x15 } from '../experiments/x15-push';
import { pointChart } from '../figures';

const descent = (epsilon: string) => ({
  'push ε': epsilon,
  data: 'XOR ±1',
  rule: 'Gradient descent',
  'weight decay': '0',
});
const adam = { rule: 'Adam' };
const strict = { data: 'AND ±1' };
const decay = { 'weight decay': '0.01' };

export default defineClaim({
  id: 'A6e',
  statement: 'Perturb the weights a little and we are on track.',
  saidBy: 'an answer',
  precisely: 'After a push of size ε in a random direction the loss falls soon.',
  threshold: 'In half of 20 directions the loss has fallen by a tenth within 2,000 steps.',
  parts: [part(x15, { shows: ['median', 'slowest', 'left'], holds: ({ median }) => median <= 2000 })],
  conditions: ['weight decay', 'rule', 'push ε', 'data'],
  explanation: (evidence) => [
    `Without weight decay it leaves in the end, but the wait grows as ε shrinks: at a saddle of order k like ε^−(k−2). On XOR ±1 (k = 4) the median is ${number(evidence.number('median', descent('1')))} steps for ε = 1, ${number(evidence.number('median', descent('0.3')))} for 0.3, ${number(evidence.number('median', descent('0.1')))} for 0.1 and ${number(evidence.number('median', descent('0.03')))} for 0.03.`,
    `At a strict saddle it grows with ln(1/ε)/|λ| only: on AND ±1 from ${number(evidence.least('median', strict))} steps for ε = 0.1 to ${number(evidence.most('median', strict))} for 0.0001. Adam divides by the size of the gradient and needs ${number(evidence.least('median', adam))} to ${number(evidence.most('median', adam))} steps whatever ε.`,
    `With weight decay 0.01 zero is a minimum, and a push of 0.1 is too small to get over its rim: ${number(evidence.number('left', decay))} of 20 starts leave.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'Steps until the loss has fallen by a tenth',
        x: 'row of the table',
        y: { label: 'median of the steps', scale: 'log' },
        description:
          'Gradient descent on XOR waits longer and longer as the push shrinks; Adam does not, and on AND the wait grows slowly.',
      },
      [{ name: 'median', values: evidence.rows.map(({ numbers }) => numbers['median']!) }],
    ),
});
