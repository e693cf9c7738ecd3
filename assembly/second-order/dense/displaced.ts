import { layerAt, layerCount } from '../../network/problem';
import { productForward } from '../../network/product';
import { VECTOR } from '../../network/vectors';
import { weightGradient } from '../../network/weight-gradient';
import { blockRows, curvesAt } from '../layers';
import { displacements, extendedInputs, extendedRows, nextDisplacements, pairAt, unitRows } from './plan';

/**
 * A weight of layer l also moves the inputs h_m of the layers above: Σ_samples ∂loss/∂z_m[j]·∂h_m[n]/∂z_l[i]·h_l[k].
 * For m = l + 1 only n = i is moved: displaced is w × u × K. For m > l + 1 it is w × (inputs of m × u) × K.
 */
export function displacedOf(theta: usize, l: u32, block: u32, vectors: usize, fresh: bool): void {
  let current = displacements;
  let next = nextDisplacements;
  const units = <usize>layerAt(l).outputs;
  for (let m = l + 1; m < layerCount; m++) {
    if (m == l + 1) {
      adjacent(l, block, vectors, fresh);
      continue;
    }
    if (m == l + 2) {
      startDisplacements(theta, l, block, vectors, current);
    } else {
      carryDisplacements(theta, m - 1, units, block, vectors, current, next);
      const spare = current;
      current = next;
      next = spare;
    }
    distant(l, m, current, block, vectors, fresh);
  }
}

/** unitRows[j][i] = ∂loss/∂z_m[j]·φ′(z_l[i]). */
function adjacent(l: u32, block: u32, vectors: usize, fresh: bool): void {
  const units = <usize>layerAt(l).outputs;
  const others = <usize>layerAt(l + 1).outputs;
  const pitch = <usize>vectors * VECTOR;
  const slopes = blockRows(curvesAt(l).slopes, block, units, vectors);
  const deltas = blockRows(curvesAt(l + 1).deltas, block, others, vectors);
  for (let j: usize = 0; j < others; j++) scaleRows(slopes, deltas + j * pitch, unitRows + j * units * pitch, units, pitch);
  const target = pairAt(l, l + 1).displaced;
  weightGradient<f64>(unitRows, extendedRows(l), others * units, extendedInputs(l), vectors, target, fresh);
}

/** unitRows[n][i] = ∂loss/∂z_m[j]·∂h_m[n]/∂z_l[i], one j after the other. */
function distant(l: u32, m: u32, moved: usize, block: u32, vectors: usize, fresh: bool): void {
  const layer = layerAt(m);
  const rows = <usize>(layer.inputs * layerAt(l).outputs);
  const inputs = <usize>extendedInputs(l);
  const pitch = <usize>vectors * VECTOR;
  const deltas = blockRows(curvesAt(m).deltas, block, layer.outputs, vectors);
  let target = pairAt(l, m).displaced;
  for (let j: usize = 0; j < layer.outputs; j++) {
    scaleRows(moved, deltas + j * pitch, unitRows, rows, pitch);
    weightGradient<f64>(unitRows, extendedRows(l), rows, inputs, vectors, target, fresh);
    target += rows * inputs * sizeof<f64>();
  }
}

// @ts-ignore: decorator
@inline
function scaleRows(rows: usize, factors: usize, target: usize, count: usize, pitch: usize): void {
  for (let row: usize = 0; row < count; row++) {
    for (let at: usize = 0; at < pitch; at += VECTOR) {
      v128.store(target + at, f64x2.mul(v128.load(factors + at), v128.load(rows + at)));
    }
    rows += pitch;
    target += pitch;
  }
}

/** target[n][i] = ∂h_l+2[n]/∂z_l[i] = φ′(z_l+1[n])·W_l+1[n][i]·φ′(z_l[i]). */
function startDisplacements(theta: usize, l: u32, block: u32, vectors: usize, target: usize): void {
  const above = layerAt(l + 1);
  const units = <usize>above.inputs;
  const pitch = <usize>vectors * VECTOR;
  const slopes = blockRows(curvesAt(l).slopes, block, units, vectors);
  const slopesAbove = blockRows(curvesAt(l + 1).slopes, block, above.outputs, vectors);
  let weight = theta + above.weights;
  for (let n: usize = 0; n < above.outputs; n++) {
    for (let i: usize = 0; i < units; i++) {
      const factor = v128.load_splat<f64>(weight);
      for (let at: usize = 0; at < pitch; at += VECTOR) {
        const through = f64x2.mul(factor, v128.load(slopes + i * pitch + at));
        v128.store(target + at, f64x2.mul(v128.load(slopesAbove + n * pitch + at), through));
      }
      weight += sizeof<f64>();
      target += pitch;
    }
  }
}

/** target[n][i] = φ′(z_m[n])·Σ_p W_m[n][p]·source[p][i]: from the inputs of layer m to those of the next. */
function carryDisplacements(
  theta: usize,
  m: u32,
  units: usize,
  block: u32,
  vectors: usize,
  source: usize,
  target: usize,
): void {
  const layer = layerAt(m);
  const weights = theta + layer.weights;
  const step = <usize>layer.inputs * sizeof<f64>();
  const wide = units * vectors;
  productForward<f64>(weights, layer.inputs, 0, source, target, layer.outputs, wide);
  const pitch = <usize>vectors * VECTOR;
  const slopes = blockRows(curvesAt(m).slopes, block, layer.outputs, vectors);
  for (let n: usize = 0; n < layer.outputs; n++) {
    const rows = target + n * units * pitch;
    scaleRows(rows, slopes + n * pitch, rows, units, pitch);
  }
}
