/**
 * Smaller eigenvalue of [[a, b], [b, c]], by the formulas of LAPACK's dlae2: no square overflows, and where the larger one decides
 * the sum the smaller one comes from the determinant, not from a difference. NaN where the entries are not finite, or too large to be added.
 */
export function smallerEigenvalue(a: f64, b: f64, c: f64): f64 {
  if (!(Math.abs(a) + 2 * Math.abs(b) + Math.abs(c) < Infinity)) return NaN;
  const sum = a + c;
  const root = hypotenuse(Math.abs(a - c), Math.abs(b + b));
  if (sum < 0) return 0.5 * (sum - root);
  // From 0, not by a sign: a matrix of zeros gives 0, not −0.
  if (sum == 0) return 0 - 0.5 * root;
  const larger = 0.5 * (sum + root);
  const aLarger = Math.abs(a) > Math.abs(c);
  return ((aLarger ? a : c) / larger) * (aLarger ? c : a) - (b / larger) * b;
}

/** √(x² + y²) of two numbers of 0 or more. */
function hypotenuse(x: f64, y: f64): f64 {
  const most = max(x, y);
  if (most == 0) return 0;
  const share = min(x, y) / most;
  return most * Math.sqrt(1 + share * share);
}
