import { cpus } from 'node:os';
import { core, type Precision, type Problem } from '../../src/core';
import { benchEnsemble } from './ensemble';
import { limitContenders, printLimits, type LimitWork } from './limit';
import { plainNetwork, type Reals } from './plain-twin';
import { median, medianRatio, oddOnes, printRace, race, ROUNDS, type Contender } from './race';
import { tensorflowXor, type ImportModule } from './tensorflow';

/**
 * The core against plain JavaScript, against TensorFlow.js where it is installed, and against C at the same vector width where gcc is there,
 * in one run and on one thread. Each contender's result is compared with the core's before it is timed.
 */

const RATE = 0.05;
const PRECISIONS: readonly Precision[] = ['f64', 'f32'];

/** Runs everything and prints it; returns how many checks or targets were missed. */
export async function bench(importModule: ImportModule): Promise<number> {
  console.log(`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, one thread`);
  console.log(`medians of ${ROUNDS} interleaved rounds, core ${core().build.slice(0, 12)}`);
  const missed = [
    ...(await benchXor(importModule)),
    ...benchTraining(),
    ...benchLandscape(),
    ...benchEnsemble(),
  ];
  for (const what of missed) console.error(`MISSED: ${what}`);
  return missed.length;
}

/** Full-batch gradient descent on XOR ±1, 2-2-1 with tanh and biases. */
async function benchXor(importModule: ImportModule): Promise<string[]> {
  const inputs = [-1, -1, -1, 1, 1, -1, 1, 1];
  const targets = [-1, 1, 1, -1];
  const start = [0.5, -0.3, 0.2, 0.8, 0.1, -0.1, 0.9, -0.7, 0.3];
  const sizes = [2, 2, 1];
  const contenders = PRECISIONS.map((precision) =>
    coreTraining(problem(sizes, inputs, targets, precision), start, 500_000),
  );
  for (const precision of PRECISIONS) {
    const plain = plainNetwork(sizes, inputs, targets, maker(precision));
    const theta = maker(precision)(start.length);
    theta.set(start);
    const run = (steps: number): void => {
      for (let i = 0; i < steps; i++) plain.step(theta, RATE);
    };
    contenders.push({ name: `plain JavaScript ${precision}`, units: 500_000, run, result: () => theta });
  }
  const work = { rate: RATE, classes: false, sizes, blockVectors: 1024, inputs, targets, theta: start };
  contenders.push(...limitContenders({ ...work, kind: 'xor' }, 500_000, PRECISIONS));
  const peer = await tensorflowXor(importModule, inputs, targets, start, RATE);
  if (peer) {
    const run = (steps: number): void => {
      for (let i = 0; i < steps; i++) peer.step();
    };
    contenders.push({ name: `TensorFlow.js ${peer.version} cpu f32`, units: 4_000, run, result: peer.theta });
  }
  for (const contender of contenders) contender.run(100);
  const missed = oddOnes(contenders).map((name) => `${name} computes something else on XOR`);
  const speeds = race(contenders);
  printRace('XOR 2-2-1 tanh, full batch of 4', 'steps/s', contenders, speeds);
  printLimits(contenders, speeds);
  if (!peer) {
    console.log('  TensorFlow.js is not installed: npm ci --prefix tests/bench/peers');
    return missed;
  }
  const ratio = medianRatio(speeds[0]!, speeds.at(-1)!);
  console.log(`  core f64 is ${ratio.toFixed(0)} × TensorFlow.js's CPU backend (target: 100 ×)`);
  return ratio < 100 ? [...missed, "XOR training at 100 × TensorFlow.js's CPU backend"] : missed;
}

/** Gradient descent on the full batch: 2-16-16-1 tanh with 256 samples; 64-256-256-10 ReLU with softmax cross-entropy and 128 samples. */
function benchTraining(): string[] {
  const next = numbers(1);
  const list = (length: number, size = 1): number[] => Array.from({ length }, () => size * next());
  const oneHot = Array.from({ length: 1280 }, (_, i) => (i % 10 === (7 * Math.floor(i / 10)) % 10 ? 1 : 0));
  const small = { sizes: [2, 16, 16, 1], inputs: list(512), targets: list(256), theta: list(337, 0.5) };
  const large = { sizes: [64, 256, 256, 10], inputs: list(8192), targets: oneHot, theta: list(85_002, 0.1) };
  return [
    ...raceTraining('2-16-16-1 tanh, full batch of 256', 1_000, { ...small, classes: false }),
    ...raceTraining('64-256-256-10 ReLU, full batch of 128', 10, { ...large, classes: true }),
  ];
}

