import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x18, zeroLayers } from '../experiments/x18-one-layer-zero';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'E2',
  statement: 'Setting only the output layer to zero is fine.',
  saidBy: 'a further claim',
  precisely: 'With W₁, b₁ random and W₂ = b₂ = 0, gradient descent usually learns the task.',
  threshold:
    'More than half of 10 random starts learn the task (all samples right; for numbers, less than 5 % of the best constant’s loss).',
  parts: [
    part(x18, {
      select: (settings) => settings['zero layer'] === zeroLayers.output,
      shows: ['gradient', 'solved', 'worst'],
      holds: ({ solved }) => solved > 5,
    }),
    part(x18, {
      select: (settings) => settings['zero layer'] !== zeroLayers.output,
      shows: ['gradient', 'solved', 'worst'],
    }),
  ],
  conditions: ['mean loss slope at zero', 'data', 'activation', 'loss'],
  explanation: (evidence) => [
    `The hidden units already differ, so ∂L/∂W₂ = E[δ·h₁] differs from unit to unit and the first step breaks the tie. Of 10 starts ${number(evidence.least('solved', { 'zero layer': zeroLayers.output }))} to ${number(evidence.most('solved', { 'zero layer': zeroLayers.output }))} learn the task; what fails ends on a plateau, as other random starts do (dead ReLUs).`,
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
