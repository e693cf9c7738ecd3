import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { noises, x21 } from '../experiments/x21-noise';
import { curveChart, linesOf } from '../figures';

const single = noises.samples;
const dropout = (activation: string) => ({ ...noises.dropout, activation });

export default defineClaim({
  id: 'E5',
  statement: 'The noise of mini-batches or dropout gets you away.',
  saidBy: 'a further claim',
  precisely: 'With noise in training from θ = 0 the units of the hidden layer become different.',
  threshold: 'At the end the units differ.',
  parts: [
    part(x21, {
      shows: ['weight', 'spread', 'spread1', 'spread2', 'loss', 'bound', 'accuracy'],
      holds: ({ spread }) => spread > 0,
    }),
  ],
  conditions: ['dropout', 'φ(0)'],
  explanation: (evidence) => [
    `Which samples a step sees changes nothing: the gradient of every single sample treats equal units equally, and where φ(0) = 0 it is 0 for all weights. Over 20,000 steps of one drawn sample the largest difference between units is ${number(evidence.most('spread', single))}, and the largest weight of tanh, GELU and ReLU units ${number(evidence.most('weight', { ...single, 'φ(0)': '0' }))}. Sigmoid weights do move, but as one unit’s: on XOR ±1 the loss ends at ${number(evidence.number('loss', { ...single, activation: 'Sigmoid', data: 'XOR ±1' }))}, above the ${number(evidence.number('bound', { ...single, activation: 'Sigmoid', data: 'XOR ±1' }))} that one unit can reach.`,
    `Dropout silences units one by one and so does treat them differently, if they have a value to silence: with sigmoid units the difference is ${number(evidence.number('spread1', dropout('Sigmoid')))} after one step and ${number(evidence.number('spread2', dropout('Sigmoid')))} after two, and XOR is learned (${number(100 * evidence.number('accuracy', dropout('Sigmoid')))} % right). With tanh the values are 0 already: the largest weight stays ${number(evidence.number('weight', dropout('tanh')))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Difference between units under noise',
        y: { label: 'largest difference', scale: 'log' },
        description:
          'Only dropout with sigmoid units sets the units apart, from the second step on; drawn samples never do.',
      },
      linesOf(
        evidence,
        {
          'dropout, sigmoid': dropout('Sigmoid'),
          'dropout, tanh': dropout('tanh'),
          'drawn samples, sigmoid': { ...single, activation: 'Sigmoid' },
        },
        'between units',
      ),
    ),
});
