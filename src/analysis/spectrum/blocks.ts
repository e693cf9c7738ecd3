import type { Core, NetworkShape } from '../../core/contract';
import { layerRanges } from '../../model/network';
import { type Inertia, inertiaOf } from './inertia';

/** A diagonal block of the Hessian: the curvature when only these parameters move. */
export interface BlockSpectrum {
  /** `layer 1`, or `W1`, `b1`. */
  readonly name: string;
  /** Range of indices in θ: from `start` to before `end`. */
  readonly start: number;
  readonly end: number;
  /** Ascending. */
  readonly eigenvalues: Float64Array;
  readonly inertia: Inertia;
}

/** Frobenius norms of all blocks of the Hessian, blocks × blocks, row-major and symmetric. */
export interface BlockNorms {
  readonly names: readonly string[];
  readonly norms: Float64Array;
}

interface Span {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Weights and biases of each layer together. */
export function layerSpans(network: NetworkShape): Span[] {
  return layerRanges(network).map(({ layer, weights, end }) => ({
    name: `layer ${layer}`,
    start: weights,
    end,
  }));
}

/** Each weight matrix and each bias vector. */
export function blockSpans(network: NetworkShape): Span[] {
  return layerRanges(network).flatMap(({ layer, weights, biases, end }) => [
    { name: `W${layer}`, start: weights, end: biases ?? end },
    ...(biases === null ? [] : [{ name: `b${layer}`, start: biases, end }]),
  ]);
}

/** @param tolerance that of the whole matrix: a block of an error is no larger than the error */
export function blockSpectrum(
  core: Core,
  hessian: Float64Array,
  n: number,
  span: Span,
  tolerance: number,
): BlockSpectrum {
  const size = span.end - span.start;
  const block = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = (span.start + i) * n;
    block.set(hessian.subarray(row + span.start, row + span.end), i * size);
  }
  const { values } = core.eigen(block, size, { vectors: false });
  return { ...span, eigenvalues: values, inertia: inertiaOf(values, tolerance) };
}

export function blockNorms(hessian: Float64Array, n: number, spans: readonly Span[]): BlockNorms {
  const norms = new Float64Array(spans.length ** 2);
  spans.forEach((rows, i) =>
    spans.forEach((columns, j) => {
      let squares = 0;
      for (let row = rows.start; row < rows.end; row++)
        for (let at = row * n + columns.start, end = row * n + columns.end; at < end; at++)
          squares += hessian[at]! ** 2;
      norms[i * spans.length + j] = Math.sqrt(squares);
    }),
  );
  return { names: spans.map(({ name }) => name), norms };
}
