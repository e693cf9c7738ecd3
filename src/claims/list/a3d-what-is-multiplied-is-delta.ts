import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x2 } from '../experiments/x2-gradient-factors';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'A3d',
  statement: 'What is multiplied by the weights is the delta.',
  saidBy: 'a comment on an answer',
  precisely:
    'The back-propagated delta of a hidden unit, Σⱼ δⱼwⱼᵢ·φ′, is a product with the next layer’s weights.',
  threshold: 'Doubling W₂ doubles every entry of ∂f/∂W₁ (within 10⁻¹²), and with W₂ = 0 it is exactly 0.',
  parts: [
    part(x2, {
      shows: ['hiddenRatio', 'hiddenOverZeroOutput'],
      holds: ({ hiddenRatio, hiddenOverZeroOutput }) => hiddenRatio <= 1e-12 && hiddenOverZeroOutput === 0,
    }),
  ],
  explanation: (evidence) => [
    `δᵢ = φ′(zᵢ)·Σⱼ δⱼwⱼᵢ: the weights multiply the deltas on their way down. Doubling them doubles what arrives to within ${number(evidence.most('hiddenRatio'))}, and with weights of 0 nothing arrives: ${number(evidence.most('hiddenOverZeroOutput'))}.`,
    'So “multiplied” is poorly phrased rather than wrong, as long as it is said of the delta and not of the weight’s own update.',
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'What arrives below an output layer of zeros',
        x: 'row of the table',
        y: { label: 'size', scale: 'linear' },
        description: `With W₂ = 0 the hidden layer’s gradient is ${number(evidence.most('hiddenOverZeroOutput'))} for every activation.`,
      },
      [
        {
          name: 'deviation of the ratio from 2 (∂f/∂W₁)',
          values: evidence.rows.map(({ numbers }) => numbers['hiddenRatio']!),
        },
        {
          name: '∂f/∂W₁ with W₂ = 0',
          values: evidence.rows.map(({ numbers }) => numbers['hiddenOverZeroOutput']!),
        },
      ],
    ),
});
