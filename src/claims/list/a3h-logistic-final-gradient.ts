import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x8, x8Rows as rows } from '../experiments/x8-what-moves';
import { curveChart, linesOf } from '../figures';

export default defineClaim({
  id: 'A3h',
  statement: 'With logistic units the hidden outputs are ½, so the final gradient is not zero.',
  saidBy: 'a comment on an answer',
  precisely: 'With φ(0) ≠ 0, ∂L/∂W₂ ≠ 0 at θ = 0.',
  threshold: 'The largest |∂L/∂W₂| at θ = 0 is not 0.',
  parts: [
    part(x8, {
      select: ({ activation }) => activation === 'Sigmoid' || activation === 'Softplus',
      shows: ['gradientOutput', 'gradientBias', 'weight'],
      holds: ({ gradientOutput }) => gradientOutput > 0,
    }),
  ],
  conditions: ['mean loss slope at zero', 'data', 'loss'],
  explanation: (evidence) => [
    `∂L/∂W₂ = E[δ]·φ(0), with φ(0) = ½ for the logistic function. On AND ±1 it is ${number(evidence.number('gradientOutput', rows.andSigmoid))}.`,
    `But where the loss slopes δ balance (XOR ±1; XOR 0/1 with cross-entropy or with sigmoid output), E[δ] = 0 and the gradient is ${number(evidence.most('gradientOutput', { 'mean loss slope at zero': '0' }))}: an activation that is not 0 at 0 does not help.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Sigmoid units from zero',
        y: { label: 'largest weight', scale: 'linear' },
        description:
          'The weights of sigmoid units move on AND and on XOR 0/1 with squared error, not on balanced XOR.',
      },
      linesOf(
        evidence,
        {
          'AND ±1': rows.andSigmoid,
          'XOR 0/1': rows.xor01Sigmoid,
          'XOR 0/1, cross-entropy': rows.xorCrossSigmoid,
          'XOR ±1': rows.xorSigmoid,
        },
        'largest weight',
      ),
    ),
});
