import { layerRanges } from '../network';
import { UserError } from '../user-error';
import { definePlane, type PlaneContext, unitLength } from './plane';
import { seedField } from './seed-field';
import { dot, norm, normals, times } from '../vectors';

/**
 * Two random directions, scaled to the centre as Li et al. 2018 ("Visualizing the loss landscape of neural nets") do: per filter, d ← d/‖d‖·‖w‖; a
 * filter of a fully connected layer is a row of its weight matrix. Where ‖w‖ is exactly 0 that rule gives no direction at all; here such a filter gets
 * norm 1, and the figure says so. The two directions are not orthogonalised, as in the paper.
 */
export const random = definePlane({
  name: 'random',
  label: 'Random',
  summary: 'Two random directions, by default with filter normalisation.',
  fields: {
    seed: seedField('Seed of the directions.'),
    normalisation: {
      kind: 'choice',
      label: 'Normalisation',
      help: 'To what size the random directions are scaled: that of the centre’s filters, of its layers, or simply 1.',
      default: 'filter',
      choices: [
        { value: 'filter', label: 'Per filter (Li et al. 2018)' },
        { value: 'layer', label: 'Per layer' },
        { value: 'unit', label: 'Length 1' },
      ],
    },
    biases: {
      kind: 'choice',
      label: 'Biases',
      help: 'Whether the directions leave the biases alone, as in the paper, or move them too.',
      default: 'zero',
      choices: [
        { value: 'zero', label: 'Left alone' },
        { value: 'normal', label: 'Random too' },
      ],
    },
  },
  build(options, context) {
    const stream = context.random(options.seed, 'plane');
    let atZero = 0;
    let groups = 0;
    const direction = () => {
      const vector = normals(context.centre.length, stream);
      if (options.biases === 'zero')
        for (const { biases, end } of layerRanges(context.network))
          if (biases !== null) vector.fill(0, biases, end);
      if (options.normalisation === 'unit') return times(vector, 1 / norm(vector));
      const spans = normalisedSpans(context, options.normalisation, options.biases === 'normal');
      groups = spans.length;
      atZero = 0;
      for (const [start, end] of spans) {
        const size = norm(context.centre.subarray(start, end));
        if (size === 0) atZero++;
        const factor = (size === 0 ? 1 : size) / norm(vector.subarray(start, end));
        for (let i = start; i < end; i++) vector[i]! *= factor;
      }
      return vector;
    };
    const first = direction();
    const second = direction();
    const cosine = dot(first, second) / (norm(first) * norm(second));
    if (!(Math.abs(cosine) < 1 - 1e-12))
      throw new UserError(
        'the two random directions are parallel because too few parameters can move: set landscape.plane.biases to "normal" or use a larger network',
        'landscape.plane',
      );
    const unit = options.normalisation === 'unit';
    const kind = options.normalisation === 'layer' ? 'layer' : 'filter';
    const scaled = unit ? 'both of length 1' : `scaled per ${kind} to the centre`;
    const rule = unit
      ? unitLength
      : `Per ${kind}, d ← d/‖d‖·‖w‖ with the centre's w (Li et al. 2018); where ‖w‖ = 0 the ${kind} gets norm 1.`;
    const caveats = [
      ...(options.biases === 'zero' ? ['The directions leave all biases alone.'] : []),
      ...(atZero > 0 ? [zeroNormCaveat(kind, atZero, groups)] : []),
      ...(unit ? ['The directions have length 1; no normalisation to the centre was used.'] : []),
      `The two directions are random and not made orthogonal: their cosine is ${cosine.toFixed(3)}.`,
    ];
    return {
      first,
      second,
      firstLabel: 'first random direction',
      secondLabel: 'second random direction',
      description: `A plane of two random directions (seed ${options.seed}), ${scaled}.`,
      rule,
      caveats,
    };
  },
  check(options, network) {
    const movable = layerRanges(network).reduce(
      (sum, range) =>
        sum + (options.biases === 'zero' ? range.outputs * range.inputs : range.end - range.weights),
      0,
    );
    return movable < 2
      ? 'needs at least two parameters that can move: a plane has two directions'
      : undefined;
  },
});

/** The index ranges of θ that are scaled as one: rows of weight matrices (or whole ones) and, where biases move, each layer's bias vector. */
function normalisedSpans(
  { network }: PlaneContext,
  normalisation: string,
  withBiases: boolean,
): [number, number][] {
  return layerRanges(network).flatMap(({ weights, inputs, outputs, biases, end }) => {
    const rows: [number, number][] =
      normalisation === 'layer'
        ? [[weights, weights + outputs * inputs]]
        : Array.from({ length: outputs }, (_, row) => [weights + row * inputs, weights + (row + 1) * inputs]);
    return withBiases && biases !== null ? [...rows, [biases, end] as [number, number]] : rows;
  });
}

function zeroNormCaveat(kind: 'filter' | 'layer', zero: number, all: number): string {
  const part = kind === 'filter' ? 'rows' : 'layers';
  return zero === all
    ? `${kind === 'filter' ? 'Filter' : 'Layer'} normalisation multiplies by ‖w‖ = 0 here; ${part} of norm 0 were given norm 1 instead.`
    : `${kind === 'filter' ? 'Filter' : 'Layer'} normalisation multiplies by ‖w‖ = 0 in ${zero} of ${all} ${part}; these were given norm 1 instead.`;
}
