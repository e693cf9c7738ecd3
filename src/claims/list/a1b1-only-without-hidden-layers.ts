import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x2 } from '../experiments/x2-gradient-factors';
import { pointChart } from '../figures';

const own = { reading: 'its own weight' };
const any = { reading: 'any weight' };

export default defineClaim({
  id: 'A1b1',
  statement: 'That weights are no factors of their gradients is only true without hidden layers.',
  saidBy: 'a comment on an answer',
  precisely:
    'With a hidden layer the gradient of a weight has (its own weight) that weight as a factor, (any weight) some other weight as a factor.',
  threshold:
    'Its own weight: ∂f/∂W is 0 where that W is 0. Any weight: doubling W₂ doubles ∂f/∂W₁, to 10⁻¹², and W₂ = 0 makes it 0.',
  parts: [
    part(x2, {
      settings: own,
      shows: ['ownFactor', 'ownHiddenFactor'],
      holds: ({ ownFactor, ownHiddenFactor }) => ownFactor === 0 || ownHiddenFactor === 0,
    }),
    part(x2, {
      settings: any,
      shows: ['hiddenRatio', 'hiddenOverZeroOutput'],
      holds: ({ hiddenRatio, hiddenOverZeroOutput }) => hiddenRatio < 1e-12 && hiddenOverZeroOutput === 0,
    }),
  ],
  conditions: ['reading'],
  explanation: (evidence) => [
    `A weight is never a factor of its own gradient, hidden layers or not: with W₁ = 0 the entries of ∂f/∂W₁ still reach ${number(evidence.least('ownHiddenFactor'))}.`,
    `The weights of the next layer are: δ of a hidden unit is φ′(z)·Σ w·δ over the units above. Doubling W₂ doubles ∂f/∂W₁ (ratio 2 up to ${number(evidence.most('hiddenRatio'))}), and with W₂ = 0 it is ${number(evidence.most('hiddenOverZeroOutput'))}. Without a hidden layer there is no next one.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'Whose weights are factors of ∂f/∂W₁',
        x: evidence
          .where(own)
          .map(({ settings }, i) => `${i + 1} ${settings['activation']}`)
          .join(', '),
        y: { label: 'size of ∂f/∂W₁', scale: 'linear' },
        description: `With its own weights at 0 the gradient of the hidden layer is at least ${number(evidence.least('ownHiddenFactor'))}; with the next layer’s at 0 it is ${number(evidence.most('hiddenOverZeroOutput'))}.`,
      },
      [
        { name: 'W₁ = 0', values: evidence.where(own).map(({ numbers }) => numbers['ownHiddenFactor']!) },
        {
          name: 'W₂ = 0',
          values: evidence.where(any).map(({ numbers }) => numbers['hiddenOverZeroOutput']!),
        },
      ],
    ),
});
