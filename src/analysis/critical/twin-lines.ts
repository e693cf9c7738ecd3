import type { Workspace } from '../../core/contract';
import { layerRanges } from '../../model/network';
import { addScaled, dot, norm, times } from '../../model/vectors';
import { oddActivations } from './canonical';

/** Two units with the same incoming parameters, and the line along which one hands its outgoing weights to the other. */
export interface TwinLine {
  /** 1-based hidden layer. */
  readonly layer: number;
  /** 0-based units; the first one's share of the outgoing weights is λ, the second one's 1 − λ. */
  readonly units: readonly [number, number];
  /** The second has the incoming parameters of the first with the opposite sign. */
  readonly opposite: boolean;
  /** λ at this point; null where the two cancel. */
  readonly share: number | null;
  /** Unit vector over θ. */
  readonly direction: Float64Array;
  /** ‖H·d‖: 0 where the Hessian has the eigenvalue 0 along the line. */
  readonly curvature: number;
  /** The largest gradient norm at distances −1, −½, ½, 1 along the line. */
  readonly gradientNorm: number;
  /** Whether the whole line is made of critical points, as far as these four tell. */
  readonly critical: boolean;
}

const probes = [-1, -0.5, 0.5, 1] as const;

/**
 * The lines through θ made by units that are duplicates of another (Fukumizu & Amari 2000).
 * @param tolerance units count as duplicates where no incoming parameter differs by more
 * @param gradientTolerance a gradient norm of at most this counts as 0 on the line
 */
export function twinLines(
  workspace: Workspace,
  theta: Float64Array,
  tolerance: number,
  gradientTolerance: number,
): TwinLine[] {
  const { network } = workspace.problem;
  const ranges = layerRanges(network);
  const second = workspace.secondOrder();
  const lines: TwinLine[] = [];
  for (let layer = 0; layer + 1 < ranges.length; layer++) {
    const own = ranges[layer]!;
    const next = ranges[layer + 1]!;
    const incoming = (unit: number) => [
      ...theta.subarray(own.weights + unit * own.inputs, own.weights + (unit + 1) * own.inputs),
      ...(own.biases === null ? [] : [theta[own.biases + unit]!]),
    ];
    const outgoing = (unit: number) =>
      Float64Array.from({ length: next.outputs }, (_, o) => theta[next.weights + o * next.inputs + unit]!);
    const signs = oddActivations.has(network.activations[layer]!) ? [1, -1] : [1];
    for (let a = 0; a < own.outputs; a++)
      for (let b = a + 1; b < own.outputs; b++) {
        const [one, two] = [incoming(a), incoming(b)];
        const sign = signs.find((s) => one.every((value, i) => Math.abs(value - s * two[i]!) <= tolerance));
        if (sign === undefined) continue;
        const total = outgoing(a);
        addScaled(total, sign, outgoing(b));
        const whole = norm(total);
        const way = whole > tolerance ? times(total, 1 / whole) : unitVector(next.outputs);
        const direction = new Float64Array(theta.length);
        way.forEach((value, o) => {
          direction[next.weights + o * next.inputs + a] = value * Math.SQRT1_2;
          direction[next.weights + o * next.inputs + b] = -sign * value * Math.SQRT1_2;
        });
        const gradientNorm = probes.reduce((most, step) => {
          const point = theta.slice();
          addScaled(point, step, direction);
          return Math.max(most, norm(workspace.gradient(point)));
        }, 0);
        lines.push({
          layer: layer + 1,
          units: [a, b],
          opposite: sign < 0,
          share: whole > tolerance ? dot(outgoing(a), total) / (whole * whole) : null,
          direction,
          curvature: norm(second.hessianVector(theta, direction)),
          gradientNorm,
          critical: gradientNorm <= gradientTolerance,
        });
      }
  }
  return lines;
}

function unitVector(length: number): Float64Array {
  const vector = new Float64Array(length);
  vector[0] = 1;
  return vector;
}
