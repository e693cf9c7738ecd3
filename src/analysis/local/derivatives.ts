import type { Core, Workspace } from '../../core/contract';
import type { Eigenpairs } from '../../model/planes';
import { UserError } from '../../model/user-error';
import { addScaled, dot } from '../../model/vectors';

/** Above this, all eigenvectors take more time and memory than a picture is worth. */
const mostParameters = 1000;

/** The derivatives of the loss at one point that directions are made of, each computed when it is first asked for. */
export interface LocalDerivatives {
  readonly theta: Float64Array;
  /** Over all training samples. */
  gradient(): Float64Array;
  hessianTimes(direction: Float64Array): Float64Array;
  /** @throws UserError above 1,000 parameters */
  eigenpairs(): Eigenpairs;
  /** Lowest eigenpair of the Hessian restricted to the span of orthonormal vectors. */
  lowestWithin(basis: readonly Float64Array[]): { readonly value: number; readonly vector: Float64Array };
}

export function localDerivatives(core: Core, workspace: Workspace, theta: Float64Array): LocalDerivatives {
  let slope: Float64Array | undefined;
  let pairs: Eigenpairs | undefined;
  return {
    theta,
    gradient: () => (slope ??= workspace.gradient(theta)),
    hessianTimes: (direction) => workspace.secondOrder().hessianVector(theta, direction),
    eigenpairs: () => (pairs ??= denseEigenpairs(core, workspace, theta)),
    lowestWithin: (basis) => {
      const prepared = workspace.secondOrder().prepareHessian(theta);
      const products = basis.map((direction) => prepared.hessianVector(direction));
      const n = basis.length;
      const matrix = new Float64Array(n * n);
      for (let i = 0; i < n; i++)
        for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = dot(basis[i]!, products[j]!);
      const { values, vectors } = core.eigen(matrix, n, { vectors: true });
      const vector = new Float64Array(theta.length);
      basis.forEach((direction, k) => addScaled(vector, vectors![k]!, direction));
      return { value: values[0]!, vector: withPositiveLargest(vector) };
    },
  };
}

function denseEigenpairs(core: Core, workspace: Workspace, theta: Float64Array): Eigenpairs {
  const n = theta.length;
  if (n > mostParameters)
    throw new UserError(
      `All eigenvectors of the Hessian are computed for up to ${mostParameters.toLocaleString('en-GB')} parameters, and this network has ${n.toLocaleString('en-GB')}: choose the gradient, a random direction, or a smaller network.`,
      'network.sizes',
    );
  const { values, vectors } = core.eigen(workspace.secondOrder().hessian(theta), n, { vectors: true });
  return {
    values,
    vector: (index) => withPositiveLargest(vectors!.slice(index * n, (index + 1) * n)),
    tolerance: 1e-9 * values.reduce((most, value) => Math.max(most, Math.abs(value)), 1),
  };
}

/** The vector or its opposite, so that the first entry of largest modulus is positive: an eigenvector has no sign of its own. */
function withPositiveLargest(vector: Float64Array): Float64Array {
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(largest)) largest = value;
  return largest < 0 ? vector.map((value) => (value === 0 ? 0 : -value)) : vector;
}
