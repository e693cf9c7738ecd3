/** Which side of a kink of relu, leaky-relu or elu counts: the one of the value at t = 0, or the one just after or before it. */
export type TaylorBranch = 'frozen' | 'right' | 'left';

/**
 * Exact second and higher derivatives of the full-batch training loss, penalties included (l1 has no curvature). Always computed in f64: whether an
 * eigenvalue is 0 or 1e−5 of the largest, and whether a coefficient vanishes, is asked of small differences of larger numbers, for which the 7 digits
 * of f32 do not suffice; θ, the directions and the samples are rounded to the problem's precision first, so the answers are about the same function. Twin units get bit-equal rows, and matrices are symmetric to the bit.
 * Second derivatives at a kink are those of the branch z ≤ 0; slopes there are the activation's own φ′(0).
 * Throws `UserError` when the memory does not fit in 4 GiB, and on arrays of a wrong length.
 */
export interface SecondOrder {
  readonly parameterCount: number;
  /** Bytes of linear memory taken so far; the dense Hessian takes more when it is first asked for. */
  readonly memoryBytes: number;
  /** Hessian·direction at θ by the R-operator. Passes through the network forward and backward at θ first. */
  hessianVector(theta: Float64Array, direction: Float64Array): Float64Array;
  /** Makes that pass once for many directions. The point holds until another one is prepared. */
  prepareHessian(theta: Float64Array): PreparedHessian;
  /**
   * JᵀH_loss·J·direction, J the Jacobian of the outputs (after their activation): the generalised Gauss–Newton matrix, positive
   * semi-definite; plus l2·direction.
   */
  gaussNewtonVector(theta: Float64Array, direction: Float64Array): Float64Array;
  /**
   * The Hessian at θ, P × P row-major, exactly symmetric; P at most 4,000. In `into` (P² numbers) where that is given: a new array of that size costs a tenth
   * of the time. At any depth it is computed by the structured algorithm: pair of layers by
   * pair of layers, (unit pairs × samples) times (samples × input pairs). P = 337 (2-16-16-1) on 256 samples takes 1.9 ms on one core of an
   * AMD EPYC with 6.6·10⁹ 128-bit multiply-adds a second at most, where 337 prepared products take 20 ms.
   */
  hessian(theta: Float64Array, into?: Float64Array): Float64Array;
  /** c₀ … c_order of loss(θ + t·direction) = Σ c_k·t^k, by series arithmetic; order 0 … 12. All three branches are coefficients of t^k. */
  taylor(theta: Float64Array, direction: Float64Array, order: number, branch: TaylorBranch): Float64Array;
  /**
   * The same coefficients, bit for bit, and how each changes with the direction: ∂c_k/∂direction is coefficient k − 1 of the gradient of the loss at
   * θ + t·direction, so one pass forward and backward in series arithmetic gives all of them. A unit at a kink whose z vanishes to the
   * asked order counts as not positive, as for the coefficients; ∂|dᵢ|/∂dᵢ of an l1 penalty at θᵢ = dᵢ = 0 counts as 0.
   */
  taylorGradient(
    theta: Float64Array,
    direction: Float64Array,
    order: number,
    branch: TaylorBranch,
  ): TaylorGradient;
}

/** Taylor coefficients of the loss along a direction, and their gradients with respect to the direction. */
export interface TaylorGradient {
  /** c₀ … c_order. */
  readonly coefficients: Float64Array;
  /** (order + 1) × P, row k = ∂c_k/∂direction; row 0 is 0. */
  readonly gradients: Float64Array;
}

/** Products with the Hessian and the Gauss–Newton matrix at one point. Throws `Error` once another point has been prepared. */
export interface PreparedHessian {
  /** In `into` (P numbers) where that is given: for small networks a new array a product costs a tenth to a fifth of its time. */
  hessianVector(direction: Float64Array, into?: Float64Array): Float64Array;
  gaussNewtonVector(direction: Float64Array, into?: Float64Array): Float64Array;
}
