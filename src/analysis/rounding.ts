import type { LossName, Problem } from '../core/contract';
import { activation } from '../model/activations';
import { layerRanges } from '../model/network';
import { norm } from '../model/vectors';
import { biasesOf, weightsOf } from './layers';
import type { Pass } from './pass';

/**
 * How far rounding alone can take the derivatives computed at a point from the true ones: first-order bounds by norms (Higham, Accuracy and Stability
 * of Numerical Algorithms, ch. 3: a sum of n terms in any order errs by at most n·u times the sum of their moduli), carried through the network sample by
 * sample. What is smaller than its bound cannot be told from 0.
 */
export interface RoundingBounds {
  /** On the Euclidean norm of the gradient's error per weight layer, in the precision of the problem. */
  readonly layerGradients: readonly number[];
  /** … and of the whole gradient's. */
  readonly gradient: number;
  /** On the spectral norm of the Hessian's error (Hessians are computed in f64, from parameters and samples rounded to the problem's precision). */
  readonly hessian: number;
}

/** Unit round-off. */
const unit = { f64: 2 ** -53, f32: 2 ** -24 } as const;
/** Round-offs that one elementary function of the core and the product with it are allowed. */
const perFunction = 8;

export function roundingBounds(problem: Problem, theta: Float64Array, pass: Pass): RoundingBounds {
  const { network, train, precision, l1, l2 } = problem;
  const u = unit[precision];
  const layers = layerRanges(network).map((range, index) => {
    const { steepest, mostCurved } = activation(network.activations[index]!);
    const matrix = weightsOf(theta, range);
    const frobenius = norm(matrix);
    const weights = Math.min(frobenius, largestGain(matrix, range.outputs, range.inputs));
    const biases = norm(biasesOf(theta, range));
    return { ...range, weights, frobenius, biases, biased: range.biases !== null, steepest, mostCurved };
  });
  const depth = layers.length;
  const outputs = layers[depth - 1]!.outputs;
  const { slope, curvature, onLogits } = factors(problem.loss, train.count, outputs);
  const layerGradients = layers.map(() => 0);
  let hessianTerms = 0;
  /** Per layer: norm of what it receives (with the 1 for the bias), its error, the error of z, and a bound on ‖∂z/∂θ‖. */
  const received = new Float64Array(depth);
  const receivedError = new Float64Array(depth);
  const zError = new Float64Array(depth);
  const zSlope = new Float64Array(depth);
  for (let i = 0; i < train.count; i++) {
    let size = rowNorm(train.inputs, i, network.sizes[0]!);
    let error = 0;
    let slopeBelow = 0;
    layers.forEach(({ inputs, weights, frobenius, biases, biased, steepest, outputs: units }, l) => {
      received[l] = biased ? Math.sqrt(size * size + 1) : size;
      receivedError[l] = error;
      zError[l] = weights * error + (inputs + 1) * u * (frobenius * size + biases);
      zSlope[l] = Math.sqrt(received[l]! ** 2 + (weights * slopeBelow) ** 2);
      slopeBelow = steepest * zSlope[l]!;
      size = rowNorm(pass.activations[l]!, i, units);
      error = steepest * zError[l]! + perFunction * u * size;
    });
    const target = rowNorm(train.targets, i, outputs);
    const answer = onLogits ? 1 : size;
    const last = layers[depth - 1]!;
    const outputSlope = slope * (answer + target);
    let deltaError =
      last.steepest * (curvature * error + perFunction * u * outputSlope) +
      last.mostCurved * zError[depth - 1]! * outputSlope;
    hessianTerms +=
      (curvature * last.steepest ** 2 + last.mostCurved * outputSlope) * zSlope[depth - 1]! ** 2;
    for (let l = depth - 1; l >= 0; l--) {
      const delta = rowNorm(pass.deltas[l]!, i, layers[l]!.outputs);
      layerGradients[l]! += (deltaError + train.count * u * delta) * received[l]! + delta * receivedError[l]!;
      if (l === 0) break;
      const { steepest, mostCurved } = layers[l - 1]!;
      const { weights, frobenius, outputs: units } = layers[l]!;
      const back = weights * delta;
      hessianTerms += 2 * delta * steepest * zSlope[l - 1]! + mostCurved * back * zSlope[l - 1]! ** 2;
      deltaError =
        steepest * weights * deltaError +
        back * mostCurved * zError[l - 1]! +
        frobenius * delta * (units + perFunction) * u * steepest;
    }
  }
  const penalties = 2 * u * (l1 * Math.sqrt(theta.length) + l2 * norm(theta));
  const roundings = layers.reduce(
    (sum, { inputs, outputs: units }) => sum + inputs + units + 2 * perFunction,
    train.count,
  );
  return {
    layerGradients: layerGradients.map((bound) => bound + penalties),
    gradient: norm(Float64Array.from(layerGradients)) + penalties,
    hessian: roundings * unit.f64 * (hessianTerms + l2),
  };
}

/** Bounds of a loss per sample: its slope is at most `slope`·(‖answer‖ + ‖target‖), answer being f, or a probability on logits; its curvature at most `curvature`. */
function factors(loss: LossName, samples: number, outputs: number) {
  switch (loss) {
    case 'half-mean-squared-error':
      return { slope: 1 / samples, curvature: 1 / samples, onLogits: false };
    case 'mean-squared-error':
      return { slope: 2 / (samples * outputs), curvature: 2 / (samples * outputs), onLogits: false };
    case 'half-sum-of-squares':
      return { slope: 1, curvature: 1, onLogits: false };
    case 'binary-cross-entropy': {
      // The probabilities of m outputs have a norm of at most √m.
      const slope = Math.sqrt(outputs) / (samples * outputs);
      return { slope, curvature: 0.25 / (samples * outputs), onLogits: true };
    }
    case 'softmax-cross-entropy':
      return { slope: 1 / samples, curvature: 0.5 / samples, onLogits: true };
  }
}

/** Multiplications that a sharper norm of one weight matrix may cost. */
const mostProducts = 4e6;

/**
 * A bound on ‖W‖₂ (W: rows × columns): with the singular values σ of W, (Σσ⁸)^⅛ = ‖(WᵀW)²‖^¼ of Frobenius, at most n^⅛ times too large where
 * Frobenius’ own is up to √n. Infinite where it would cost too much.
 */
function largestGain(matrix: Float64Array, rows: number, columns: number): number {
  const [n, m] = rows < columns ? [rows, columns] : [columns, rows];
  if (n * n * (n + m) > mostProducts) return Infinity;
  const [step, stride] = rows < columns ? [1, columns] : [columns, 1];
  const gram = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += matrix[i * stride + k * step]! * matrix[j * stride + k * step]!;
      gram[i * n + j] = sum;
    }
  let squares = 0;
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += gram[i * n + k]! * gram[k * n + j]!;
      squares += sum * sum;
    }
  return Math.sqrt(Math.sqrt(Math.sqrt(squares)));
}

function rowNorm(rows: Float64Array, row: number, width: number): number {
  let sum = 0;
  for (let at = row * width, end = at + width; at < end; at++) sum += rows[at]! ** 2;
  return Math.sqrt(sum);
}
