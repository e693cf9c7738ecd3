import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x9 } from '../experiments/x9-which-layer-when';
import { pointChart } from '../figures';

export default defineClaim({
  id: 'A2e',
  statement: 'The deltas do propagate: the last layer moves first, then the one before, and so on.',
  saidBy: 'a comment on an answer',
  precisely:
    'From θ = 0, in a network with L layers of weights, layer l is first not zero after step L − l + 1.',
  threshold: 'Every layer of weights first differs from 0 at exactly that step.',
  parts: [
    part(x9, {
      shows: ['w1', 'w2', 'w3', 'w4', 'bias', 'inOrder'],
      holds: ({ layers, inOrder }) => inOrder === layers,
    }),
  ],
  conditions: ['φ(0)', 'mean loss slope at zero', 'hidden layers', 'activation'],
  explanation(evidence) {
    const three = { activation: 'Sigmoid', data: 'AND 0/1', 'hidden layers': '3' };
    const steps = ['w4', 'w3', 'w2', 'w1'].map((name) => number(evidence.number(name, three)));
    return [
      `A delta reaches layer l only through W_(l+1) … W_L, so each step opens one more layer. In a sigmoid network with three hidden layers on AND 0/1 the layers move from the top at steps ${steps.join(', ')}.`,
      `It begins at the top with ∂L/∂W_L = E[δ]·φ(0). With φ(0) = 0 that is 0 and no weight ever moves (first step of W_L: ${number(evidence.number('w2', { activation: 'tanh', data: 'AND 0/1', 'hidden layers': '1' }))}; only the output bias moves, at step ${number(evidence.number('bias', { activation: 'tanh', data: 'AND 0/1', 'hidden layers': '1' }))}); with balanced data nothing does.`,
    ];
  },
  figure(evidence) {
    const layers = ['w1', 'w2', 'w3', 'w4'];
    return pointChart(
      {
        title: 'The step at which each layer first moves',
        x: 'layer of weights (1 = first)',
        y: { label: 'first step', scale: 'linear' },
        description:
          'Sigmoid networks of one, two and three hidden layers on AND 0/1: the last layer moves first, and each layer below one step later. For tanh there is nothing to draw: no weight ever moves.',
      },
      ['1', '2', '3'].map((hidden) => ({
        name: `${hidden} hidden ${hidden === '1' ? 'layer' : 'layers'}`,
        values: layers.map((name) =>
          evidence.number(name, { activation: 'Sigmoid', data: 'AND 0/1', 'hidden layers': hidden }),
        ),
      })),
    );
  },
});
