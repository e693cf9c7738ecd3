import type { Arithmetic, ElementaryFunctions, RandomStream } from '../../core/contract';
import type { Experiment, NetworkSpec } from '../experiment';
import { layerRanges } from '../network';
import { UserError } from '../user-error';
import { constant } from './constant';
import { direction } from './directions';
import { fanInUniform } from './fan-in-uniform';
import { glorot } from './glorot';
import { hadamard } from './hadamard';
import { he } from './he';
import { identity } from './identity';
import { lecun } from './lecun';
import { normal } from './normal';
import { orthogonal } from './orthogonal';
import type { FillContext, FillShape, SchemeDefinition } from './scheme';
import { uniform } from './uniform';
import { values } from './values';
import { zeros } from './zeros';

export type { FillContext, FillShape, SchemeDefinition } from './scheme';
export { directions } from './directions';

/** Every scheme for weights, in menu order, the default first. A new one is one file and one entry here. */
export const weightSchemes: readonly SchemeDefinition[] = [
  zeros,
  constant,
  uniform,
  normal,
  glorot,
  he,
  lecun,
  fanInUniform,
  orthogonal,
  identity,
  hadamard,
  values,
];

/** The schemes that make sense for a bias vector. */
export const biasSchemes: readonly SchemeDefinition[] = weightSchemes.filter((scheme) => scheme.forBiases);

/** The table's entry of a scheme. */
export function scheme(name: string): SchemeDefinition {
  const found = weightSchemes.find((entry) => entry.name === name);
  if (!found) throw new UserError(`"${name}" is no initialisation scheme`, 'initialisation');
  return found;
}

/** A sweep asks with every run for the shapes of one network. */
const knownShapes = new WeakMap<NetworkSpec, readonly FillShape[]>();

/** What each layer's weights and biases look like to a scheme, in the order of θ; layers without bias have no bias entry. */
export function fillShapes(network: NetworkSpec): readonly FillShape[] {
  const known = knownShapes.get(network);
  if (known !== undefined) return known;
  const shapes = layerRanges(network).flatMap(({ layer, outputs, inputs, biases }): FillShape[] => {
    const fans = { layer, rows: outputs, fanIn: inputs, fanOut: outputs };
    const weights: FillShape = { ...fans, part: 'weights', columns: inputs };
    return biases === null ? [weights] : [weights, { ...fans, part: 'biases', columns: 1 }];
  });
  knownShapes.set(network, shapes);
  return shapes;
}

/** The place of one part, whose stream is made when it is drawn from: many schemes draw nothing. */
class Part implements FillContext {
  readonly part: FillShape['part'];
  readonly layer: number;
  readonly rows: number;
  readonly columns: number;
  readonly fanIn: number;
  readonly fanOut: number;
  #random: RandomStream | null = null;

  constructor(
    shape: FillShape,
    private readonly seed: number,
    private readonly arithmetic: Arithmetic,
  ) {
    this.part = shape.part;
    this.layer = shape.layer;
    this.rows = shape.rows;
    this.columns = shape.columns;
    this.fanIn = shape.fanIn;
    this.fanOut = shape.fanOut;
  }

  get math(): ElementaryFunctions {
    return this.arithmetic.math;
  }

  get random(): RandomStream {
    return (this.#random ??= this.arithmetic.stream(this.seed, `${this.part}:${this.layer}`));
  }
}

/**
 * θ₀: every layer's scheme, then size·direction added. Each layer and part draws from its own stream of the weight seed (`weights:1`, `biases:1`,
 * …), so that changing one layer's scheme leaves the other layers' numbers; the direction draws from `direction`.
 */
export function initialTheta(
  experiment: Pick<Experiment, 'network' | 'initialisation'>,
  arithmetic: Arithmetic,
): Float64Array {
  const { network, initialisation } = experiment;
  const shapes = fillShapes(network);
  const theta = new Float64Array(shapes.reduce((sum, { rows, columns }) => sum + rows * columns, 0));
  let offset = 0;
  for (const shape of shapes) {
    const chosen = initialisation[shape.part][shape.layer - 1]!;
    theta.set(scheme(chosen.name).fill(chosen, new Part(shape, initialisation.seed, arithmetic)), offset);
    offset += shape.rows * shape.columns;
  }
  const { size, direction: chosen } = initialisation.perturbation;
  if (size !== 0) {
    const random = arithmetic.stream(initialisation.seed, 'direction');
    const unit = direction(chosen.name).direction(chosen, { network, random, math: arithmetic.math });
    for (let i = 0; i < theta.length; i++) theta[i]! += size * unit[i]!;
  }
  // JSON has no −0: without this an experiment that is saved and opened again would not start from the same bits.
  for (let i = 0; i < theta.length; i++) theta[i]! += 0;
  return theta;
}
