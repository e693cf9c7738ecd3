import { number } from '../../analysis/words';
import { defineClaim, part } from '../claim';
import { equalities, x4 } from '../experiments/x4-equal-units';
import { dusts, x20 } from '../experiments/x20-rounding-dust';
import { curveChart } from '../figures';

export default defineClaim({
  id: 'A1d',
  also: ['A4'],
  statement: 'Neurons that start with equal weights, not only zero ones, follow the same gradient for ever.',
  saidBy: 'two answers',
  precisely:
    'Units that start equal stay equal under gradient descent: the difference between them is 0 at every step.',
  threshold: 'At the end the units of the first layer are equal to the last bit, in every run of the cell.',
  parts: [
    part(x4, {
      shows: ['runs', 'broken', 'afterOne', 'outgoingAfterOne', 'between', 'within'],
      holds: ({ between }) => between === 0,
    }),
    part(x20, {
      select: ({ dust }) => dust === dusts.none,
      settings: { 'what is equal': equalities.all },
      shows: ['between', 'loss'],
      holds: ({ between }) => between === 0,
    }),
    part(x20, {
      select: ({ dust }) => dust === dusts.one,
      shows: ['between5', 'between10', 'between', 'loss'],
    }),
  ],
  conditions: ['what is equal'],
  explanation(evidence) {
    const all = { 'what is equal': equalities.all };
    const runs = evidence.where(all).reduce((sum, { numbers }) => sum + (numbers['runs'] ?? 1), 0);
    const broken = evidence
      .where(all)
      .reduce((sum, { numbers }) => sum + (numbers['broken'] ?? (numbers['between'] === 0 ? 0 : 1)), 0);
    return [
      `Two units with equal incoming weights, bias and outgoing weights give equal values and get equal deltas δⱼ = φ′(zⱼ)·Σₖ wₖⱼδₖ, so their steps are equal. In ${runs} runs with five activations units differed at the end in ${broken}; the weights within a unit differ by up to ${number(evidence.most('within', all))}.`,
      `The outgoing weights belong to the condition: with equal incoming weights but outgoing weights 0.1, 0.2, 0.3 the units are ${number(evidence.number('afterOne', { 'what is equal': equalities.incoming, network: '2-3-1' }))} apart after one step, because each delta is multiplied by its own outgoing weight.`,
      `Equal means equal: 10⁻¹² on one weight is a difference. On XOR 0/1 with softplus units it has grown to ${number(evidence.number('between5', { dust: dusts.one, activation: 'Softplus' }))} after 5,000 steps and ${number(evidence.number('between10', { dust: dusts.one, activation: 'Softplus' }))} after 10,000, because the units come to a strict saddle; with sigmoid units, whose saddle is far weaker, it is still ${number(evidence.number('between', { dust: dusts.one, activation: 'Sigmoid' }))} after 40,000.`,
      `And equal outgoing weights alone do not suffice: they are ${number(evidence.number('outgoingAfterOne', { 'what is equal': equalities.outgoing }))} apart after one step.`,
    ];
  },
  figure: (evidence) =>
    curveChart(
      {
        title: 'Difference between the units of the first layer',
        y: { label: 'largest difference', scale: 'log' },
        description: `Units equal in everything stay at a difference of ${number(evidence.most('between', { 'what is equal': equalities.all }))}; units equal only in what comes in, or only in what goes out, differ in the rest from the start and never become equal.`,
      },
      [equalities.all, equalities.incoming, equalities.outgoing].map((equal) => ({
        name: `equal ${equal}`,
        row: evidence.row({ 'what is equal': equal, network: '2-3-1' }),
        curve: 'between units',
      })),
    ),
});
