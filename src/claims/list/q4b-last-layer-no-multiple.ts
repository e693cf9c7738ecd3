import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x2 } from '../experiments/x2-gradient-factors';
import { pointChart } from '../figures';

const own = { reading: 'of its own weights' };
const others = { reading: 'of any other weights' };

export default defineClaim({
  id: 'Q4b',
  statement: 'The gradient of the last layer is not a multiple of any weights.',
  saidBy: 'a comment on the question',
  precisely:
    '∂f/∂W₂ is the hidden layer’s output h₁ = φ(W₁x + b₁): (own weights) it does not change with W₂; (other weights) it does not vanish with W₁ and b₁.',
  threshold:
    'Own weights: doubling W₂ leaves ∂f/∂W₂ as it is (within 10⁻¹²). Other weights: with the hidden layer at 0, ∂f/∂W₂ is not 0.',
  parts: [
    part(x2, {
      settings: own,
      shows: ['outputRatio', 'overZero'],
      holds: ({ outputRatio }) => outputRatio <= 1e-12,
    }),
    part(x2, { settings: others, shows: ['outputRatio', 'overZero'], holds: ({ overZero }) => overZero > 0 }),
  ],
  explanation: (evidence) => [
    `∂f/∂W₂ = h₁ has no factor W₂: doubling W₂ changes it by at most ${number(evidence.most('outputRatio'))} of itself.`,
    `But h₁ = φ(W₁x + b₁) is made of the weights below. With W₁ = b₁ = 0 it is φ(0) for every sample: summed over 5 samples ${number(evidence.number('overZero', { activation: 'tanh' }))} for tanh and ${number(evidence.number('overZero', { activation: 'Sigmoid' }))} = 5·½ for the sigmoid.`,
  ],
  figure: (evidence) => {
    const rows = evidence.where(others);
    return pointChart(
      {
        title: '∂f/∂W₂ over a hidden layer of zeros',
        x: `activation (${rows.map(({ settings }, i) => `${i + 1} ${settings['activation']}`).join(', ')})`,
        y: { label: 'Σ ∂f/∂W₂', scale: 'linear' },
        description: `It is 5·φ(0): 0 for tanh, ReLU and GELU where φ(0) = 0, ${number(evidence.number('overZero', { activation: 'Sigmoid' }))} for the sigmoid and ${number(evidence.number('overZero', { activation: 'Softplus' }))} for softplus.`,
      },
      [
        { name: 'measured', values: rows.map(({ numbers }) => numbers['overZero']!) },
        { name: 'samples × |φ(0)|', values: rows.map(({ numbers }) => numbers['expectedOverZero']!) },
      ],
    );
  },
});