function raceTraining(
  title: string,
  steps: number,
  work: Pick<LimitWork, 'sizes' | 'inputs' | 'targets' | 'classes'> & { readonly theta: number[] },
): string[] {
  const { sizes, inputs, targets, theta, classes } = work;
  const contenders = PRECISIONS.map((precision) =>
    coreTraining(problem(sizes, inputs, targets, precision, classes), theta, steps),
  );
  const limit = { ...work, kind: 'training', rate: RATE, blockVectors: 32 } as const;
  contenders.push(...limitContenders(limit, steps, PRECISIONS));
  for (const contender of contenders) contender.run(100);
  const missed = oddOnes(contenders).map((name) => `${name} computes something else on ${title}`);
  const speeds = race(contenders);
  printRace(title, 'steps/s', contenders, speeds);
  printLimits(contenders, speeds);
  return missed;
}

function coreTraining(problem: Problem, theta: readonly number[], units: number): Contender {
  const trainer = core()
    .workspace(problem)
    .startTraining(Float64Array.from(theta), {
      rule: { name: 'gradient-descent', rate: RATE },
      order: { kind: 'full' },
      noiseSeed: 0,
    });
  return {
    name: `core ${problem.precision}`,
    units,
    run: (n) => trainer.advance(n),
    result: () => trainer.theta(),
  };
}

/** The loss on a 101×101 plane through a 2-16-16-1 tanh network with 256 samples. */
function benchLandscape(): string[] {
  const sizes = [2, 16, 16, 1];
  const parameters = 337;
  const next = numbers(1);
  const inputs = Array.from({ length: 512 }, next);
  const targets = Array.from({ length: 256 }, next);
  const direction = (): Float64Array => Float64Array.from({ length: parameters }, () => 0.5 * next());
  const plane = [direction(), direction(), direction()] as const;
  const axis = Float64Array.from({ length: 101 }, (_, i) => -1 + i / 50);
  const points = axis.length ** 2;
  const contenders: Contender[] = PRECISIONS.map((precision) => {
    const workspace = core().workspace(problem(sizes, inputs, targets, precision));
    let grid: Float64Array = new Float64Array();
    const run = (): void => {
      grid = workspace.landscape(...plane, axis, axis, 'loss');
    };
    return { name: `core ${precision}`, units: points, run, result: () => grid };
  });
  for (const precision of PRECISIONS) {
    const plain = plainNetwork(sizes, inputs, targets, maker(precision));
    const [centre, first, second] = plane;
    const point = maker(precision)(parameters);
    const grid = new Float64Array(points);
    const run = (): void => {
      axis.forEach((beta, j) => {
        axis.forEach((alpha, i) => {
          for (let p = 0; p < parameters; p++) point[p] = centre[p]! + alpha * first[p]! + beta * second[p]!;
          grid[j * axis.length + i] = plain.loss(point);
        });
      });
    };
    contenders.push({ name: `plain JavaScript ${precision}`, units: points, run, result: () => grid });
  }
  const [theta, ...directions] = plane;
  const work = { rate: 0, classes: false, sizes, blockVectors: 32, inputs, targets, theta, directions, axis };
  contenders.push(...limitContenders({ ...work, kind: 'landscape' }, points, PRECISIONS));
  for (const contender of contenders) contender.run(points);
  const missed = oddOnes(contenders).map((name) => `${name} computes another landscape`);
  const speeds = race(contenders);
  printRace('Landscape 101 × 101, 2-16-16-1 tanh, 256 samples', 'points/s', contenders, speeds);
  printLimits(contenders, speeds);
  const seconds = PRECISIONS.map((_, index) => points / median(speeds[index]!));
  console.log(
    `  whole: ${seconds[0]!.toFixed(3)} s in f64 (target: 0.5 s), ${seconds[1]!.toFixed(3)} s in f32`,
  );
  return seconds[0]! > 0.5 ? [...missed, 'the landscape in 0.5 s'] : missed;
}

function problem(
  sizes: readonly number[],
  inputs: readonly number[],
  targets: readonly number[],
  precision: Precision,
  classes = false,
): Problem {
  const count = inputs.length / sizes[0]!;
  const layers = sizes.slice(1);
  return {
    network: {
      sizes,
      activations: layers.map((_, l) => (l === layers.length - 1 ? 'linear' : classes ? 'relu' : 'tanh')),
      biases: layers.map(() => true),
    },
    loss: classes ? 'softmax-cross-entropy' : 'half-mean-squared-error',
    precision,
    train: { count, inputs: Float64Array.from(inputs), targets: Float64Array.from(targets) },
    accuracy: { kind: 'none' },
    l1: 0,
    l2: 0,
    batchSize: count,
  };
}

function maker(precision: Precision): (length: number) => Reals {
  return precision === 'f64' ? (length) => new Float64Array(length) : (length) => new Float32Array(length);
}

/** Uniform in [−1, 1). */
function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}
