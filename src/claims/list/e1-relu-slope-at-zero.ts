import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x17, zeroParts } from '../experiments/x17-relu-at-zero';
import { pointChart } from '../figures';

const training = { reading: 'training' };
const curvature = { reading: 'the Hessian' };
const at = (zero: string) => ({ ...training, 'what is zero': zero });
const same = (a: number, b: number, c: number) => Math.abs(a - b) < 1e-12 && Math.abs(b - c) < 1e-12;
const choices = ['0', 'Half', '1'] as const;

export default defineClaim({
  id: 'E1',
  statement: 'The choice of ReLU′(0) does not matter.',
  saidBy: 'a further claim',
  precisely:
    'With ReLU′(0) = 0, ½ and 1 (training) the first gradient and the loss at the end are the same; (the Hessian) the lowest eigenvalue that a program reports is the same.',
  threshold: 'The three numbers are within 10⁻¹² of each other.',
  parts: [
    part(x17, {
      settings: training,
      shows: ['gradient0', 'gradientHalf', 'gradient1', 'loss0', 'lossHalf', 'loss1'],
      holds: (n) => same(n.gradient0, n.gradientHalf, n.gradient1) && same(n.loss0, n.lossHalf, n.loss1),
    }),
    part(x17, {
      select: (settings) => settings['what is zero'] === zeroParts.all,
      settings: curvature,
      shows: ['lowest0', 'lowestHalf', 'lowest1'],
      holds: (n) => same(n.lowest0, n.lowestHalf, n.lowest1),
    }),
  ],
  conditions: ['reading', 'what is zero'],
  explanation: (evidence) => [
    `From all zero it does not matter for training: every hidden delta carries a weight that is 0, whatever φ′(0). The loss ends at ${number(evidence.number('loss0', at(zeroParts.all)))}, ${number(evidence.number('lossHalf', at(zeroParts.all)))} and ${number(evidence.number('loss1', at(zeroParts.all)))} for ReLU′(0) = 0, ½, 1.`,
    `With only the hidden layer at zero it decides: ∂L/∂W₁ = ReLU′(0)·E[δ·x]·w₂ is ${number(evidence.number('gradient0', at(zeroParts.hidden)))}, ${number(evidence.number('gradientHalf', at(zeroParts.hidden)))} and ${number(evidence.number('gradient1', at(zeroParts.hidden)))}, and the loss ends at ${number(evidence.number('loss0', at(zeroParts.hidden)))} (dead for ever), ${number(evidence.number('lossHalf', at(zeroParts.hidden)))} and ${number(evidence.number('loss1', at(zeroParts.hidden)))}.`,
    `And the Hessian at all zero that a program reports has the lowest eigenvalue ${number(evidence.number('lowest0', curvature))}, ${number(evidence.number('lowestHalf', curvature))} or ${number(evidence.number('lowest1', curvature))}.`,
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
      choices.map((choice) => ({
        name: `ReLU′(0) = ${choice === 'Half' ? '½' : choice}`,
        values: Object.values(zeroParts).map((zero) => evidence.number(`loss${choice}`, at(zero))),
      })),
    ),
});
