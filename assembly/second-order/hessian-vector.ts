import { blockInputs } from '../network/forward';
import { l2, layerAt, layerCount, parameterBytes } from '../network/problem';
import { productBackward, productForward } from '../network/product';
import { SampleSet } from '../network/samples';
import { VECTOR } from '../network/vectors';
import { biasGradient, weightGradient } from '../network/weight-gradient';
import { gradientSum } from './gradient-sum';
import { blockRows, curvesAt, lossCurves } from './layers';
import { applyLossCurves } from './loss-curvature';
import { productSumBackward, productSumForward } from './product-sum';

/**
 * The R-operator (Pearlmutter 1994): one block's share of Hessian·direction, or of the generalised Gauss–Newton matrix
 * JᵀH_loss·J·direction with J the Jacobian of the outputs (Schraudolph 2002), which leaves out every term with a curvature of the
 * network. The block must have been prepared at theta. theta, direction, result: parameter vectors in f64; block 0 starts the result anew.
 */
export function directedGradientOfBlock(
  theta: usize,
  direction: usize,
  set: SampleSet,
  block: u32,
  result: usize,
  gaussNewton: bool,
): void {
  directedForward(theta, direction, set, block);
  const vectors = set.vectors;
  const fresh = block == 0;
  for (let l = layerCount - 1; ; l--) {
    const layer = layerAt(l);
    const curves = curvesAt(l);
    const outputs = layer.outputs;
    const inputs = layer.inputs;
    const deltas = blockRows(curves.deltas, block, outputs, vectors);
    const directed = curves.directedDeltas;
    if (l == layerCount - 1) {
      const rows = blockRows(lossCurves, block, outputs + 1, vectors);
      applyLossCurves(rows, curves.directedValues, directed, outputs, vectors);
    } else {
      directedErrors(theta, direction, l, block, vectors, gaussNewton);
    }
    const slopes = blockRows(curves.slopes, block, outputs, vectors);
    const bends = blockRows(curves.bends, block, outputs, vectors);
    completeDeltas(directed, slopes, bends, curves.directedInputs, <usize>(outputs * vectors) * VECTOR, gaussNewton);

    const weights = result + layer.weights;
    if (l == 0) {
      weightGradient<f64>(directed, blockInputs(set, block), outputs, inputs, vectors, weights, fresh);
    } else {
      const below = curvesAt(l - 1);
      const values = blockRows(below.values, block, inputs, vectors);
      if (gaussNewton) weightGradient<f64>(directed, values, outputs, inputs, vectors, weights, fresh);
      else gradientSum(directed, values, deltas, below.directedValues, outputs, inputs, vectors, weights, fresh);
    }
    if (layer.biased) biasGradient<f64>(directed, outputs, vectors, result + layer.biases, fresh);
    if (l == 0) break;
  }
}

/** result += l2·direction, the penalty's share; l1 has no curvature. */
export function addPenaltyCurvature(direction: usize, result: usize): void {
  if (l2 == 0) return;
  const factor = f64x2.splat(l2);
  for (let at: usize = 0; at < parameterBytes; at += VECTOR) {
    const share = f64x2.mul(factor, v128.load(direction + at));
    v128.store(result + at, f64x2.add(v128.load(result + at), share));
  }
}

/** R z = R b + W·R h + R W·h and R h = φ′·R z, layer by layer; the inputs do not move. */
function directedForward(theta: usize, direction: usize, set: SampleSet, block: u32): void {
  const vectors = set.vectors;
  for (let l: u32 = 0; l < layerCount; l++) {
    const layer = layerAt(l);
    const curves = curvesAt(l);
    const weights = direction + layer.weights;
    const biases = layer.biased ? direction + layer.biases : 0;
    const inputs = layer.inputs;
    const target = curves.directedInputs;
    if (l == 0) {
      const source = blockInputs(set, block);
      productForward<f64>(weights, inputs, biases, source, target, layer.outputs, vectors);
    } else {
      const below = curvesAt(l - 1);
      productSumForward(
        theta + layer.weights,
        weights,
        inputs,
        biases,
        below.directedValues,
        blockRows(below.values, block, inputs, vectors),
        target,
        layer.outputs,
        vectors,
      );
    }
    const slopes = blockRows(curves.slopes, block, layer.outputs, vectors);
    multiplyRows(slopes, target, curves.directedValues, <usize>(layer.outputs * vectors) * VECTOR);
  }
}

/** R(∂loss/∂h) = Wᵀ·Rδ + R Wᵀ·δ of the layer above, into the directed deltas; without the second term for Gauss–Newton. */
function directedErrors(
  theta: usize,
  direction: usize,
  l: u32,
  block: u32,
  vectors: u32,
  gaussNewton: bool,
): void {
  const above = layerAt(l + 1);
  const curves = curvesAt(l + 1);
  const units = above.inputs;
  const target = curvesAt(l).directedDeltas;
  const weights = theta + above.weights;
  const source = curves.directedDeltas;
  if (gaussNewton) {
    productBackward<f64>(weights, above.outputs, source, target, units, vectors, false);
    return;
  }
  const deltas = blockRows(curves.deltas, block, above.outputs, vectors);
  const moved = direction + above.weights;
  productSumBackward(weights, moved, above.outputs, source, deltas, target, units, vectors);
}

/** Rδ = φ′·R(∂loss/∂h) + (∂loss/∂h·φ″)·R z, in place. */
function completeDeltas(
  directed: usize,
  slopes: usize,
  bends: usize,
  inputs: usize,
  bytes: usize,
  gaussNewton: bool,
): void {
  if (gaussNewton) return multiplyRows(slopes, directed, directed, bytes);
  let at: usize = 0;
  for (; at + 2 * VECTOR <= bytes; at += 2 * VECTOR) {
    const d = directed + at;
    const s = slopes + at;
    const b = bends + at;
    const z = inputs + at;
    const first = f64x2.mul(v128.load(b), v128.load(z));
    const second = f64x2.mul(v128.load(b, 16), v128.load(z, 16));
    v128.store(d, f64x2.add(f64x2.mul(v128.load(s), v128.load(d)), first));
    v128.store(d, f64x2.add(f64x2.mul(v128.load(s, 16), v128.load(d, 16)), second), 16);
  }
  if (at == bytes) return;
  const through = f64x2.mul(v128.load(slopes + at), v128.load(directed + at));
  const bent = f64x2.mul(v128.load(bends + at), v128.load(inputs + at));
  v128.store(directed + at, f64x2.add(through, bent));
}

/** target = a·b, number by number; target may be b. Two vectors a turn, which halves what V8 spends on addresses. */
function multiplyRows(a: usize, b: usize, target: usize, bytes: usize): void {
  let at: usize = 0;
  for (; at + 2 * VECTOR <= bytes; at += 2 * VECTOR) {
    const x = a + at;
    const y = b + at;
    const place = target + at;
    const second = f64x2.mul(v128.load(x, 16), v128.load(y, 16));
    v128.store(place, f64x2.mul(v128.load(x), v128.load(y)));
    v128.store(place, second, 16);
  }
  if (at < bytes) v128.store(target + at, f64x2.mul(v128.load(a + at), v128.load(b + at)));
}
