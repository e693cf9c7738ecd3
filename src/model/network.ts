import type { NetworkShape, Problem } from '../core/contract';

/** Where one weight layer lies in θ: its weight matrix (outputs × inputs, row-major), then its bias vector. */
export interface LayerRange {
  /** 1-based, as in the names `W1`, `b1`. */
  readonly layer: number;
  readonly outputs: number;
  readonly inputs: number;
  /** Offset of the weight matrix in θ; it has outputs·inputs entries. */
  readonly weights: number;
  /** Offset of the bias vector in θ (outputs entries), or null where the layer has none. */
  readonly biases: number | null;
  /** Offset after the layer's last parameter. */
  readonly end: number;
}

/** The ranges of all weight layers, in the order of θ. */
export function layerRanges(network: NetworkShape): LayerRange[] {
  const ranges: LayerRange[] = [];
  let offset = 0;
  for (let index = 0; index + 1 < network.sizes.length; index++) {
    const inputs = network.sizes[index]!;
    const outputs = network.sizes[index + 1]!;
    const weights = offset;
    offset += outputs * inputs;
    const biases = network.biases[index] ? offset : null;
    if (biases !== null) offset += outputs;
    ranges.push({ layer: index + 1, outputs, inputs, weights, biases, end: offset });
  }
  return ranges;
}

/** Length of θ. */
export function parameterCount(network: NetworkShape): number {
  const { sizes, biases } = network;
  let count = 0;
  for (let index = 0; index + 1 < sizes.length; index++)
    count += sizes[index + 1]! * (sizes[index]! + (biases[index] ? 1 : 0));
  return count;
}

/** One name per entry of θ, in its order: `W1[0][1]` = weight layer 1, to unit 0, from input 1; `b1[0]` = bias of unit 0. */
export function parameterNames(network: NetworkShape): string[] {
  const names: string[] = [];
  for (const range of layerRanges(network)) {
    for (let row = 0; row < range.outputs; row++)
      for (let column = 0; column < range.inputs; column++) names.push(`W${range.layer}[${row}][${column}]`);
    if (range.biases !== null)
      for (let row = 0; row < range.outputs; row++) names.push(`b${range.layer}[${row}]`);
  }
  return names;
}

/** The index in θ of a parameter by its name (`W1[0][1]`, `b2[0]`), or −1 where the network has no such parameter. */
export function parameterIndex(network: NetworkShape, name: string): number {
  const parts = /^([Wb])(\d{1,3})\[(\d{1,5})\](?:\[(\d{1,5})\])?$/.exec(name.trim());
  if (!parts) return -1;
  const range = layerRanges(network)[Number(parts[2]) - 1];
  const row = Number(parts[3]);
  if (!range || row >= range.outputs) return -1;
  if (parts[1] === 'b') return parts[4] === undefined && range.biases !== null ? range.biases + row : -1;
  const column = parts[4] === undefined ? -1 : Number(parts[4]);
  return column >= 0 && column < range.inputs ? range.weights + row * range.inputs + column : -1;
}

/** `2-2-1` */
export function sizesText(sizes: readonly number[]): string {
  return sizes.join('-');
}

/** Whether training silences units. */
export function dropsUnits({ dropout }: Pick<Problem, 'dropout'>): boolean {
  return dropout?.some((share) => share > 0) === true;
}
