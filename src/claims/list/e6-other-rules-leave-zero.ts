import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x15 } from '../experiments/x15-push';
import { startingPoint, x22 } from '../experiments/x22-weight-decay';
import { begins, x26 } from '../experiments/x26-other-rules';
import { curveChart, linesOf } from '../figures';

const { zero, near } = begins;
const newton = (data: string) => ({ ...near, rule: 'Newton', data });
const free = (data: string, damping: number) => ({
  ...near,
  rule: 'Saddle-free Newton',
  data,
  damping: number(damping),
});
const decayed = { 'weight decay': '0.01', ...startingPoint(0.9) };
const isAt = ({ 'push ε': push }: typeof zero | typeof near) => ({
  select: (settings: Readonly<Record<string, string>>) => settings['push ε'] === push,
});
const steps = (value: number) => (Number.isNaN(value) ? 'more than 400' : number(value));

export default defineClaim({
  id: 'E6',
  statement: 'Newton, saddle-free Newton, Adam, momentum or weight decay leave exact zero.',
  saidBy: 'a further claim',
  precisely: 'From θ = 0, where the gradient is 0, the rule moves some parameter.',
  threshold: 'The gradient at the start is exactly 0, and at the end some parameter is not 0.',
  parts: [
    part(x26, {
      ...isAt(zero),
      shows: ['gradient', 'weight', 'outputBias', 'parameter'],
      holds: ({ gradient, parameter }) => (gradient === 0 ? parameter > 0 : null),
    }),
    part(x26, { ...isAt(near), shows: ['growth', 'steps', 'loss'] }),
    part(x15, { select: ({ rule }) => rule === 'Adam', shows: ['median'] }),
    part(x22, { select: (settings) => settings['weight decay'] === '0.01', shows: ['start', 'norm'] }),
  ],
  conditions: ['rule', 'data'],
  explanation: (evidence) => [
    `Each of these steps is made of gradients, and g = 0 gives 0: a mean of zeros, 0/(√0 + ε), H⁻¹·0, a decay of 0. The largest parameter of the runs at a critical zero is ${number(evidence.most('parameter', { ...zero, 'output bias': 'absent' }))} on AND ±1 without biases and ${number(evidence.most('parameter', { ...zero, data: 'XOR ±1' }))} on XOR ±1. With an output bias AND ±1 has a slope, and only that bias moves: the largest weight is ${number(evidence.most('weight', zero))}.`,
    `Near zero they differ. Newton jumps to the critical point and stays at its level (loss ${number(evidence.number('loss', newton('AND ±1')))} on AND ±1, ${number(evidence.number('loss', newton('XOR ±1')))} on XOR ±1). Saddle-free Newton multiplies the escaping part by 1 + |λ|/(|λ| + d) at a strict saddle, ${number(evidence.number('growth', free('AND ±1', 1e-6)))} measured: on AND ±1 the loss has fallen by 0.1 after ${steps(evidence.number('steps', free('AND ±1', 1e-3)))} steps. On XOR ±1 no eigenvalue is negative, and the damping decides: ${steps(evidence.number('steps', free('XOR ±1', 1e-6)))}, ${steps(evidence.number('steps', free('XOR ±1', 1e-3)))} and ${steps(evidence.number('steps', free('XOR ±1', 0.1)))} steps for d = 10⁻⁶, 10⁻³ and 0.1.`,
    `Adam leaves from any push in ${number(evidence.least('median', { rule: 'Adam' }))} to ${number(evidence.most('median', { rule: 'Adam' }))} steps. Weight decay does the opposite and makes the zero of XOR a minimum: with μ = 0.01 a start at ${number(evidence.number('start', decayed))} on the best way down falls back to ${number(evidence.number('norm', decayed))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Loss from a push of 0.01',
        y: { label: 'loss', scale: 'linear' },
        description:
          'Near zero saddle-free Newton leaves a strict saddle within a few steps, and the degenerate one of XOR sooner or later by its damping; Newton stays.',
      },
      linesOf(
        evidence,
        {
          'saddle-free Newton, AND ±1': free('AND ±1', 1e-3),
          'saddle-free Newton, XOR ±1, d = 10⁻⁶': free('XOR ±1', 1e-6),
          'saddle-free Newton, XOR ±1, d = 10⁻³': free('XOR ±1', 1e-3),
          'saddle-free Newton, XOR ±1, d = 0.1': free('XOR ±1', 0.1),
          'Newton, XOR ±1': newton('XOR ±1'),
        },
        'loss',
      ),
    ),
});
