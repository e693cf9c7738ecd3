import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x11 } from '../experiments/x11-can-zero-learn';
import { curveChart, linesOf } from '../figures';

const possible = { task: 'one unit can do it' };

export default defineClaim({
  id: 'A3f',
  statement: 'Without different units no learning can occur.',
  saidBy: 'a comment on an answer',
  precisely:
    'From θ = 0, on a task that one hidden unit can solve, the final loss of sigmoid networks is that of the best constant.',
  threshold: 'After 20,000 steps the loss is within 0.001 of the loss of the best constant.',
  parts: [
    part(x11, {
      select: ({ task }) => task === possible.task,
      shows: ['constant', 'loss', 'accuracy', 'spread'],
      holds: ({ constant, loss }) => Math.abs(loss - constant) <= 1e-3,
    }),
    part(x11, {
      select: ({ task }) => task !== possible.task,
      shows: ['constant', 'loss', 'accuracy', 'spread'],
    }),
  ],
  explanation: (evidence) => [
    `Units that stay equal are one effective unit, and one unit can learn: on AND 0/1 (cross-entropy) the loss falls from that of the best constant, ${number(evidence.number('constant', { data: 'AND 0/1', loss: 'Binary cross-entropy' }))}, to ${number(evidence.number('loss', { data: 'AND 0/1', loss: 'Binary cross-entropy' }))}, on OR to ${number(evidence.number('loss', { data: 'OR 0/1' }))}, with units that differ by ${number(evidence.most('spread'))}.`,
    `What one unit cannot do is XOR: there the loss stays at ${number(evidence.number('loss', { data: 'XOR 0/1', loss: 'Binary cross-entropy' }))}, that of the best constant. Moving a corner of the inputs does not help (${number(evidence.number('loss', { data: 'XOR, one corner moved' }))}): balanced labels alone keep the gradient at 0.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Four sigmoid units from zero',
        y: { label: 'loss', scale: 'log' },
        description:
          'On AND and OR the loss falls to nearly 0 although all units stay equal; on XOR it stays at that of the best constant.',
      },
      linesOf(
        evidence,
        {
          'AND, cross-entropy': { data: 'AND 0/1', loss: 'Binary cross-entropy' },
          'OR, cross-entropy': { data: 'OR 0/1' },
          'AND, squared error': { data: 'AND 0/1', loss: 'Half mean squared error' },
          'XOR, cross-entropy': { data: 'XOR 0/1', loss: 'Binary cross-entropy' },
          'XOR, squared error': { data: 'XOR 0/1', loss: 'Half mean squared error' },
        },
        'loss',
      ),
    ),
});
