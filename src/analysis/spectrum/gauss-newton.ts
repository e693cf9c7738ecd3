import type { Core, Workspace } from '../../core/contract';
import { type Inertia, inertiaOf } from './inertia';
import { notFinite } from './exact';

/** The generalised Gauss–Newton matrix: what the Hessian would be if the network were linear in its parameters. Blind to negative curvature. */
export interface GaussNewtonSpectrum {
  /** All eigenvalues, ascending. */
  readonly eigenvalues: Float64Array;
  readonly inertia: Inertia;
  /** Largest |Gᵢⱼ − Gⱼᵢ| between its columns as computed, before their mean was taken: how much rounding there is in them. */
  readonly asymmetry: number;
}

/** Its columns by products with unit vectors. */
export function gaussNewtonSpectrum(
  core: Core,
  workspace: Workspace,
  theta: Float64Array,
  rounding: number,
  checkpoint: (share: number) => void = () => undefined,
): GaussNewtonSpectrum {
  const n = workspace.parameterCount;
  const prepared = workspace.secondOrder().prepareHessian(theta);
  const matrix = new Float64Array(n * n);
  const axis = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    axis[k] = 1;
    matrix.set(prepared.gaussNewtonVector(axis), k * n);
    axis[k] = 0;
    checkpoint((0.8 * (k + 1)) / n);
  }
  if (!matrix.every(Number.isFinite)) throw notFinite();
  let asymmetry = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < i; j++) {
      const [a, b] = [matrix[i * n + j]!, matrix[j * n + i]!];
      asymmetry = Math.max(asymmetry, Math.abs(a - b));
      matrix[i * n + j] = matrix[j * n + i] = (a + b) / 2;
    }
  const { values } = core.eigen(matrix, n, { vectors: false });
  // Values come without residuals; a backward stable solver is off by about n round-offs of the largest.
  const solver = n * 2 ** -53 * Math.max(Math.abs(values[0]!), Math.abs(values[n - 1]!));
  return { eigenvalues: values, inertia: inertiaOf(values, rounding + solver + n * asymmetry), asymmetry };
}
