import type { Core, NetworkShape, Problem } from '../../core/contract';
import { UserError } from '../../model/user-error';
import { layerRanges, parameterCount } from '../../model/network';

/**
 * The line of critical points that duplicating a hidden unit makes of one critical point (Fukumizu & Amari 2000): the copy has the unit's incoming weights
 * and bias, and the two share its outgoing weights v as λv and (1 − λ)v. The function is the same all along.
 */
export interface DuplicatedUnitLine {
  /** The network with one unit more in that layer; the copy is the layer's last unit. */
  readonly network: NetworkShape;
  /** 1-based hidden layer and 0-based unit that is duplicated. */
  readonly layer: number;
  readonly unit: number;
  /** θ(λ) = base + λ·direction; at λ = 1 the copy has no outgoing weight, at λ = 0 the unit itself has none. */
  readonly base: Float64Array;
  readonly direction: Float64Array;
}

/**
 * @param theta a point of the narrow network
 * @param layer 1-based hidden layer
 * @param unit 0-based
 * @throws UserError where the network has no such layer or unit, or θ has a wrong length
 */
export function duplicatedUnitLine(
  network: NetworkShape,
  theta: Float64Array,
  layer: number,
  unit: number,
): DuplicatedUnitLine {
  const width = network.sizes[layer];
  if (!Number.isInteger(layer) || layer < 1 || layer > network.sizes.length - 2 || width === undefined)
    throw new UserError(
      `there is no hidden layer ${layer}: this network has ${network.sizes.length - 2}.`,
      'layer',
    );
  if (!Number.isInteger(unit) || unit < 0 || unit >= width)
    throw new UserError(
      `there is no unit ${unit + 1} in hidden layer ${layer}, which has ${width}: choose one of these.`,
      'unit',
    );
  if (theta.length !== parameterCount(network))
    throw new UserError(
      `theta has ${theta.length} numbers but this network has ${parameterCount(network)} parameters: give all of them, layer by layer.`,
      'theta',
    );
  const wide = { ...network, sizes: network.sizes.map((size, i) => (i === layer ? size + 1 : size)) };
  const base = new Float64Array(parameterCount(wide));
  const direction = new Float64Array(base.length);
  const narrowRanges = layerRanges(network);
  layerRanges(wide).forEach((to, l) => {
    const from = narrowRanges[l]!;
    for (let row = 0; row < to.outputs; row++) {
      // The copy of a unit has its row; the copy of an input column shares its weights.
      const source = row < from.outputs ? row : unit;
      for (let column = 0; column < to.inputs; column++) {
        const at = to.weights + row * to.inputs + column;
        const shared = l === layer && (column === unit || column === from.inputs);
        const value = theta[from.weights + source * from.inputs + (column < from.inputs ? column : unit)]!;
        if (!shared) base[at] = value;
        else if (column === unit) direction[at] = value;
        else [base[at], direction[at]] = [value, -value];
      }
      if (to.biases !== null) base[to.biases + row] = theta[from.biases! + source]!;
    }
  });
  return { network: wide, layer, unit, base, direction };
}

/** θ at λ. */
export function alongLine({ base, direction }: DuplicatedUnitLine, lambda: number): Float64Array {
  return base.map((value, i) => value + lambda * direction[i]!);
}

/** What decides which parts of the line are minima. */
export interface DuplicatedUnitCurvature {
  /**
   * A, n × n row-major, n the unit's incoming parameters (weights, then bias): the loss changes by ½λ(1 − λ)·uᵀAu + … where the unit moves by
   * (1 − λ)u and its copy by −λu. For one output A = v·E[∂ℓ/∂f·φ″·xxᵀ].
   */
  readonly matrix: Float64Array;
  readonly size: number;
  /** Eigenvalues of A, ascending. */
  readonly values: Float64Array;
  /**
   * `between`: A is positive definite, so 0 < λ < 1 are local minima and the rest saddles, if the narrow network’s point is a strict local minimum;
   * `outside`: the other way round; `nowhere`: A has both signs, so every point but λ = 0 and 1 is a strict saddle; `undecided`: A is singular.
   */
  readonly minima: 'between' | 'outside' | 'nowhere' | 'undecided';
}

/** A from the exact Hessian of the wide network at λ = ½: H₁₁ − H₁₂ − H₂₁ + H₂₂ over the incoming parameters of the unit and its copy. */
export function duplicatedUnitCurvature(
  core: Core,
  narrow: Problem,
  line: DuplicatedUnitLine,
): DuplicatedUnitCurvature {
  const workspace = core.workspace({ ...narrow, network: line.network, precision: 'f64' });
  const H = workspace.secondOrder().hessian(alongLine(line, 0.5));
  const P = line.base.length;
  const range = layerRanges(line.network)[line.layer - 1]!;
  const places = (unit: number) => [
    ...Array.from({ length: range.inputs }, (_, i) => range.weights + unit * range.inputs + i),
    ...(range.biases === null ? [] : [range.biases + unit]),
  ];
  const one = places(line.unit);
  const two = places(range.outputs - 1);
  const n = one.length;
  const at = (row: number, column: number) => H[row * P + column]!;
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = i; j < n; j++) {
      const value =
        at(one[i]!, one[j]!) + at(two[i]!, two[j]!) - (at(one[i]!, two[j]!) + at(two[i]!, one[j]!));
      matrix[i * n + j] = matrix[j * n + i] = value;
    }
  const { values } = core.eigen(matrix, n, { vectors: false });
  const [lowest, highest] = [values[0]!, values[n - 1]!];
  const zero = 1e-12 * H.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const minima =
    lowest > zero
      ? 'between'
      : highest < -zero
        ? 'outside'
        : lowest < -zero && highest > zero
          ? 'nowhere'
          : 'undecided';
  return { matrix, size: n, values, minima };
}
