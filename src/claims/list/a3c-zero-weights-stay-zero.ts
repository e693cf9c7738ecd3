import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'A3c',
  statement: 'Zero weights stay zero after every iteration.',
  saidBy: 'a comment on an answer',
  precisely: 'W(t) = 0 for all steps t, for all weights (biases aside).',
  threshold: 'After 5,000 steps every weight is exactly 0.',
  parts: [
    part(x8, { shows: ['hiddenWeight', 'outputWeight', 'outputBias'], holds: ({ weight }) => weight === 0 }),
  ],
  conditions: ['φ(0)', 'mean loss slope at zero'],
  explanation: (evidence) => [
    `∂L/∂W₂ = E[δ·h₁], and at zero h₁ = φ(0). Where φ(0) = 0 (tanh, ReLU) or E[δ] = 0 (balanced data) no weight ever gets a slope: the largest weight of all such cells is ${number(Math.max(evidence.most('weight', { 'φ(0)': '0' }), evidence.most('weight', { 'mean loss slope at zero': '0' })))}.`,
    `Otherwise W₂ moves at the first step and W₁ at the second: sigmoid units on AND ±1 have a largest |W₁| of ${number(evidence.number('hiddenWeight', rows.andSigmoid))} after 5,000 steps.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'The largest weight, from zero',
        y: { label: 'largest weight', scale: 'linear' },
        description:
          'The weights stay at 0 for tanh, and for every activation on balanced XOR; they move for sigmoid units on AND and on XOR 0/1.',
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
