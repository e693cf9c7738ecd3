import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'A6b',
  statement: 'Weights times delta is zero.',
  saidBy: 'an answer',
  precisely: 'At θ = 0 what is passed down through the weights vanishes: ∂L/∂W₁ = 0 and ∂L/∂b₁ = 0.',
  threshold: 'The largest |∂L/∂W₁| and |∂L/∂b₁| at θ = 0 are exactly 0.',
  parts: [
    part(x8, {
      shows: ['gradientHidden', 'gradientOutput', 'gradientBias'],
      holds: ({ gradientHidden }) => gradientHidden === 0,
    }),
  ],
  conditions: ['φ(0)', 'mean loss slope at zero', 'output bias'],
  explanation: (evidence) => [
    `δ₁ = (W₂ᵀδ₂)∘φ′(z₁), and W₂ = 0: the gradient of the hidden layer is ${number(evidence.most('gradientHidden'))} in all ${evidence.rows.length} cells, for every activation, task and layout of biases.`,
    `It says nothing of the output layer, whose gradient is δ₂·h₁: it is up to ${number(evidence.most('gradientOutput'))} for W₂ and ${number(evidence.most('gradientBias'))} for b₂.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'What follows: weights over steps',
        y: { label: 'largest weight', scale: 'linear' },
        description:
          'Though the hidden layer has no gradient at zero, the weights move later where the output layer has one.',
      },
      linesOf(
        evidence,
        {
          'tanh, AND ±1': rows.andTanh,
          'sigmoid, AND ±1': rows.andSigmoid,
          'sigmoid, XOR 0/1': rows.xor01Sigmoid,
          'sigmoid, XOR ±1': rows.xorSigmoid,
        },
        'largest weight',
      ),
    ),
});
