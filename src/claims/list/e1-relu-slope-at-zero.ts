import { list, number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import type { Evidence } from '../evidence';
import { choices, x17, zeroParts } from '../experiments/x17-relu-at-zero';
import { pointChart } from '../figures';

const training = { reading: 'training' };
const curvature = { reading: 'the Hessian' };
/** Rounding apart. */
const same = (difference: number) => difference < 1e-12;
const usual = 'ReLU' satisfies keyof typeof choices;

/** A number for ReLU′(0) = 0, ½ and 1 from one start. */
const three = (evidence: Evidence, name: string, zero: string): readonly number[] =>
  Object.keys(choices).map((activation) =>
    evidence.number(name, { ...training, activation, 'what is zero': zero }),
  );
const say = (values: readonly number[]) => list(values.map(number));

export default defineClaim({
  id: 'E1',
  statement: 'The choice of ReLU′(0) does not matter.',
  saidBy: 'a further claim',
  precisely:
    'With ReLU′(0) = ½ or 1 instead of 0 (training) the first gradient and the loss at the end are the same; (the Hessian) the lowest eigenvalue that a program reports is the same.',
  threshold: 'The numbers differ from those of ReLU′(0) = 0 by less than 10⁻¹².',
  parts: [
    part(x17, {
      settings: training,
      shows: ['gradient', 'outgoing', 'loss', 'solved', 'gradientApart', 'lossApart'],
      holds: ({ gradientApart, lossApart }, { settings }) =>
        settings['activation'] === usual ? null : same(gradientApart) && same(lossApart),
    }),
    part(x17, {
      settings: curvature,
      shows: ['lowest', 'lowestApart'],
      holds: ({ lowestApart }, { settings }) => (settings['activation'] === usual ? null : same(lowestApart)),
    }),
  ],
  conditions: ['reading', 'what is zero'],
  explanation: (evidence) => [
    `From all zero it does not matter for training: every hidden delta carries a weight that is 0, whatever φ′(0). The loss ends at ${say(three(evidence, 'loss', zeroParts.all))} for ReLU′(0) = 0, ½ and 1.`,
    `With only the hidden layer at zero it decides: ∂L/∂W₁ = ReLU′(0)·E[δ·x]·w₂ is at most ${say(three(evidence, 'gradient', zeroParts.hidden))}, the loss ends at ${say(three(evidence, 'loss', zeroParts.hidden))}, and ${say(three(evidence, 'solved', zeroParts.hidden))} of 20 starts learn the task: with 0 the units are dead for ever.`,
    `And the Hessian at all zero that a program reports has the lowest eigenvalue ${say(three(evidence, 'lowest', zeroParts.all))}. With random hidden weights no unit starts at its kink, and nothing but rounding differs: ${say(three(evidence, 'solved', zeroParts.output))} of 20 learn.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'Loss at the end for ReLU′(0) = 0, ½ and 1',
        x: Object.values(zeroParts)
          .map((zero, i) => `${i + 1} ${zero}`)
          .join(', '),
        y: { label: 'loss', scale: 'linear' },
        description:
          'The three choices end at the same loss from all zero and with zero output weights, and at different ones where only the hidden layer is zero.',
      },
      Object.entries(choices).map(([activation, slope]) => ({
        name: `ReLU′(0) = ${slope === 0.5 ? '½' : slope}`,
        values: Object.values(zeroParts).map((zero) =>
          evidence.number('loss', { ...training, activation, 'what is zero': zero }),
        ),
      })),
    ),
});
