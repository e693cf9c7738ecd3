import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x2 } from '../experiments/x2-gradient-factors';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'Q4a',
  statement: 'The gradients of a layer are multiples of the next layer’s weights.',
  saidBy: 'a comment on the question',
  precisely:
    '∂f/∂W₁ is homogeneous of degree 1 in W₂: twice the output weights give twice the gradient, none give none. (For the loss, with the residual held fixed; for lower layers, with the slopes above held fixed.)',
  threshold: 'Doubling W₂ doubles every entry of ∂f/∂W₁ (within 10⁻¹²), and with W₂ = 0 it is exactly 0.',
  parts: [
    part(x2, {
      shows: ['hiddenRatio', 'hiddenOverZeroOutput'],
      holds: ({ hiddenRatio, hiddenOverZeroOutput }) => hiddenRatio <= 1e-12 && hiddenOverZeroOutput === 0,
    }),
  ],
  explanation: (evidence) => [
    `∂f/∂W₁ = (W₂ ∘ φ′(z₁))·xᵀ has W₂ as a factor: doubling W₂ gives twice the gradient to within ${number(evidence.most('hiddenRatio'))}, and W₂ = 0 gives a gradient of ${number(evidence.most('hiddenOverZeroOutput'))}.`,
    'This is the multiplication in backpropagation: by the weights of the next layer, never by the weight’s own old value.',
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'What is left when the output weights are zero',
        x: 'row of the table',
        y: { label: 'size', scale: 'linear' },
        description: `For five activations: doubling W₂ doubles ∂f/∂W₁ to within ${number(evidence.most('hiddenRatio'))}, and W₂ = 0 leaves ${number(evidence.most('hiddenOverZeroOutput'))}.`,
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
