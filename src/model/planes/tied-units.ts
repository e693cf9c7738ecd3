import type { NetworkShape } from '../../core/contract';
import { layerRanges } from '../network';
import { UserError } from '../user-error';
import { normals, norm, times } from '../vectors';
import { number } from '../words';
import { definePlane, type PlaneContext, unitLength } from './plane';
import { seedField } from './seed-field';

const unitField = <const D extends number>(label: string, help: string, standard: D) =>
  ({ kind: 'number', label, help, default: standard, min: 1, max: 4096, integer: true }) as const;

interface Options {
  readonly layer: number;
  readonly unit: number;
  readonly twin: number;
}

/** Two units of a hidden layer moved together, and moved apart. */
export const tiedUnits = definePlane({
  name: 'tied-units',
  label: 'Tied units',
  summary: 'One direction moves two units of a layer together, the other splits them.',
  fields: {
    layer: unitField('Hidden layer', 'The hidden layer of the two units, counted from 1.', 1),
    unit: unitField('Unit', 'The first unit, counted from 1.', 1),
    twin: unitField('Other unit', 'The second unit, counted from 1.', 2),
    along: {
      kind: 'choice',
      label: 'Along',
      help: 'How the units’ own parameters are moved: along the lowest curvature, or by one random pattern.',
      default: 'curvature',
      choices: [
        { value: 'curvature', label: 'Lowest curvature' },
        { value: 'random', label: 'Random pattern' },
      ],
    },
    seed: seedField('Seed of a random pattern.'),
  },
  build(options, context) {
    const wrong = mistake(options, context.network);
    if (wrong) throw new UserError(`landscape.plane ${wrong}.`, 'landscape.plane');
    const own = parametersOf(context.network, options.layer, options.unit - 1);
    const other = parametersOf(context.network, options.layer, options.twin - 1);
    const { together, apart, caveats } =
      options.along === 'curvature'
        ? alongCurvature(own, other, options.seed, context)
        : alongPattern(own, other, options.seed, context);
    const tied = own.every((index, k) => context.centre[index] === context.centre[other[k]!]);
    const names = `units ${options.unit} and ${options.twin} of hidden layer ${options.layer}`;
    return {
      first: together,
      second: apart,
      firstLabel: `units ${options.unit} and ${options.twin} together`,
      secondLabel: `units ${options.unit} and ${options.twin} apart`,
      description: `The plane that moves ${names} together (α) and splits them (β).`,
      rule: unitLength,
      caveats: [
        ...caveats,
        tied
          ? 'The line β = 0 is made of points where the two are twins: a run on it can never leave it by its gradient.'
          : 'The two units differ at the centre, so the line β = 0 moves them in parallel, not as twins.',
        'All parameters that belong to neither unit stay at the centre.',
      ],
    };
  },
  check: mistake,
});

function mistake({ layer, unit, twin }: Options, network: NetworkShape): string | undefined {
  const hidden = network.sizes.slice(1, -1);
  const width = hidden[layer - 1];
  if (hidden.length === 0) return 'needs a hidden layer, and this network has none';
  if (width === undefined)
    return `names hidden layer ${layer}, but this network has ${hidden.length}: choose 1${hidden.length > 1 ? ` to ${hidden.length}` : ''}`;
  if (width < 2) return `needs two units, but hidden layer ${layer} has only one`;
  const beyond = Math.max(unit, twin);
  if (beyond > width) return `names unit ${beyond} of hidden layer ${layer}, which has ${width} units`;
  return unit === twin ? `names unit ${unit} twice: it takes two units to tie` : undefined;
}

/** Indices in θ of a unit's parameters: its row of weights, its bias, its column of the next layer. */
function parametersOf(network: NetworkShape, layer: number, unit: number): number[] {
  const ranges = layerRanges(network);
  const incoming = ranges[layer - 1]!;
  const outgoing = ranges[layer]!;
  return [
    ...Array.from({ length: incoming.inputs }, (_, k) => incoming.weights + unit * incoming.inputs + k),
    ...(incoming.biases === null ? [] : [incoming.biases + unit]),
    ...Array.from({ length: outgoing.outputs }, (_, o) => outgoing.weights + o * outgoing.inputs + unit),
  ];
}

interface Pair {
  readonly together: Float64Array;
  readonly apart: Float64Array;
  readonly caveats: readonly string[];
}

function alongPattern(
  own: readonly number[],
  other: readonly number[],
  seed: number,
  context: PlaneContext,
): Pair {
  const drawn = normals(own.length, context.random(seed, 'plane'));
  const pattern = times(drawn, Math.SQRT1_2 / norm(drawn));
  const spread = (sign: number) => {
    const direction = new Float64Array(context.centre.length);
    pattern.forEach((value, k) => {
      direction[own[k]!] = value;
      direction[other[k]!] = sign * value;
    });
    return direction;
  };
  return {
    together: spread(1),
    apart: spread(-1),
    caveats: [`Both units move along one random pattern of their ${own.length} parameters (seed ${seed}).`],
  };
}

/** The lowest curvature among the directions that move both alike, and among those that move them oppositely. */
function alongCurvature(
  own: readonly number[],
  other: readonly number[],
  seed: number,
  context: PlaneContext,
): Pair {
  const basis = (sign: number) =>
    own.map((index, k) => {
      const direction = new Float64Array(context.centre.length);
      direction[index] = Math.SQRT1_2;
      direction[other[k]!] = sign * Math.SQRT1_2;
      return direction;
    });
  const together = context.lowestWithin(basis(1));
  const apart = context.lowestWithin(basis(-1));
  const curvatures = `lowest curvature together ${number(together.value)}, apart ${number(apart.value)}`;
  if (Math.max(Math.abs(together.value), Math.abs(apart.value)) <= 1e-9) {
    const pattern = alongPattern(own, other, seed, context);
    const flat = `To second order nothing distinguishes their directions here (${curvatures}).`;
    return { ...pattern, caveats: [flat, ...pattern.caveats] };
  }
  return {
    together: together.vector,
    apart: apart.vector,
    caveats: [`Each direction is the one of lowest curvature of its kind: ${curvatures}.`],
  };
}
