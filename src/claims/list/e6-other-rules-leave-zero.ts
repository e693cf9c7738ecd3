import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { begins, x26 } from '../experiments/x26-other-rules';
import { curveChart, linesOf } from '../figures';

const zero = { begin: begins.zero };
const near = { begin: begins.near };
const free = (data: string, damping: string) => ({
  ...near,
  rule: 'Saddle-free Newton',
  data,
  damping,
});
const steps = (value: number) => (Number.isNaN(value) ? 'more than 400' : number(value));

export default defineClaim({
  id: 'E6',
  statement: 'Newton, saddle-free Newton, Adam, momentum or weight decay leave exact zero.',
  saidBy: 'a further claim',
  precisely: 'From θ = 0, where the gradient is 0, the rule moves some parameter.',
  threshold: 'At the end some parameter is not 0.',
  parts: [
    part(x26, {
      select: ({ begin }) => begin === begins.zero,
      shows: ['gradient', 'parameter'],
      holds: ({ parameter }) => parameter > 0,
    }),
    part(x26, { select: ({ begin }) => begin === begins.near, shows: ['steps', 'loss'] }),
  ],
  conditions: ['rule', 'data'],
  explanation: (evidence) => [
    `Each of these steps is made of gradients, and g = 0 gives 0: a mean of zeros, 0/(√0 + ε), H⁻¹·0, a decay of 0. The largest parameter of all runs is ${number(evidence.most('parameter', zero))}.`,
    `Near zero they differ. Newton jumps to the critical point and stays at its level (loss ${number(evidence.number('loss', { ...near, rule: 'Newton', data: 'AND ±1' }))} on AND ±1). Saddle-free Newton doubles the escaping part per step at a strict saddle: on AND ±1 the loss has fallen by 0.1 after ${steps(evidence.number('steps', free('AND ±1', '0.001')))} steps. On XOR ±1 no eigenvalue is negative, and the damping decides: ${steps(evidence.number('steps', free('XOR ±1', '0.000001')))}, ${steps(evidence.number('steps', free('XOR ±1', '0.001')))} and ${steps(evidence.number('steps', free('XOR ±1', '0.1')))} steps for d = 10⁻⁶, 10⁻³ and 0.1.`,
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
          'saddle-free Newton, AND ±1': free('AND ±1', '0.001'),
          'saddle-free Newton, XOR ±1': free('XOR ±1', '0.001'),
          'Newton, AND ±1': { ...near, rule: 'Newton', data: 'AND ±1' },
        },
        'loss',
      ),
    ),
});
