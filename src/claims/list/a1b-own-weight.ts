import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x2 } from '../experiments/x2-gradient-factors';
import { x3 } from '../experiments/x3-own-weight';
import { pointChart } from '../figures';

const factor = { reading: 'as a factor' };
const atAll = { reading: 'at all' };
const at = (loss: string) => ({ ...atAll, loss });

export default defineClaim({
  id: 'A1b',
  statement: 'A weight does not appear on the right-hand side of its own update.',
  saidBy: 'an answer',
  precisely:
    '∂L/∂w has (as a factor) no factor w: it need not vanish where w = 0. (at all) It does not change with w either.',
  threshold:
    'As a factor: some entry of ∂f/∂W is not 0 where that W is all 0, in both layers. At all: ∂²L/∂w² is exactly 0.',
  parts: [
    part(x2, {
      settings: factor,
      shows: ['ownFactor', 'ownHiddenFactor'],
      holds: ({ ownFactor, ownHiddenFactor }) => ownFactor > 0 && ownHiddenFactor > 0,
    }),
    part(x3, { settings: atAll, shows: ['dependence'], holds: ({ dependence }) => dependence === 0 }),
  ],
  conditions: ['reading'],
  explanation: (evidence) => [
    `∂L/∂w_ij = E[δ_i·h_j]: no factor w_ij. With W₂ = 0 the entries of ∂f/∂W₂ are still at least ${number(evidence.least('ownFactor'))} in size, and with W₁ = 0 those of ∂f/∂W₁ reach ${number(evidence.least('ownHiddenFactor'))} or more.`,
    `But w enters through the output, and so through δ: without a hidden layer ∂²L/∂w² = E[x²·ℓ″] is ${number(evidence.number('dependence', at('Half mean squared error')))} for squared error and ${number(evidence.number('dependence', at('Binary cross-entropy')))} for cross-entropy at zero.`,
  ],
  figure: (evidence) =>
    pointChart(
      {
        title: 'The gradient of a layer whose own weights are 0',
        x: evidence
          .where(factor)
          .map(({ settings }, i) => `${i + 1} ${settings['activation']}`)
          .join(', '),
        y: { label: 'size of ∂f/∂W', scale: 'log' },
        description: `It is not 0: at least ${number(evidence.least('ownFactor'))} in the output layer and ${number(evidence.least('ownHiddenFactor'))} in the hidden layer, for every activation.`,
      },
      [
        { name: 'output layer', values: evidence.where(factor).map(({ numbers }) => numbers['ownFactor']!) },
        {
          name: 'hidden layer',
          values: evidence.where(factor).map(({ numbers }) => numbers['ownHiddenFactor']!),
        },
      ],
    ),
});
