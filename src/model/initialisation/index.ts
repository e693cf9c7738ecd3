import type { Arithmetic } from '../../core/contract';
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
import type { FillShape, SchemeDefinition } from './scheme';
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

/** What each layer's weights and biases look like to a scheme, in the order of θ; layers without bias have no bias entry. */
export function fillShapes(network: NetworkSpec): FillShape[] {
  return layerRanges(network).flatMap(({ layer, outputs, inputs, biases }) => {
    const fans = { layer, rows: outputs, fanIn: inputs, fanOut: outputs };
    const weights: FillShape = { ...fans, part: 'weights', columns: inputs };
    return biases === null ? [weights] : [weights, { ...fans, part: 'biases', columns: 1 }];
  });
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
  const parts = fillShapes(network).map((shape) => {
    const chosen = initialisation[shape.part][shape.layer - 1]!;
    const random = arithmetic.stream(initialisation.seed, `${shape.part}:${shape.layer}`);
    return scheme(chosen.name).fill(chosen, { ...shape, random, math: arithmetic.math });
  });
  const theta = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    theta.set(part, offset);
    offset += part.length;
  }
  const { size, direction: chosen } = initialisation.perturbation;
  if (size !== 0) {
    const random = arithmetic.stream(initialisation.seed, 'direction');
    const unit = direction(chosen.name).direction(chosen, { network, random, math: arithmetic.math });
    for (let i = 0; i < theta.length; i++) theta[i]! += size * unit[i]!;
  }
  // JSON has no −0: without this an experiment that is saved and opened again would not start from the same bits.
  return theta.map((value) => value + 0);
}
