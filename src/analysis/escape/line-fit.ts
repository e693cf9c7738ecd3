/** A straight line through points by ordinary least squares. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** Student's 95 % interval of the slope; infinite with two points. */
  readonly interval: readonly [number, number];
  /** Sum of the squared residuals. */
  readonly residual: number;
}

/** @param x at least two different values */
export function fitLine(x: readonly number[], y: readonly number[]): LineFit {
  const n = x.length;
  const meanX = x.reduce((sum, value) => sum + value, 0) / n;
  const meanY = y.reduce((sum, value) => sum + value, 0) / n;
  let squares = 0;
  let products = 0;
  for (let i = 0; i < n; i++) {
    squares += (x[i]! - meanX) * (x[i]! - meanX);
    products += (x[i]! - meanX) * (y[i]! - meanY);
  }
  const slope = products / squares;
  const intercept = meanY - slope * meanX;
  let residual = 0;
  for (let i = 0; i < n; i++) {
    const gap = y[i]! - intercept - slope * x[i]!;
    residual += gap * gap;
  }
  const half = n > 2 ? studentQuantile(n - 2) * Math.sqrt(residual / (n - 2) / squares) : Infinity;
  return { slope, intercept, interval: [slope - half, slope + half], residual };
}

/** 97.5 % points of Student's distribution with 1 … 10 degrees of freedom (any statistical table). */
const table = [
  12.706204736432095, 4.302652729911275, 3.182446305284263, 2.7764451051977987, 2.570581835636314,
  2.446911851144969, 2.3646242510102993, 2.306004135204166, 2.2621571627409915, 2.2281388519649385,
];

/** The 97.5 % point; above ten degrees of freedom by the expansion of Cornish and Fisher (Abramowitz & Stegun 26.7.5), to 1e-5. */
export function studentQuantile(freedom: number): number {
  const listed = table[freedom - 1];
  if (listed !== undefined) return listed;
  const z = 1.959963984540054;
  const z2 = z * z;
  const first = (z * (z2 + 1)) / 4;
  const second = (z * ((5 * z2 + 16) * z2 + 3)) / 96;
  const third = (z * (((3 * z2 + 19) * z2 + 17) * z2 - 15)) / 384;
  const fourth = (z * ((((79 * z2 + 776) * z2 + 1482) * z2 - 1920) * z2 - 945)) / 92160;
  return z + (first + (second + (third + fourth / freedom) / freedom) / freedom) / freedom;
}
