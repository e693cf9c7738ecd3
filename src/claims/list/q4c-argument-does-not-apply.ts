import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { noises, x21 } from '../experiments/x21-noise';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'Q4c',
  statement: 'So the multiplicative argument does not apply to weights of zero.',
  saidBy: 'a comment on the question',
  precisely: 'All-zero weights are not invariant under gradient descent: some weight moves.',
  threshold: 'At the end some weight is not 0.',
  parts: [
    part(x8, { shows: ['hiddenWeight', 'outputWeight', 'outputBias'], holds: ({ weight }) => weight > 0 }),
    part(x21, {
      select: ({ batch }) => batch === noises.samples.batch,
      shows: ['weight', 'spread'],
      holds: ({ weight }) => weight > 0,
    }),
  ],
  conditions: ['φ(0)', 'mean loss slope at zero', 'batch'],
  explanation: (evidence) => [
    `Gradient descent does not multiply, and yet zero weights can be invariant for another reason: ∂L/∂W₂ = E[δ·φ(0)] vanishes where φ(0) = 0 or E[δ] = 0. The largest weight of all tanh and ReLU cells is ${number(evidence.most('weight', { 'φ(0)': '0' }))}, also where each step sees a single drawn sample.`,
    `With φ(0) ≠ 0 and E[δ] ≠ 0 the weights leave: sigmoid units on AND ±1 reach ${number(evidence.number('weight', rows.andSigmoid))}. Drawn samples need φ(0) ≠ 0 only, for a single sample’s δ is not 0: on XOR ±1 sigmoid units reach ${number(evidence.number('weight', { ...noises.samples, activation: 'Sigmoid', data: 'XOR ±1' }))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'The largest weight, from zero',
        y: { label: 'largest weight', scale: 'linear' },
        description: 'The weights leave zero for sigmoid units on unbalanced data only.',
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
