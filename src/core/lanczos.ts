import { UserError } from '../model/user-error';
import { sameLength, whole } from './check';
import type { Core, Lanczos } from './contract';
import { instancesOf, Layout, pitchOf, type EigenInstance } from './eigen-memory';

/** A rest below this share of √n times the largest entry of the tridiagonal matrix is rounding: the subspace is invariant. */
const ROUNDING = 2 ** -50;
const MOST_STEPS = 4096;

interface Places {
  readonly pitch: number;
  readonly vector: number;
  /** steps rows of `pitch` bytes. */
  readonly basis: number;
  readonly products: number;
}

interface Iteration {
  readonly alpha: Float64Array;
  readonly beta: Float64Array;
  readonly invariant: boolean;
}

/** The contract's `lanczos`, with an instance of its own that is kept while problems are small. */
export function createLanczos(
  module: WebAssembly.Module,
  heapBase: number,
  tridiagonal: Core['tridiagonal'],
): Core['lanczos'] {
  const instanceOf = instancesOf(module);
  let runs = 0;
  let running = false;
  return (n, apply, { steps, start }): Lanczos => {
    whole(n, 'n', 1, 2 ** 31);
    whole(steps, 'steps', 1, MOST_STEPS);
    sameLength(start.length, n, 'start', 'as many numbers as the matrix has rows');
    checkStart(start);
    const most = Math.min(steps, n);
    const layout = new Layout(heapBase);
    const pitch = pitchOf(n);
    const places = {
      pitch,
      vector: layout.take(pitch),
      products: layout.take(pitchOf(most)),
      basis: layout.take(most * pitch),
    };
    layout.check(`${most} vectors of ${n} numbers`, 'take fewer steps', 'steps');
    if (running) throw new Error('A Lanczos iteration asked for another one in the middle of a step.');
    const instance = instanceOf(layout.end);
    const run = (runs += 1);
    running = true;
    let iteration: Iteration;
    try {
      iteration = iterate(instance, places, n, most, apply, start);
    } finally {
      running = false;
    }
    const { alpha, beta, invariant } = iteration;
    const count = alpha.length;
    const off = beta.subarray(0, count - 1);
    const { values, first, last } = tridiagonal(alpha, off, { vectors: false });
    let components: Float64Array | undefined;
    const current = (): void => {
      if (run !== runs || running) throw new Error('Another Lanczos iteration has begun after this one.');
    };
    return {
      ...iteration,
      values,
      weights: first.map((value) => value * value),
      residuals: last.map((value) => (invariant ? 0 : beta[count - 1]! * Math.abs(value))),
      basis: () => {
        current();
        return basisOf(instance, places, n, count);
      },
      vector: (k) => {
        current();
        whole(k, 'k', 0, count - 1);
        components ??= tridiagonal(alpha, off, { vectors: true }).vectors ?? new Float64Array();
        return combined(instance, places, n, components.subarray(k * count, (k + 1) * count));
      },
    };
  };
}

function iterate(
  { buffer, exports }: EigenInstance,
  { pitch, vector, basis, products }: Places,
  n: number,
  steps: number,
  apply: (v: Float64Array) => Float64Array,
  start: Float64Array,
): Iteration {
  const alpha: number[] = [];
  const beta: number[] = [];
  const width = pitch / 8;
  const work = new Float64Array(buffer, vector, width).fill(0);
  work.set(unitScaled(start));
  let length = Math.sqrt(exports.dotProduct(vector, vector, pitch));
  let largest = 0;
  for (let j = 0; j < steps; j++) {
    const row = basis + j * pitch;
    exports.divideVector(vector, length, row, pitch);
    const product = apply(new Float64Array(buffer, row, n).slice());
    sameLength(product.length, n, 'the product', 'as many numbers as the matrix has rows');
    work.set(product);
    alpha.push(exports.dotProduct(vector, row, pitch));
    exports.addScaled(vector, -alpha[j]!, row, pitch);
    if (j > 0) exports.addScaled(vector, -beta[j - 1]!, row - pitch, pitch);
    exports.orthogonalise(vector, basis, j + 1, pitch, products);
    length = Math.sqrt(exports.dotProduct(vector, vector, pitch));
    if (!Number.isFinite(alpha[j]! + length)) {
      throw new UserError(
        `The product of step ${j} is not finite, or its square is not: Lanczos needs finite second derivatives.`,
        'apply',
      );
    }
    beta.push(length);
    largest = Math.max(largest, Math.abs(alpha[j]!) + length + (beta[j - 1] ?? 0));
    if (j + 1 === n || length <= ROUNDING * Math.sqrt(n) * largest) {
      return { alpha: Float64Array.from(alpha), beta: Float64Array.from(beta), invariant: true };
    }
  }
  return { alpha: Float64Array.from(alpha), beta: Float64Array.from(beta), invariant: false };
}

function basisOf(
  { buffer }: EigenInstance,
  { pitch, basis }: Places,
  n: number,
  count: number,
): Float64Array {
  const rows = new Float64Array(count * n);
  for (let j = 0; j < count; j++) rows.set(new Float64Array(buffer, basis + j * pitch, n), j * n);
  return rows;
}

/** Σ_j components[j]·row j of the basis. */
function combined(
  { buffer, exports }: EigenInstance,
  { pitch, vector, basis, products }: Places,
  n: number,
  components: Float64Array,
): Float64Array {
  const sum = new Float64Array(buffer, vector, pitch / 8).fill(0);
  new Float64Array(buffer, products, components.length).set(components);
  exports.combine(basis, components.length, products, pitch, vector);
  return sum.slice(0, n);
}

/** The start divided by its largest modulus, so that squares neither vanish nor overflow. */
function unitScaled(start: Float64Array): Float64Array {
  const largest = start.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return start.map((value) => value / largest);
}

function checkStart(start: Float64Array): void {
  const bad = start.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    throw new UserError(`start[${bad}] is ${start[bad]}, but must be a finite number.`, `start[${bad}]`);
  }
  if (start.every((value) => value === 0)) {
    throw new UserError(
      'The start of a Lanczos iteration is 0: take a direction, a random one for instance.',
      'start',
    );
  }
}
