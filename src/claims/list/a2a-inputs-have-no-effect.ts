import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x7 } from '../experiments/x7-inputs-matter';
import { curveChart } from '../figures';

const start = { when: 'at the start' };
const later = { when: 'after training' };

export default defineClaim({
  id: 'A2a',
  statement: 'With zero weights the inputs can have no effect.',
  saidBy: 'an answer',
  precisely:
    'In a network with a hidden layer the output is the same for all inputs: at θ = 0, and still after gradient descent from there.',
  threshold: 'The outputs for the four inputs are equal to the last bit.',
  parts: [
    part(x7, { settings: start, shows: ['before', 'after'], holds: ({ before }) => before === 0 }),
    part(x7, { settings: later, shows: ['before', 'after'], holds: ({ after }) => after === 0 }),
  ],
  conditions: ['when', 'φ(0)', 'mean loss slope at zero'],
  explanation: (evidence) => [
    `At zero the output is b₂ + W₂φ(b₁ + W₁x) = 0 whatever x is: spread ${number(evidence.most('before'))}.`,
    `Gradient descent ends that only where W₁ gets a slope: W₂ must move first, which needs φ(0) ≠ 0 and targets that do not balance. On AND 0/1 with cross-entropy and sigmoid units the outputs end ${number(evidence.number('after', { activation: 'Sigmoid', data: 'AND 0/1' }))} apart; with tanh on AND ±1 ${number(evidence.number('after', { activation: 'tanh', data: 'AND ±1' }))}, with sigmoid on XOR 0/1 (cross-entropy) ${number(evidence.number('after', { activation: 'Sigmoid', data: 'XOR 0/1' }))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'How far the outputs for the four inputs are apart',
        y: { label: 'spread of the output', scale: 'linear' },
        description:
          'Only sigmoid and softplus units on AND make the output depend on the input; tanh units, and any units on balanced XOR, never do.',
      },
      [
        ['Sigmoid', 'AND 0/1'],
        ['tanh', 'AND ±1'],
        ['Sigmoid', 'XOR 0/1'],
      ].map(([activation, data]) => ({
        name: `${activation}, ${data}`,
        row: evidence.row({ activation: activation!, data: data!, ...later }),
        curve: 'spread of the output',
      })),
    ),
});
