import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Precision } from '../../src/core';
import type { Contender, ContenderGroup } from './contender';
import type { NetworkData, Work } from './work';

/**
 * The same work in C (limit/*.c, each of which says what it reads) at 128 bits without fused multiply-add, once in SSE encoding and once in the three-operand encoding that
 * V8 emits: the most that deterministic WebAssembly can reach. And the same source for this very processor, with fused multiply-add, for
 * orientation. It needs an x86 processor and gcc, and runs in a process of its own that times itself.
 */

interface Build {
  readonly name: string;
  readonly group: ContenderGroup;
  readonly flags: readonly string[];
}

const EXACT = '-ffp-contract=off';
const BUILDS: readonly Build[] = [
  { name: 'C 128 bit SSE', group: 'limit', flags: ['-msse4.2', '-mno-avx', EXACT] },
  {
    name: 'C 128 bit three-operand',
    group: 'limit',
    flags: ['-mavx', '-mno-fma', '-mprefer-vector-width=128', EXACT],
  },
  { name: 'C 128 bit native with FMA', group: 'native', flags: ['-march=native', '-ffp-contract=fast'] },
];

/** One contender per build and precision; a string says why there is none. */
export function limits(work: Work, precisions: readonly Precision[]): (Contender | string)[] {
  return precisions.flatMap((precision) =>
    BUILDS.flatMap((build) => {
      const plan = planOf(work, precision);
      if (plan === undefined) return [];
      const program = compile(plan.source, build, precision);
      return program === undefined
        ? `${build.name} ${precision}: gcc could not build it for this processor`
        : contender(build, precision, program, plan);
    }),
  );
}

/** The arithmetic peak at 128 bit; one unit is so many millions of floating-point operations. */
export function peaks(millions: number): (Contender | string)[] {
  return (['f64', 'f32'] as const).map((precision) => {
    const build = BUILDS[1]!;
    const program = compile('peak', build, precision);
    if (program === undefined)
      return `the 128-bit peak ${precision}: gcc could not build it for this processor`;
    const run = async (units: number): Promise<number> =>
      parseFloat(execFileSync(program, [String(units * millions)], { encoding: 'utf8' }));
    const name = `128-bit peak ${precision}`;
    const about = { name, precision, group: 'limit', workers: 1, sameWork: false, grain: 1 } as const;
    return { ...about, run, result: () => [], close: () => undefined };
  });
}

const built = new Map<string, string | undefined>();

function compile(source: string, build: Build, precision: Precision): string | undefined {
  const name = `${source} ${build.name} ${precision}`.replaceAll(' ', '-');
  if (built.has(name)) return built.get(name);
  const folder = fileURLToPath(new URL('../../out/bench/', import.meta.url));
  const file = fileURLToPath(new URL(`limit/${source}.c`, import.meta.url));
  const program = `${folder}${name}`;
  const options = ['-O3', ...build.flags, `-DPRECISION=${precision.slice(1)}`, file, '-lm', '-o', program];
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('gcc', options, { stdio: 'pipe' });
    built.set(name, program);
  } catch {
    built.set(name, undefined);
  }
  return built.get(name);
}

/** Which program does the work, and what it reads for a number of units. */
interface Plan {
  readonly source: 'limit' | 'second-order' | 'ensemble';
  readonly grain: number;
  readonly numbers: (units: number) => number[];
  /** How often the program is run for so many units, where it has no count of its own. */
  readonly times?: (units: number) => number;
}

const CODES = { training: 1, landscape: 2, xor: 3 } as const;
const SECOND_ORDER_CODES = { products: 1, hessian: 2, spectrum: 3, eigenvalues: 4 } as const;

/** Vectors per row of a block, which stays in the first-level cache; a tiny network's samples are one block. */
const BLOCK_VECTORS = 32;

/** Undefined where there is no such program. */
function planOf(work: Work, precision: Precision): Plan | undefined {
  switch (work.kind) {
    case 'training': {
      const tiny = work.sizes.join() === '2,2,1' && work.targets.length === 4;
      const code = tiny ? CODES.xor : CODES.training;
      const head = work.classes ? 1 : 0;
      const data = [head, ...dataOf(work, tiny ? 1024 : BLOCK_VECTORS), ...work.theta];
      return { source: 'limit', grain: 1, numbers: (units) => [code, units, work.rate, ...data] };
    }
    case 'landscape': {
      const data = [
        0,
        0,
        ...dataOf(work, BLOCK_VECTORS),
        ...work.plane.flat(),
        work.axis.length,
        ...work.axis,
      ];
      const grain = work.axis.length ** 2;
      const times = (units: number): number => units / grain;
      return { source: 'limit', grain, times, numbers: () => [CODES.landscape, 1, ...data] };
    }
    case 'hessian':
    case 'hessian-vector': {
      if (precision === 'f32') return undefined;
      const whole = work.eigenvalues ? SECOND_ORDER_CODES.spectrum : SECOND_ORDER_CODES.hessian;
      const code = work.kind === 'hessian' ? whole : SECOND_ORDER_CODES.products;
      const data = [...dataOf(work, BLOCK_VECTORS), ...work.theta, ...work.direction];
      return { source: 'second-order', grain: 1, numbers: (units) => [code, units, ...data] };
    }
    case 'eigenvalues': {
      if (precision === 'f32') return undefined;
      const numbers = (units: number): number[] => [
        SECOND_ORDER_CODES.eigenvalues,
        units,
        work.n,
        ...work.matrix,
      ];
      return { source: 'second-order', grain: 1, numbers };
    }
    case 'ensemble': {
      const grain = work.thetas.length;
      const data = [grain, work.steps, work.rate, ...work.inputs, ...work.targets, ...work.thetas.flat()];
      return { source: 'ensemble', grain, times: (units) => units / grain, numbers: () => data };
    }
    case 'taylor':
      return undefined;
  }
}

/** Layers, sizes, count, vectors per block, inputs and targets. */
function dataOf({ sizes, inputs, targets }: NetworkData, blockVectors: number): number[] {
  return [sizes.length - 1, ...sizes, inputs.length / sizes[0]!, blockVectors, ...inputs, ...targets];
}

function contender(build: Build, precision: Precision, program: string, plan: Plan): Contender {
  let result: Float64Array = new Float64Array();
  const run = async (units: number): Promise<number> => {
    const input = Buffer.from(Float64Array.from(plan.numbers(units)).buffer);
    let seconds = 0;
    for (let i = 0; i < (plan.times?.(units) ?? 1); i++) {
      const output = execFileSync(program, { input, maxBuffer: 2 ** 28 });
      const numbers = new Float64Array(new Uint8Array(output).buffer);
      seconds += numbers[0] ?? NaN;
      result = numbers.subarray(1);
    }
    return seconds;
  };
  const about = { name: `${build.name} ${precision}`, group: build.group, precision, workers: 1 };
  return { ...about, sameWork: true, grain: plan.grain, run, result: () => result, close: () => undefined };
}
