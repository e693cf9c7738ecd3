import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { inputKinds, x6 } from '../experiments/x6-different-inputs';
import { curveChart } from '../figures';

const within = { reading: 'between the weights of one unit' };
const between = { reading: 'between units' };

export default defineClaim({
  id: 'A1i',
  statement: 'Different inputs break the symmetry.',
  saidBy: 'a comment on an answer',
  precisely:
    'From zero, with inputs that differ: (one unit) the input weights of a unit become different; (units) different units become different.',
  threshold: 'The largest difference at the end is not 0.',
  parts: [
    part(x6, {
      settings: within,
      shows: ['within', 'between'],
      holds: (numbers) => numbers.within > 0,
    }),
    part(x6, {
      settings: between,
      shows: ['within', 'between'],
      holds: (numbers) => numbers.between > 0,
    }),
  ],
  conditions: ['reading', 'kind of inputs'],
  explanation: (evidence) => [
    `∂L/∂wⱼₖ = Σ δⱼxₖ: the input xₖ differs from weight to weight of one unit, the delta from unit to unit. So different inputs separate the weights of a unit, here by ${number(evidence.least('within', { 'kind of inputs': inputKinds.different }))} to ${number(evidence.most('within', { 'kind of inputs': inputKinds.different }))} on five random tables.`,
    `All units see the same inputs and, being equal, have the same delta: between units the difference stays ${number(evidence.most('between'))}. With three copies of one input even the weights of a unit stay together: ${number(evidence.number('within', { 'kind of inputs': inputKinds.identical }))}.`,
  ],
  figure: (evidence) => {
    const row = evidence.row({ 'kind of inputs': inputKinds.different });
    return curveChart(
      {
        title: 'What different inputs separate',
        y: { label: 'largest difference', scale: 'linear' },
        description: `The weights within a unit separate to ${number(row.numbers['within']!)}; the difference between units stays ${number(row.numbers['between']!)}.`,
      },
      ['within a unit', 'between units'].map((curve) => ({ name: curve, row, curve })),
    );
  },
});
