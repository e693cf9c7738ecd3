/** θ as the tensors of a PyTorch network: `layers.0.weight` (outputs × inputs), `layers.0.bias` (outputs), `layers.1.weight`, … */
import type { Precision } from '../core/contract';
import type { NetworkSpec } from '../model/experiment';
import { layerRanges } from '../model/network';
import { UserError } from '../model/user-error';
import type { Tensor, TensorData } from './safetensors';

/** @param theta all parameters, layer by layer; written with 32 bits where the experiment computes with 32 */
export function thetaTensors(
  network: NetworkSpec,
  theta: Float64Array,
  precision: Precision,
): Map<string, Tensor> {
  const part = (from: number, length: number): TensorData => {
    const values = theta.slice(from, from + length);
    return precision === 'f32' ? Float32Array.from(values) : values;
  };
  const tensors = new Map<string, Tensor>();
  for (const { layer, outputs, inputs, weights, biases } of layerRanges(network)) {
    const name = `layers.${layer - 1}`;
    tensors.set(`${name}.weight`, { shape: [outputs, inputs], data: part(weights, outputs * inputs) });
    if (biases !== null) tensors.set(`${name}.bias`, { shape: [outputs], data: part(biases, outputs) });
  }
  return tensors;
}

/**
 * The inverse. Layers are taken by their numbers, whatever stands before these and whether or not some are left out, so that what `nn.Sequential` calls `0.weight`,
 * `2.weight` is read, too.
 * @param file what to call the file in messages
 * @throws UserError where a tensor is missing, of another shape, or of no layer, or a number is not finite
 */
export function thetaOfTensors(
  network: NetworkSpec,
  tensors: ReadonlyMap<string, Tensor>,
  file: string,
): Float64Array {
  const fail = (what: string): never => {
    throw new UserError(`${file}: ${what}`, file);
  };
  const quoted = (name: string): string => JSON.stringify(name);
  const numbered = new Map<number, Partial<Record<'weight' | 'bias', { name: string; tensor: Tensor }>>>();
  let prefix: string | null = null;
  for (const [name, tensor] of tensors) {
    const [, before, number, part] = /^((?:.*\.)?)(\d{1,6})\.(weight|bias)$/.exec(name) ?? [];
    if (before === undefined)
      return fail(`${quoted(name)} is no weight or bias of a numbered layer, such as layers.0.weight.`);
    if (prefix !== null && before !== prefix)
      return fail(`${quoted(name)} belongs to another network than the tensors before it.`);
    prefix = before;
    const layer = numbered.get(Number(number)) ?? {};
    if (layer[part as 'weight' | 'bias'])
      return fail(`${quoted(name)} is there twice, with its number written differently.`);
    numbered.set(Number(number), { ...layer, [part!]: { name, tensor } });
  }
  const ranges = layerRanges(network);
  const layers = [...numbered].sort(([a], [b]) => a - b).map(([, layer]) => layer);
  if (layers.length !== ranges.length)
    return fail(
      `these are the parameters of ${layers.length} layers, and the network ${network.sizes.join('-')} has ${ranges.length}.`,
    );
  const theta = new Float64Array(ranges.at(-1)!.end);
  for (const { layer, outputs, inputs, weights, biases } of ranges) {
    const found = layers[layer - 1]!;
    const place = (part: 'weight' | 'bias', at: number | null, shape: readonly number[]): void => {
      const one = found[part];
      if (at === null) {
        if (one) fail(`there is ${quoted(one.name)}, but layer ${layer} of the experiment has no biases.`);
        return;
      }
      if (!one) return fail(`the ${part === 'weight' ? 'weights' : 'biases'} of layer ${layer} are missing.`);
      if (one.tensor.shape.join() !== shape.join())
        return fail(
          `${quoted(one.name)} has the shape [${one.tensor.shape.join(', ')}], and layer ${layer} of the network ${network.sizes.join('-')} needs [${shape.join(', ')}].`,
        );
      const wrong = one.tensor.data.findIndex((value) => !Number.isFinite(value));
      if (wrong >= 0)
        return fail(
          `${quoted(one.name)} holds ${one.tensor.data[wrong]} as its number ${wrong + 1}; a run can only start from finite numbers.`,
        );
      theta.set(one.tensor.data, at);
    };
    place('weight', weights, [outputs, inputs]);
    place('bias', biases, [outputs]);
  }
  return theta;
}
