import { createHash } from 'node:crypto';
import { core, type LandscapeQuantity, type Precision, type Problem } from '../../src/core';
import { goldenProblem, numbers, type GoldenCase } from '../core/problems';
import { randomProblem, randomTheta, RULE_SETTINGS } from '../core/random-problems';

/**
 * SHA-256 of results of every kind that the core has, on every path through it: printed as JSON, one name and one hash each, so that runs of different
 * engines, compilers within them and versions can be compared to the last bit. Bundled and run by engines.ts.
 */

/** Part of the bundle, so that it can be run from anywhere. */
const GOLDEN = import.meta.glob<GoldenCase>('../golden/p*_*.json', { eager: true, import: 'default' });

const PRECISIONS: readonly Precision[] = ['f64', 'f32'];
const QUANTITIES: readonly LandscapeQuantity[] = ['loss', 'gradient-norm', 'accuracy', 'curvature'];

/** All hashes, in a fixed order. */
export function fingerprints(): Record<string, string> {
  const found: Record<string, string> = {};
  const put = (name: string, ...parts: readonly Float64Array[]): void => {
    const hash = createHash('sha256');
    // -0 and NaN count by their bits, as they do in a saved file.
    for (const part of parts) hash.update(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
    found[name] = hash.digest('hex');
  };
  elementary(put);
  golden(put);
  for (const precision of PRECISIONS) {
    widths(precision, put);
    rules(precision, put);
    landscapes(precision, put);
    secondOrder(precision, put);
    ensembles(precision, put);
  }
  eigen(put);
  return found;
}

type Put = (name: string, ...parts: readonly Float64Array[]) => void;

function elementary(put: Put): void {
  const { math } = core();
  const next = numbers(1);
  const points = Float64Array.from({ length: 4000 }, (_, i) => next() * 2 ** ((i % 60) - 40));
  const specials = Float64Array.of(0, -0, Infinity, -Infinity, NaN, 5e-324, 709.8, -745.2, 1e300);
  for (const [name, f] of Object.entries(math) as [string, (x: number) => number][]) {
    put(`function ${name}`, points.map(f), specials.map(f));
  }
  const stream = core().stream(7, 'determinism');
  put(
    'random numbers',
    Float64Array.from({ length: 1000 }, (_, i) => (i % 2 ? stream.uniform() : stream.normal())),
    Float64Array.from(stream.permutation(1000)),
  );
}

/** The golden problems: 300 steps of gradient descent each. */
function golden(put: Put): void {
  for (const example of Object.values(GOLDEN).filter(({ network }) => network !== undefined)) {
    put(`golden ${example.id}`, trained(goldenProblem(example), Float64Array.from(example.theta), 300));
  }
}

/** Every width 1 … 40 of a hidden layer, tanh on 2-n-1, where the tails of tiles and vectors fall differently; XOR in its own form at width 2. */
function widths(precision: Precision, put: Put): void {
  const ends = Array.from({ length: 40 }, (_, i) => {
    const problem = networkProblem([2, i + 1, 1], 4 + (i % 9), precision);
    return trained(problem, randomTheta(4 * (i + 1) + 1, i), 200);
  });
  put(`widths 1 to 40 ${precision}`, ...ends);
  put(
    `2-2-1 on four samples ${precision}`,
    trained(networkProblem([2, 2, 1], 4, precision), randomTheta(9, 3), 20_000),
  );
  put(
    `2-16-16-1 on 256 samples ${precision}`,
    trained(networkProblem([2, 16, 16, 1], 256, precision), randomTheta(337, 4), 200),
  );
}

/** Every update rule on random problems: all activations and losses, full batches and mini-batches. */
function rules(precision: Precision, put: Put): void {
  for (const setting of RULE_SETTINGS) {
    // A threshold that every gradient is below, so that the noise comes into it.
    const rule = 'threshold' in setting ? { ...setting, threshold: 1e3 } : setting;
    const ends = [1, 2, 3, 4, 5, 6, 10, 11, 24].flatMap((seed) => {
      const problem = randomProblem(seed, { precision });
      const { count } = problem.train;
      return [count, Math.max(1, Math.floor(count / 2))].map((size) => {
        const workspace = core().workspace(problem);
        const order =
          size === count ? ({ kind: 'full' } as const) : ({ kind: 'shuffled', size, seed } as const);
        const start = randomTheta(workspace.parameterCount, seed);
        const trainer = workspace.startTraining(start, { rule, order, noiseSeed: seed });
        trainer.advance(60);
        return trainer.theta();
      });
    });
    put(`${rule.name} ${precision}`, ...ends);
  }
}

function landscapes(precision: Precision, put: Put): void {
  const accuracy = { kind: 'threshold', threshold: 0 } as const;
  const axis = Float64Array.from({ length: 21 }, (_, i) => -1 + i / 10);
  const grids = QUANTITIES.flatMap((quantity) =>
    [networkProblem([2, 2, 1], 4, precision), networkProblem([2, 7, 5, 1], 37, precision)].map((problem) => {
      const workspace = core().workspace({ ...problem, accuracy });
      const [centre, first, second] = [1, 2, 3].map((seed) => randomTheta(workspace.parameterCount, seed));
      return workspace.landscape(centre!, first!, second!, axis, axis, quantity);
    }),
  );
  put(`landscapes ${precision}`, ...grids);
}

function secondOrder(precision: Precision, put: Put): void {
  const random = [1, 2, 3, 4, 5, 6, 7].map((seed) => randomProblem(seed, { precision }));
  const problems = [...random, networkProblem([2, 16, 16, 1], 256, precision)];
  const results = problems.map((problem, seed) => {
    const second = core().workspace(problem).secondOrder();
    const theta = randomTheta(second.parameterCount, seed);
    const direction = randomTheta(second.parameterCount, seed + 50);
    return {
      hessian: second.hessian(theta),
      product: second.hessianVector(theta, direction),
      gaussNewton: second.gaussNewtonVector(theta, direction),
      taylor: second.taylor(theta, direction, 12, 'right'),
    };
  });
  for (const kind of ['hessian', 'product', 'gaussNewton', 'taylor'] as const) {
    put(`second order, ${kind} ${precision}`, ...results.map((result) => result[kind]));
  }
}

function eigen(put: Put): void {
  const n = 120;
  const list = randomTheta(n * n, 9);
  const matrix = list.map(
    (_, at) => list[Math.min(at % n, Math.floor(at / n)) * n + Math.max(at % n, Math.floor(at / n))]!,
  );
  const { values, vectors } = core().eigen(matrix, n, { vectors: true });
  put('eigenvalues and eigenvectors', values, vectors!);
}

function trained(problem: Problem, theta: Float64Array, steps: number): Float64Array {
  const rule = { name: 'gradient-descent', rate: 0.05 } as const;
  const trainer = core()
    .workspace(problem)
    .startTraining(theta, { rule, order: { kind: 'full' }, noiseSeed: 0 });
  trainer.advance(steps);
  return trainer.theta();
}

/** Tanh layers with a linear output on random data. */
function networkProblem(sizes: readonly number[], count: number, precision: Precision): Problem {
  const layers = sizes.slice(1);
  return {
    network: {
      sizes,
      activations: layers.map((_, l) => (l === layers.length - 1 ? 'linear' : 'tanh')),
      biases: layers.map(() => true),
    },
    loss: 'half-mean-squared-error',
    precision,
    train: {
      count,
      inputs: randomTheta(count * sizes[0]!, 11, 1),
      targets: randomTheta(count * sizes.at(-1)!, 12, 1),
    },
    accuracy: { kind: 'none' },
    l1: 0,
    l2: 0,
    batchSize: count,
  };
}

/** Trainings side by side, in the form of their own that 2-2-1 has and in the general one. */
function ensembles(precision: Precision, put: Put): void {
  const rule = { name: 'gradient-descent', rate: 0.05 } as const;
  const problems = [networkProblem([2, 2, 1], 4, precision), networkProblem([3, 5, 2], 7, precision)];
  const ends = problems.flatMap((problem, seed) => {
    const parameterCount = core().workspace(problem).parameterCount;
    const members = 37;
    const starts = randomTheta(members * parameterCount, seed + 70);
    const ensemble = core().ensemble(problem, { members, starts, rule });
    ensemble.advance(500);
    return [ensemble.thetas(), ensemble.losses()];
  });
  put(`ensembles ${precision}`, ...ends);
}
