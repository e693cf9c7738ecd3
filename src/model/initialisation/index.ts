import type { Arithmetic, ElementaryFunctions, RandomStream } from '../../core/contract';
import type { Experiment, InitialisationSpec, NetworkSpec } from '../experiment';
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

const schemesByName = new Map(weightSchemes.map((entry) => [entry.name, entry]));

/** The table's entry of a scheme. */
export function scheme(name: string): SchemeDefinition {
  const found = schemesByName.get(name);
  if (!found) throw new UserError(`"${name}" is no initialisation scheme`, 'initialisation');
  return found;
}

/** What each layer's weights and biases look like to a scheme, in the order of θ; layers without bias have no bias entry. */
export function fillShapes(network: NetworkSpec): readonly FillShape[] {
  return layerRanges(network).flatMap(({ layer, outputs, inputs, biases }): FillShape[] => {
    const fans = { layer, rows: outputs, fanIn: inputs, fanOut: outputs };
    const weights: FillShape = { ...fans, part: 'weights', columns: inputs };
    return biases === null ? [weights] : [weights, { ...fans, part: 'biases', columns: 1 }];
  });
}

/** One part of a start and its place in θ. Its stream is made when it is drawn from: many schemes draw nothing. */
class Part implements FillContext {
  readonly part: FillShape['part'];
  readonly layer: number;
  readonly rows: number;
  readonly columns: number;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly #purpose: string;
  #seed = 0;
  #random: RandomStream | null = null;

  /** @param target the part's numbers in θ */
  constructor(
    shape: FillShape,
    readonly target: Float64Array,
    private readonly arithmetic: Arithmetic,
  ) {
    this.part = shape.part;
    this.layer = shape.layer;
    this.rows = shape.rows;
    this.columns = shape.columns;
    this.fanIn = shape.fanIn;
    this.fanOut = shape.fanOut;
    this.#purpose = `${shape.part}:${shape.layer}`;
  }

  /** Of a start whose streams have not been drawn from. */
  begin(seed: number): void {
    this.#seed = seed;
    this.#random = null;
  }

  get math(): ElementaryFunctions {
    return this.arithmetic.math;
  }

  get random(): RandomStream {
    return (this.#random ??= this.arithmetic.stream(this.#seed, this.#purpose));
  }
}

/** Makes starts of one network, one after the other in one array: a sweep of small networks spends a good part of its time on them. */
export class StartMaker {
  readonly #parts: readonly Part[];
  readonly #theta: Float64Array;
  readonly #push: Float64Array;

  constructor(
    private readonly network: NetworkSpec,
    private readonly arithmetic: Arithmetic,
  ) {
    const shapes = fillShapes(network);
    const length = shapes.reduce((sum, { rows, columns }) => sum + rows * columns, 0);
    const theta = (this.#theta = new Float64Array(length));
    this.#push = new Float64Array(length);
    let offset = 0;
    this.#parts = shapes.map((shape) => {
      const start = offset;
      offset += shape.rows * shape.columns;
      return new Part(shape, theta.subarray(start, offset), arithmetic);
    });
  }

  /**
   * θ₀: every layer's scheme, then size·direction added. Each layer and part draws from its own stream of the weight seed (`weights:1`, `biases:1`,
   * …), so that changing one layer's scheme leaves the other layers' numbers; the direction draws from `direction`.
   * @returns the maker's own array, which the next start overwrites
   */
  make({ weights, biases, seed, perturbation }: InitialisationSpec): Float64Array {
    const theta = this.#theta;
    for (const part of this.#parts) {
      const chosen = (part.part === 'weights' ? weights : biases)[part.layer - 1]!;
      part.begin(seed);
      scheme(chosen.name).fill(part.target, chosen, part);
    }
    const { size, direction: chosen } = perturbation;
    if (size !== 0) {
      const { network, arithmetic } = this;
      const push = this.#push;
      const random = arithmetic.stream(seed, 'direction');
      direction(chosen.name).fill(push, chosen, { network, random, math: arithmetic.math });
      for (let i = 0; i < theta.length; i++) theta[i]! += size * push[i]!;
    }
    // JSON has no −0: without this an experiment that is saved and opened again would not start from the same bits.
    for (let i = 0; i < theta.length; i++) theta[i]! += 0;
    return theta;
  }
}

/** The start of one experiment, in an array of its own; see `StartMaker`. */
export function initialTheta(
  { network, initialisation }: Pick<Experiment, 'network' | 'initialisation'>,
  arithmetic: Arithmetic,
): Float64Array {
  return new StartMaker(network, arithmetic).make(initialisation);
}
