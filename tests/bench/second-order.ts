import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { core, type Problem } from '../../src/core';
import { median, medianRatio, oddOnes, race, type Contender } from './race';

/**
 * Second derivatives of 2-16-16-1 (tanh, 256 samples, half the mean squared error, P = 337) and symmetric eigenvalues, against the same algorithms in C at 128 bits
 * without fused multiply-add (limit/second-order.c). C runs in processes of its own and times itself.
 */

const SIZES = [2, 16, 16, 1] as const;
const COUNT = 256;
/** What the core takes for this network: 32 vectors of samples in a block. */
const BLOCK_VECTORS = 32;

const ENCODINGS = [
  ['SSE', ['-msse4.2', '-mno-avx']],
  ['three-operand', ['-mavx', '-mno-fma', '-mprefer-vector-width=128']],
] as const;

const list = (length: number, scale = 1): number[] => {
  let state = 42;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * scale;
  });
};

/** Times products, Hessians and eigenvalues and prints the core's speed as a share of C's; returns whose numbers are not the core's. */
export function secondOrderBench(): string[] {
  const inputs = list(2 * COUNT);
  const targets = list(COUNT);
  const [theta, direction] = [list(337, 0.5), list(400).slice(63)];
  const problem: Problem = {
    network: { sizes: SIZES, activations: ['tanh', 'tanh', 'linear'], biases: [true, true, true] },
    loss: 'half-mean-squared-error',
    precision: 'f64',
    train: { count: COUNT, inputs: Float64Array.from(inputs), targets: Float64Array.from(targets) },
    accuracy: { kind: 'none' },
    l1: 0,
    l2: 0,
    batchSize: COUNT,
  };
  const second = core().workspace(problem).secondOrder();
  const [point, along] = [Float64Array.from(theta), Float64Array.from(direction)];
  const network = [
    SIZES.length - 1,
    ...SIZES,
    COUNT,
    BLOCK_VECTORS,
    ...inputs,
    ...targets,
    ...theta,
    ...direction,
  ];
  const prepared = second.prepareHessian(point);
  const product = (): Float64Array => prepared.hessianVector(along);
  const missed = compare('products at a prepared point', 1, 3000, network, product);
  const hessian = new Float64Array(337 * 337);
  const fill = (): Float64Array => second.hessian(point, hessian);
  const values = (): Float64Array => eigenvalues(hessian, 337);
  missed.push(...compare('Hessian', 2, 100, network, fill));
  missed.push(...compare('Hessian and its eigenvalues', 3, 50, network, () => eigenvalues(fill(), 337)));
  missed.push(...compare('eigenvalues, n = 337', 4, 50, [337, ...hessian], values));
  const entries = list(1000 * 1000);
  const large = Float64Array.from(entries, (_, at) => {
    const [i, j] = [Math.floor(at / 1000), at % 1000];
    return entries[Math.max(i, j) * 1000 + Math.min(i, j)]!;
  });
  const more = compare('eigenvalues, n = 1,000', 4, 2, [1000, ...large], () => eigenvalues(large, 1000));
  return [...missed, ...more];
}

function eigenvalues(matrix: Float64Array, n: number): Float64Array {
  return core().eigen(matrix, n, { vectors: false }).values;
}

function compare(
  title: string,
  workload: number,
  units: number,
  numbers: readonly number[],
  unit: () => Float64Array,
): string[] {
  let last: Float64Array = new Float64Array();
  const own: Contender = {
    name: 'core f64',
    units,
    run: (count) => {
      for (let i = 0; i < count; i++) last = unit();
    },
    result: () => last,
  };
  const contenders = [
    own,
    ...ENCODINGS.flatMap(([name, flags]) => limitOf(name, flags, workload, units, numbers)),
  ];
  const speeds = race(contenders);
  console.log(`\n${title}`);
  contenders.forEach(({ name }, index) => {
    const speed = median(speeds[index]!);
    const share = index === 0 ? '' : `   core ÷ C: ${medianRatio(speeds[0]!, speeds[index]!).toFixed(2)}`;
    console.log(
      `  ${name.padEnd(20)}${speed.toFixed(0).padStart(8)}/s ${(1000 / speed).toFixed(3).padStart(9)} ms${share}`,
    );
  });
  return oddOnes(contenders).map((name) => `${title}: ${name} computes other numbers`);
}

function limitOf(
  encoding: string,
  flags: readonly string[],
  workload: number,
  units: number,
  numbers: readonly number[],
): Contender[] {
  const program = compile(encoding, flags);
  if (program === undefined) return [];
  let result: Float64Array = new Float64Array();
  const seconds = (count: number): number => {
    const input = Buffer.from(Float64Array.from([workload, count, ...numbers]).buffer);
    const output = execFileSync(program, { input, maxBuffer: 2 ** 26 });
    const answer = new Float64Array(new Uint8Array(output).buffer);
    result = answer.subarray(1);
    return answer[0] ?? NaN;
  };
  return [{ name: `C ${encoding}`, units, run: seconds, seconds, result: () => result }];
}

function compile(encoding: string, flags: readonly string[]): string | undefined {
  const folder = fileURLToPath(new URL('../../out/bench/', import.meta.url));
  const source = fileURLToPath(new URL('limit/second-order.c', import.meta.url));
  const program = `${folder}second-order-${encoding}`;
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync(
      'gcc',
      ['-O3', ...flags, '-ffp-contract=off', '-DPRECISION=64', source, '-lm', '-o', program],
      {
        stdio: 'pipe',
      },
    );
    return program;
  } catch {
    console.log(`  No C reference in ${encoding} encoding: gcc for x86 is not there.`);
    return undefined;
  }
}
