import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { x0 } from '../experiments/x0-zero-or-random';
import { curveChart, linesOf } from '../figures';

const zero = { start: 'zero' };
const rows = {
  xorTanh: { ...zero, activation: 'tanh', data: 'XOR ±1' },
  andSigmoid: { ...zero, activation: 'Sigmoid', data: 'AND 0/1' },
  logistic: { ...zero, 'hidden layers': '0', data: 'AND 0/1' },
  outputZero: { start: 'output layer zero', activation: 'tanh' },
};

export default defineClaim({
  id: 'Q0',
  statement: 'Starting all weights at zero is dangerous.',
  saidBy: 'the question itself',
  precisely:
    'From zero, gradient descent ends at the loss of the best constant, although random starts of the same network end lower.',
  threshold:
    'The loss at the end is not lower than that of the best constant by more than 0.001, and that of the best of ten random starts is.',
  parts: [
    part(x0, {
      shows: ['constant', 'loss', 'random'],
      holds: ({ constant, loss, random }) => loss > constant - 1e-3 && random < constant - 1e-3,
    }),
  ],
  conditions: ['start', 'hidden layers', 'mean loss slope at zero', 'φ(0)', 'data', 'activation'],
  explanation: (evidence) => [
    `On XOR with a hidden layer it is: tanh units stay at ${number(evidence.number('loss', rows.xorTanh))}, the loss of the best constant, where a random start reaches ${number(evidence.number('random', rows.xorTanh))}.`,
    `It is not always. With φ(0) ≠ 0 and E[δ] ≠ 0 one effective unit per layer can learn: sigmoid units on AND end at ${number(evidence.number('loss', rows.andSigmoid))}. Without a hidden layer the loss is convex and zero a fine start: logistic regression on AND ends at ${number(evidence.number('loss', rows.logistic))}.`,
    `And it is not zero that hurts but zeros everywhere: with only the output layer at zero, tanh on XOR ends at ${number(evidence.number('loss', rows.outputZero))}.`,
  ],
  figure: (evidence) =>
    curveChart(
      {
        title: 'Loss from zero',
        y: { label: 'loss', scale: 'linear' },
        description:
          'On XOR the loss stays where it is; on AND with sigmoid units, without a hidden layer, and with only the output layer at zero it falls.',
      },
      linesOf(
        evidence,
        {
          'all zero, tanh, XOR ±1': rows.xorTanh,
          'all zero, sigmoid, AND': rows.andSigmoid,
          'no hidden layer, AND': rows.logistic,
          'output layer zero, tanh, XOR ±1': rows.outputZero,
        },
        'loss',
      ),
    ),
});
