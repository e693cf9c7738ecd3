import type { ActivationName } from '../../../src/core/contract';

/** [φ(z), φ′(z)] straight from the definitions, with the host's Math: an oracle for tests only. */
export function plainActivation(name: ActivationName, z: number): [number, number] {
  const sigmoid = (x: number): number => (x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x)));
  switch (name) {
    case 'linear':
      return [z, 1];
    case 'sigmoid':
      return [sigmoid(z), sigmoid(z) * sigmoid(-z)];
    case 'tanh':
      return [Math.tanh(z), 1 - Math.tanh(z) ** 2];
    case 'relu':
      return z > 0 ? [z, 1] : [z === z ? 0 : NaN, 0];
    case 'relu-half':
      return z > 0 ? [z, 1] : [z === z ? 0 : NaN, z === 0 ? 0.5 : 0];
    case 'relu-one':
      return z > 0 ? [z, 1] : [z === z ? 0 : NaN, z === 0 ? 1 : 0];
    case 'leaky-relu':
      return z > 0 ? [z, 1] : [0.01 * z, 0.01];
    case 'elu':
      return z > 0 ? [z, 1] : [Math.expm1(z), Math.exp(z)];
    case 'softplus':
      return [Math.max(z, 0) + Math.log1p(Math.exp(-Math.abs(z))), sigmoid(z)];
    case 'gelu': {
      const normal = normalDistribution(z);
      return [z * normal, normal + (z * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI)];
    }
    case 'gelu-tanh': {
      const factor = Math.sqrt(2 / Math.PI);
      const t = Math.tanh(factor * (z + 0.044715 * z ** 3));
      const slope = factor * (1 + 3 * 0.044715 * z * z);
      return [0.5 * z * (1 + t), 0.5 * (1 + t) + 0.5 * z * (1 - t * t) * slope];
    }
    case 'silu':
      return [z * sigmoid(z), sigmoid(z) + z * sigmoid(z) * sigmoid(-z)];
    case 'sin':
      return [Math.sin(z), Math.cos(z)];
  }
}

/** Φ(z) by the series of erf near 0 and a continued fraction of erfc beyond, each to the end of double precision. */
function normalDistribution(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  if (x < 2.5) {
    let term = x;
    let sum = x;
    for (let n = 1; n < 100; n++) {
      term *= (-x * x) / n;
      sum += term / (2 * n + 1);
    }
    const erf = (2 / Math.sqrt(Math.PI)) * sum;
    return z < 0 ? 0.5 * (1 - erf) : 0.5 * (1 + erf);
  }
  let fraction = 0;
  for (let n = 200; n >= 1; n--) fraction = n / 2 / (x + fraction);
  const tail = Math.exp(-x * x) / Math.sqrt(Math.PI) / (x + fraction) / 2;
  return z < 0 ? tail : 1 - tail;
}
