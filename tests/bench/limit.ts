import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Precision } from '../../src/core';
import { medianRatio, type Contender } from './race';

/**
 * The same work in C at 128 bits without fused multiply-add (limit/limit.c), once in SSE encoding and once in the three-operand encoding that
 * V8 emits: the most that deterministic WebAssembly can reach. It needs an x86 processor and gcc, and runs in a process of its own
 * that times itself.
 */

export interface LimitWork {
  readonly kind: 'training' | 'landscape' | 'xor';
  readonly rate: number;
  /** ReLU and softmax cross-entropy instead of tanh and half the mean squared error. */
  readonly classes: boolean;
  readonly sizes: readonly number[];
  /** Vectors per row of a block at most; the samples must fill whole blocks. */
  readonly blockVectors: number;
  readonly inputs: readonly number[];
  readonly targets: readonly number[];
  readonly theta: ArrayLike<number>;
  /** For a landscape: two directions and the points along both axes. */
  readonly directions?: readonly ArrayLike<number>[];
  readonly axis?: ArrayLike<number>;
}

const ENCODINGS = [
  ['SSE', ['-msse4.2', '-mno-avx']],
  ['three-operand', ['-mavx', '-mno-fma', '-mprefer-vector-width=128']],
] as const;
const CODES = { training: 1, landscape: 2, xor: 3 } as const;

/** One contender per precision and encoding; none, and a word why, where it cannot be built. */
export function limitContenders(
  work: LimitWork,
  units: number,
  precisions: readonly Precision[],
): Contender[] {
  return programContenders('limit.c', precisions, units, (count) => numbersOf(work, count));
}

/** The same for any program of limit/ that reads doubles and writes doubles, seconds first; `input` is given the units. */
export function programContenders(
  source: string,
  precisions: readonly Precision[],
  units: number,
  input: (units: number) => number[],
): Contender[] {
  return precisions.flatMap((precision) =>
    ENCODINGS.flatMap(([encoding, flags]) => {
      const program = build(source, precision, encoding, flags);
      return program ? [contender(`C ${encoding} ${precision}`, program, input, units)] : [];
    }),
  );
}

/** Prints the core's speed as a share of C's, by precision and encoding. */
export function printLimits(contenders: readonly Contender[], speeds: number[][]): void {
  contenders.forEach(({ name }, index) => {
    if (!name.startsWith('C ')) return;
    const core = contenders.findIndex((other) => other.name === `core ${name.slice(-3)}`);
    const ratio = medianRatio(speeds[core]!, speeds[index]!).toFixed(2);
    console.log(
      `  core ${name.slice(-3)} ÷ C at 128 bit without FMA, ${name.slice(2, -4)} encoding: ${ratio}`,
    );
  });
}

const built = new Map<string, string | undefined>();

function build(
  file: string,
  precision: Precision,
  encoding: string,
  flags: readonly string[],
): string | undefined {
  const name = `${file.replace('.c', '')}-${precision}-${encoding}`;
  if (!built.has(name)) built.set(name, compile(file, name, precision, flags));
  return built.get(name);
}

function compile(
  file: string,
  name: string,
  precision: Precision,
  flags: readonly string[],
): string | undefined {
  const folder = fileURLToPath(new URL('../../out/bench/', import.meta.url));
  const source = fileURLToPath(new URL(`limit/${file}`, import.meta.url));
  const program = `${folder}${name}`;
  const bits = `-DPRECISION=${precision.slice(1)}`;
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('gcc', ['-O3', ...flags, '-ffp-contract=off', bits, source, '-lm', '-o', program], {
      stdio: 'pipe',
    });
    return program;
  } catch {
    console.log(`  No C reference ${name}: gcc for x86 is not there.`);
    return undefined;
  }
}

function contender(
  name: string,
  program: string,
  inputOf: (units: number) => number[],
  units: number,
): Contender {
  let result: Float64Array = new Float64Array();
  const seconds = (count: number): number => {
    const input = Buffer.from(Float64Array.from(inputOf(count)).buffer);
    const output = execFileSync(program, { input, maxBuffer: 2 ** 26 });
    const numbers = new Float64Array(new Uint8Array(output).buffer);
    result = numbers.subarray(1);
    return numbers[0] ?? NaN;
  };
  return { name, units, run: seconds, seconds, result: () => result };
}

/** What limit.c reads. */
function numbersOf(work: LimitWork, units: number): number[] {
  const { kind, rate, classes, sizes, blockVectors, inputs, targets, theta, directions = [], axis } = work;
  const count = inputs.length / sizes[0]!;
  const head = [CODES[kind], kind === 'landscape' ? 1 : units, rate, classes ? 1 : 0, sizes.length - 1];
  const tail = axis ? [...directions.flatMap((d) => Array.from(d)), axis.length, ...Array.from(axis)] : [];
  return [...head, ...sizes, count, blockVectors, ...inputs, ...targets, ...Array.from(theta), ...tail];
}
