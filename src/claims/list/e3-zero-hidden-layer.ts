import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x18, zeroLayers } from '../experiments/x18-one-layer-zero';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'E3',
  statement: 'Setting only the hidden layer to zero works too.',
  saidBy: 'a further claim',
  precisely: 'With W₁ = b₁ = b₂ = 0 and W₂ random, gradient descent usually learns the task.',
  threshold:
    'More than half of 10 random starts learn the task (all samples right; for numbers, less than 5 % of the best constant’s loss).',
  parts: [
    part(x18, {
      select: (settings) => settings['zero layer'] === zeroLayers.hidden,
      shows: ['gradient', 'solved', 'worst'],
      holds: ({ solved }) => solved > 5,
    }),
    part(x18, {
      select: (settings) => settings['zero layer'] !== zeroLayers.hidden,
      shows: ['gradient', 'solved', 'worst'],
    }),
  ],
  conditions: ['mean loss slope at zero', 'data', 'activation', 'loss'],
  explanation: (evidence) => [
    `On XOR ±1 with tanh, ReLU or GELU the gradient is exactly ${number(evidence.most('gradient', { 'zero layer': zeroLayers.hidden, data: 'XOR ±1' }))}: every sample has the hidden value φ(0) = 0, and the mean over the data of δ, and of δ·x, is 0. No start learns (${number(evidence.most('solved', { 'zero layer': zeroLayers.hidden, data: 'XOR ±1' }))} of 10).`,
    `Elsewhere the random output weights give each unit its own delta and so break the tie: on AND ±1 ${number(evidence.number('solved', { 'zero layer': zeroLayers.hidden, data: 'AND ±1' }))} of 10 learn, on XOR 0/1 with cross-entropy and sigmoid units ${number(evidence.number('solved', { 'zero layer': zeroLayers.hidden, data: 'XOR 0/1', activation: 'Sigmoid' }))}.`,
  ],
  figure(evidence) {
    const rows = evidence.where({ 'zero layer': zeroLayers.output });
    return pointChart(
      {
        title: 'Starts of 10 that learn the task',
        x: rows.map(({ settings }, i) => `${i + 1} ${settings['data']} ${settings['activation']}`).join(', '),
        y: { label: 'starts of 10', scale: 'linear' },
        description: `With the output layer zero at least ${number(evidence.least('solved', { 'zero layer': zeroLayers.output }))} of 10 starts learn each task; with the hidden layer zero ${number(evidence.least('solved', { 'zero layer': zeroLayers.hidden }))} to ${number(evidence.most('solved', { 'zero layer': zeroLayers.hidden }))}.`,
      },
      Object.values(zeroLayers).map((zero) => ({
        name: `${zero} zero`,
        values: evidence.where({ 'zero layer': zero }).map(({ numbers }) => numbers['solved']!),
      })),
    );
  },
});
