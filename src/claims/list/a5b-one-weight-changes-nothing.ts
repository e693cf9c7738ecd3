import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x13 } from '../experiments/x13-flatness';
import { pointChart } from '../figures';

const shows = ['lowerWeight', 'lastWeight', 'hiddenBias', 'outputBias'] as const;

export default defineClaim({
  id: 'A5b',
  statement: 'With hidden layers and all weights zero, changing one weight changes nothing.',
  saidBy: 'an answer',
  precisely: 'L(θ + a·eᵢ) = L(θ) at θ = 0 for every amount a, one parameter at a time.',
  threshold: 'Changes by −100, −1, 0.001, 1 and 100 leave the loss as it is, to the last bit.',
  parts: [
    part(x13, {
      settings: { 'what is changed': 'a weight below the last layer' },
      shows,
      holds: ({ lowerWeight }) => lowerWeight === 0,
    }),
    part(x13, {
      settings: { 'what is changed': 'a weight of the last layer' },
      shows,
      holds: ({ lastWeight }) => lastWeight === 0,
    }),
    part(x13, {
      settings: { 'what is changed': 'a hidden bias' },
      shows,
      holds: ({ hiddenBias }) => hiddenBias === 0,
    }),
    part(x13, {
      settings: { 'what is changed': 'the output bias' },
      shows,
      holds: ({ outputBias }) => outputBias === 0,
    }),
  ],
  conditions: ['what is changed', 'φ(0)', 'hidden layers'],
  explanation: (evidence) => [
    `Below the last layer every change is multiplied by the zeros above it: the largest change of the loss by one weight or hidden bias is ${number(Math.max(evidence.most('lowerWeight'), evidence.most('hiddenBias')))}, already with one hidden layer.`,
    `A weight of the last layer is multiplied by the value below it, φ(0): a change by a moves the output by a·φ(0). For tanh that is ${number(evidence.number('lastWeight', { activation: 'tanh' }))}; for sigmoid units, with a = ±100, the loss changes by ½(100·½)² + 100·½·|ȳ| = ${number(evidence.number('lastWeight', { activation: 'Sigmoid' }))} (|ȳ| = ${number(evidence.most('meanTarget'))}).`,
    `The output bias moves the output itself: ½·100² + 100·|ȳ| = ${number(evidence.most('outputBias'))}.`,
  ],
  figure(evidence) {
    const rows = evidence.where({ 'what is changed': 'a weight of the last layer', 'hidden layers': '1' });
    return pointChart(
      {
        title: 'How much one changed number changes the loss',
        x: rows.map(({ settings }, i) => `${i + 1} ${settings['activation']}`).join(', '),
        y: { label: 'largest change of the loss', scale: 'log' },
        description:
          'Nothing below the last layer changes the loss; a weight of the last layer does only where φ(0) is not 0; the output bias always does.',
      },
      [
        { name: 'a weight below the last layer', values: rows.map(({ numbers }) => numbers['lowerWeight']!) },
        { name: 'a weight of the last layer', values: rows.map(({ numbers }) => numbers['lastWeight']!) },
        { name: 'the output bias', values: rows.map(({ numbers }) => numbers['outputBias']!) },
      ],
    );
  },
});
