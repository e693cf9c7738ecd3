import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import type { JudgedRow } from '../evidence';
import { x15 } from '../experiments/x15-push';
import { startingPoint, x22 } from '../experiments/x22-weight-decay';
import { lineChart } from '../figures';

const descent = { data: 'XOR ±1', rule: 'Gradient descent', 'weight decay': '0', rate: '0.5' };
const of = (epsilon: string) => ({ ...descent, 'push ε': epsilon });
const adam = { rule: 'Adam' };
const strict = { data: 'AND ±1' };
const decay = { data: 'XOR ±1', 'weight decay': '0.01', 'push ε': '0.1' };
const startedAt = (reach: Parameters<typeof startingPoint>[0]) => ({
  'weight decay': '0.01',
  ...startingPoint(reach),
});

/** ε against the median, for the pushes of exactly that length. */
const points = (rows: readonly JudgedRow[]): (readonly [number, number])[] =>
  rows
    .filter(({ document }) => document.initialisation.perturbation.direction.name === 'random')
    .map(({ document, numbers }) => [document.initialisation.perturbation.size, numbers['median']!] as const)
    .sort(([a], [b]) => a - b);

export default defineClaim({
  id: 'A6e',
  statement: 'Perturb the weights a little and we are on track.',
  saidBy: 'an answer',
  precisely:
    'After a push of size ε in a random direction the loss falls soon; with weight decay, a start near zero leaves.',
  threshold:
    'In half of 20 directions the loss has fallen by a tenth within 2,000 steps. Starts on the best way down: at the end ‖θ‖ is more than three times that of the barrier of weight decay.',
  parts: [
    part(x15, {
      settings: { 'starting point': 'a random push' },
      shows: ['median', 'least', 'most', 'scaled', 'slowest', 'left'],
      holds: ({ median }) => median <= 2000,
    }),
    part(x22, { shows: ['start', 'barrier', 'norm'], holds: ({ away }) => away === 1 }),
  ],
  conditions: ['starting point', 'weight decay', 'push ε', 'rule', 'data'],
  explanation: (evidence) => [
    `Without weight decay it leaves in the end, but the wait grows as ε shrinks: at a saddle of order k like (1/ε)ᵏ⁻². On XOR ±1 (k = 4) the median is ${number(evidence.number('median', of('1')))} steps for ε = 1, ${number(evidence.number('median', of('0.3')))} for 0.3, ${number(evidence.number('median', of('0.1')))} for 0.1 and ${number(evidence.number('median', of('0.03')))} for 0.03, about ${number(evidence.number('scaled', of('0.03')))}/(ηε²).`,
    `At a strict saddle it grows with ln(1/ε)/|λ| only: on AND ±1 from ${number(evidence.least('median', strict))} steps for ε = 0.1 to ${number(evidence.most('median', strict))} for 0.0001. Adam divides by the size of the gradient and needs ${number(evidence.least('median', adam))} to ${number(evidence.most('median', adam))} steps whatever ε.`,
    `With weight decay 0.01 zero is a minimum with a rim, ${number(evidence.number('barrier', startedAt(0.9)))} away along the best way down: a start at ${number(evidence.number('start', startedAt(0.9)))} falls back to ${number(evidence.number('norm', startedAt(0.9)))}, one at ${number(evidence.number('start', startedAt(1.1)))} leaves. Of 20 random pushes of size 0.1, ${number(evidence.number('left', decay))} get over it.`,
  ],
  figure: (evidence) => {
    const xor = points(evidence.where(descent));
    const [[least, most] = [NaN, NaN]] = xor;
    return lineChart(
      {
        title: 'Steps until the loss has fallen by a tenth',
        x: { label: 'size ε of the push', scale: 'log' },
        y: { label: 'median of the steps', scale: 'log' },
        description:
          'Gradient descent on XOR waits longer and longer as the push shrinks, like 1/ε²; Adam does not, and on AND, a strict saddle, the wait grows with the logarithm only.',
      },
      [
        { name: 'gradient descent, XOR ±1', points: xor },
        { name: 'Adam, XOR ±1', points: points(evidence.where(adam)) },
        { name: 'gradient descent, AND ±1', points: points(evidence.where(strict)) },
        {
          name: '∝ 1/ε²',
          points: xor.map(([epsilon]) => [epsilon, (most * least * least) / (epsilon * epsilon)] as const),
          draw: 'dashed',
        },
      ],
    );
  },
});
