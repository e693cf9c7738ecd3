import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x2 } from '../experiments/x2-gradient-factors';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'A1j',
  statement: 'You add the derivatives, but the derivatives are products.',
  saidBy: 'a comment on an answer',
  precisely:
    'By the chain rule the gradient of a hidden layer is a product with the next layer’s weights as a factor.',
  threshold: 'Doubling W₂ doubles every entry of ∂f/∂W₁ (within 10⁻¹²), and with W₂ = 0 it is exactly 0.',
  parts: [
    part(x2, {
      shows: ['hiddenRatio', 'hiddenOverZeroOutput'],
      holds: ({ hiddenRatio, hiddenOverZeroOutput }) => hiddenRatio <= 1e-12 && hiddenOverZeroOutput === 0,
    }),
  ],
  explanation: (evidence) => [
    `What is added is −η·∂L/∂W₁, and ∂L/∂W₁ = δ₁·xᵀ with δ₁ = (W₂ᵀδ₂)∘φ′(z₁): a sum of products in which W₂ stands. Twice W₂ gives twice ∂f/∂W₁ (to within ${number(evidence.most('hiddenRatio'))}).`,
    `Both sentences are true at once: the update adds, and what it adds is ${number(evidence.most('hiddenOverZeroOutput'))} for the hidden layer as long as W₂ is 0.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'What is left when the output weights are zero',
        x: 'row of the table',
        y: { label: 'size', scale: 'linear' },
        description: `Doubling W₂ doubles ∂f/∂W₁ to within ${number(evidence.most('hiddenRatio'))}; with W₂ = 0 it is ${number(evidence.most('hiddenOverZeroOutput'))}.`,
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
