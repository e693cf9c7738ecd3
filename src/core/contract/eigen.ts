export interface Eigen {
  /** n eigenvalues, ascending. */
  readonly values: Float64Array;
  /** n × n, row k the unit eigenvector of value k; absent unless asked for. */
  readonly vectors?: Float64Array;
  /** ‖A·x − λ·x‖ of each pair, measured with the matrix as given; absent without vectors. */
  readonly residuals?: Float64Array;
}

export interface TridiagonalEigen {
  /** n eigenvalues, ascending. */
  readonly values: Float64Array;
  /** First and last component of each unit eigenvector. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** n × n, row k the eigenvector of value k; absent unless asked for. */
  readonly vectors?: Float64Array;
}

export interface LanczosOptions {
  /** Products at most, 1 … 4,096; never more than n are made. */
  readonly steps: number;
  /** The first direction, n numbers, not all 0; of any length. */
  readonly start: Float64Array;
}

/**
 * What m steps of Lanczos know of a symmetric matrix A: with Q the basis (m orthonormal rows), Q·A·Qᵀ is tridiagonal, alpha on its diagonal and beta[0 … m − 2] beside
 * it. Its eigenvalues (Ritz values) and the squares of the first components of its eigenvectors are the nodes and weights of the Gauss quadrature
 * for the spectral measure of the start (Golub & Welsch 1969): Σ_k weights[k]·f(values[k]) = sᵀ·f(A)·s, s the unit start, exactly for
 * polynomials up to degree 2m − 1. The weights sum to 1.
 */
export interface Lanczos {
  /** m numbers. */
  readonly alpha: Float64Array;
  /** m numbers, the last one the length of what remained after the last step. */
  readonly beta: Float64Array;
  /** Nothing but rounding remained: the basis spans an invariant subspace, and every Ritz value is an eigenvalue. */
  readonly invariant: boolean;
  /** m Ritz values, ascending, with their quadrature weights. */
  readonly values: Float64Array;
  readonly weights: Float64Array;
  /** ‖A·x − value·x‖ of each Ritz pair: within this distance of the value there is an eigenvalue. 0 where invariant. */
  readonly residuals: Float64Array;
  /** Q, m × n row-major. Like `vector` only until another iteration begins; then throws `Error`. */
  basis(): Float64Array;
  /** The unit Ritz vector of value k, n numbers. */
  vector(k: number): Float64Array;
}
