import type { Arithmetic } from './arithmetic';
import type { Eigen, Lanczos, LanczosOptions, TridiagonalEigen } from './eigen';
import type { Ensemble, EnsembleOptions } from './ensemble';
import type { PlainTraining, PlainTrainingOptions } from './plain-training';
import type { Problem } from './problem';
import type { Workspace } from './workspace';

export interface Core extends Arithmetic {
  /** SHA-256 of the module's bytes, hex: the build that computed a result. */
  readonly build: string;
  /** The compiled module, to hand to worker threads. */
  readonly module: WebAssembly.Module;
  workspace(problem: Problem): Workspace;
  /** Throws `UserError` on what a workspace and its trainer refuse. */
  plainTraining(problem: Problem, theta: Float64Array, options: PlainTrainingOptions): PlainTraining;
  /**
   * Trains many members of one problem at once; its test set is not looked at. Throws `UserError` on what a workspace refuses, on zero members, arrays of a
   * wrong length, starts and rates that are not finite, and where the memory does not fit in 4 GiB.
   */
  ensemble(problem: Problem, options: EnsembleOptions): Ensemble;
  /**
   * Eigenvalues, and eigenvectors where asked for, of a symmetric matrix: n × n, row-major, only read. Householder tridiagonalisation and
   * implicit QL. Throws `UserError` where the matrix is not finite, not symmetric to the bit, or too large.
   */
  eigen(matrix: Float64Array, n: number, options: { readonly vectors: boolean }): Eigen;
  /**
   * Eigenvalues of a symmetric tridiagonal matrix by implicit QL, with the first and last components of its eigenvectors, which cost n² operations; all
   * components, which cost n³, where asked for. diagonal: n numbers, off: n − 1. Throws `UserError` where they are not finite.
   */
  tridiagonal(
    diagonal: Float64Array,
    off: Float64Array,
    options: { readonly vectors: boolean },
  ): TridiagonalEigen;
  /**
   * The Lanczos iteration for a symmetric n × n matrix that is known by its products; `apply` gets a vector of its own each time. Every new direction is
   * made orthogonal to all earlier ones twice, so no eigenvalue shows up more often than the matrix has it. A start sees each eigenvalue once, whatever its
   * multiplicity. All sums are in one order: the same products give the same bits. Entries should have squares that neither overflow nor vanish.
   * Throws `UserError` where a product is not finite or has a wrong length, the start is 0, or the basis does not fit in 4 GiB.
   */
  lanczos(n: number, apply: (v: Float64Array) => Float64Array, options: LanczosOptions): Lanczos;
}
