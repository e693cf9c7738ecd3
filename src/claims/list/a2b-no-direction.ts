import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'A2b',
  statement: 'At zero, gradient descent has no direction to go.',
  saidBy: 'an answer',
  precisely: '∇L(0) = 0 exactly, in a network with a hidden layer.',
  threshold: 'Every entry of the gradient at θ = 0 is exactly 0.',
  parts: [
    part(x8, {
      shows: ['gradient', 'gradientNorm', 'gradientOutput', 'gradientBias'],
      holds: ({ gradient }) => gradient === 0,
    }),
  ],
  conditions: ['φ(0)', 'mean loss slope at zero', 'output bias'],
  explanation: (evidence) => [
    `At zero only the top can have a slope: ∂L/∂b₂ = E[δ] and ∂L/∂W₂ = E[δ]·φ(0), with E[δ] the mean loss slope; everything below is multiplied by W₂ = 0. So the gradient is 0 exactly where E[δ] = 0, or where there is no output bias and φ(0) = 0.`,
    `On XOR 0/1 with linear output its norm is ${number(evidence.number('gradientNorm', rows.xor01Tanh))} for tanh and ${number(evidence.number('gradientNorm', rows.xor01Sigmoid))} for sigmoid units; on XOR ±1 it is ${number(evidence.most('gradientNorm', { data: 'XOR ±1' }))} for all of them.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'What moves when there is a direction',
        y: { label: 'largest weight', scale: 'linear' },
        description:
          'Weights over steps from zero: they move only for sigmoid units on data whose mean loss slope is not 0.',
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
