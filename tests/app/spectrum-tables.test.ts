import { afterAll, describe, expect, test } from 'vitest';
import { symmetricEigen } from '../../src/analysis/symmetric-eigen';
import { createSaddlescope, type StudyResult } from '../../src/app';
import { layerRanges } from '../../src/model/network';
import { activation as activationOf } from '../../src/model/activations';
import type { ActivationName } from '../../src/core/contract';
import { activationNamed, goldenCases, goldenFile, lossNamed, type GoldenCase } from '../core/problems';

/**
 * Oracles: the closed form of the Hessian at the all-zero point (every entry that is not 0 needs at most two weight factors removed from a product path),
 * tables of its consequences, and Hessians computed in 60-digit arithmetic. All through the public service.
 */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

type Exact = Extract<StudyResult<'spectrum'>, { readonly kind: 'exact' }>;

async function exactSpectrum(document: object, theta?: readonly number[]): Promise<Exact> {
  const { run } = await app.createRun(app.checkExperiment(document));
  const settings = theta ? { theta } : { at: 'origin' };
  const report = (await app.study(run, 'spectrum', settings)) as Exact;
  await app.closeRun(run);
  expect(report.kind).toBe('exact');
  return report;
}

const inertiaOf = ({ inertia }: Exact) => [inertia.negative, inertia.zero, inertia.positive];

/** The eigenvalues that count as not zero equal the expected ones, repeated ones repeated, to 1e-12 relative. */
function expectNonZero({ eigenvalues, inertia }: Exact, expected: readonly number[], within = 1e-12): void {
  const found = Array.from(eigenvalues).filter((value) => Math.abs(value) > inertia.tolerance);
  const sorted = [...expected].sort((a, b) => a - b);
  expect(found).toHaveLength(sorted.length);
  found.forEach((value, k) =>
    expect(Math.abs(value / sorted[k]! - 1), `${value} for ${sorted[k]!}`).toBeLessThanOrEqual(within),
  );
}

/** An experiment with two inputs, hidden layers of two units and one output. */
function small(data: object, activation: string, weightLayers = 2, biases: boolean | boolean[] = true) {
  const sizes = [2, ...Array.from({ length: weightLayers - 1 }, () => 2), 1];
  return { data, network: { sizes, activations: activation, biases } };
}
const zeroExceptLast = (length: number, last: number) =>
  Array.from({ length }, (_, i) => (i === length - 1 ? last : 0));

const xor = { name: 'xor' };
const xor01 = { name: 'xor', coding: 'zero-one' };
const and = { name: 'and' };
/** Five points with a correlation between input and target. */
const five = {
  name: 'csv',
  text: 'x1,x2,y\n0.5,-1,1\n1.5,0.25,-0.5\n-0.75,2,2\n-1.25,-0.5,0.25\n0,1,-1.75\n',
  task: 'numbers',
  standardise: false,
};
const twice = (value: number) => [-value, -value, value, value];
const ln2 = 0.6931471805599453;

/** [setting, experiment, θ where it is not all zero, ‖∇‖, inertia, eigenvalues that are not 0, relative tolerance where the table rounds them] */
type Row = [string, object, number[] | undefined, number, number[], number[], number?];
const rows: Row[] = [
  ['XOR ±1 tanh', small(xor, 'tanh'), undefined, 0, [0, 8, 1], [1]],
  ['XOR ±1 GELU', small(xor, 'gelu'), undefined, 0, [0, 8, 1], [1]],
  ['XOR ±1 linear', small(xor, 'linear'), undefined, 0, [0, 8, 1], [1]],
  ['XOR ±1 sigmoid', small(xor, 'sigmoid'), undefined, 0, [0, 8, 1], [1.5]],
  ['XOR ±1 softplus', small(xor, 'softplus'), undefined, 0, [0, 8, 1], [1 + 2 * ln2 ** 2]],
  ['XOR ±1 ReLU', small(xor, 'relu'), undefined, 0, [0, 8, 1], [1]],
  ...(['tanh', 'gelu', 'linear', 'relu', 'sigmoid', 'softplus'] as const).flatMap((name): Row[] => {
    const only = name === 'sigmoid' ? 1.5 : name === 'softplus' ? 1 + 2 * ln2 ** 2 : 1;
    return [
      [`XOR ±1 ${name}, 3 weight layers`, small(xor, name, 3), undefined, 0, [0, 14, 1], [only]],
      [`XOR ±1 ${name}, 4 weight layers`, small(xor, name, 4), undefined, 0, [0, 20, 1], [only]],
    ];
  }),
  ['XOR 0/1 tanh', small(xor01, 'tanh'), undefined, 0.5, [2, 4, 3], [...twice(Math.sqrt(6) / 4), 1]],
  ['XOR 0/1 tanh, b2 = ½', small(xor01, 'tanh'), zeroExceptLast(9, 0.5), 0, [0, 8, 1], [1]],
  [
    'XOR 0/1 tanh, no biases',
    small(xor01, 'tanh', 2, false),
    undefined,
    0,
    [2, 2, 2],
    twice(Math.sqrt(2) / 4),
  ],
  ['XOR 0/1 tanh, 3 layers, no biases', small(xor01, 'tanh', 3, false), undefined, 0, [0, 10, 0], []],
  [
    'XOR 0/1 sigmoid',
    small(xor01, 'sigmoid'),
    undefined,
    Math.sqrt(6) / 4,
    [2, 4, 3],
    [-0.153093, -0.127423, 0.122197, 0.153093, 1.505226],
    4e-6,
  ],
  [
    'AND ±1 tanh, b2 = −½',
    small(and, 'tanh'),
    zeroExceptLast(9, -0.5),
    0,
    [2, 4, 3],
    [...twice(Math.SQRT1_2), 1],
  ],
  [
    'five points tanh, b2 = mean',
    small(five, 'tanh'),
    zeroExceptLast(9, 0.2),
    0,
    [2, 4, 3],
    [...twice(0.4325), 1],
  ],
  [
    'five points tanh, no biases',
    small(five, 'tanh', 2, false),
    undefined,
    0,
    [2, 2, 2],
    twice(Math.hypot(-0.4125, 0.2)),
  ],
  ['AND ±1 tanh, no biases', small(and, 'tanh', 2, false), undefined, 0, [2, 2, 2], twice(Math.SQRT1_2)],
  [
    'AND ±1 sigmoid, b2 = −½',
    small(and, 'sigmoid'),
    zeroExceptLast(9, -0.5),
    0,
    [2, 4, 3],
    [-0.176777, -0.147533, 0.140557, 0.176777, 1.506976],
    4e-6,
  ],
  [
    'AND ±1 GELU, b2 = −½',
    small(and, 'gelu'),
    zeroExceptLast(9, -0.5),
    0,
    [2, 4, 3],
    [...twice(Math.SQRT1_2 / 2), 1],
  ],
  ['AND ±1 ReLU, b2 = −½', small(and, 'relu'), zeroExceptLast(9, -0.5), 0, [0, 8, 1], [1]],
  ...(['tanh', 'gelu', 'sigmoid'] as const).flatMap((name): Row[] => {
    const only = name === 'sigmoid' ? 1.5 : 1;
    return [
      [
        `AND ±1 ${name}, 3 layers, b3 = −½`,
        small(and, name, 3),
        zeroExceptLast(15, -0.5),
        0,
        [0, 14, 1],
        [only],
      ],
      [
        `AND ±1 ${name}, 4 layers, b4 = −½`,
        small(and, name, 4),
        zeroExceptLast(21, -0.5),
        0,
        [0, 20, 1],
        [only],
      ],
    ];
  }),
  ...(['mixed', 'zero-one'] as const).flatMap((coding): Row[] =>
    (['tanh', 'gelu', 'sigmoid'] as const).map((name): Row => {
      const document = { ...small({ name: 'xor', coding }, name), loss: 'binary-cross-entropy' };
      return [
        `BCE XOR ${coding} ${name}`,
        document,
        undefined,
        0,
        [0, 8, 1],
        [name === 'sigmoid' ? 0.375 : 0.25],
      ];
    }),
  ),
  [
    'BCE AND ±1 tanh, b2 = −ln 3',
    { ...small({ name: 'and', coding: 'mixed' }, 'tanh'), loss: 'binary-cross-entropy' },
    zeroExceptLast(9, -1.0986122886681098),
    0,
    [2, 4, 3],
    [...twice(Math.SQRT1_2 / 2), 0.1875],
  ],
  [
    'XOR 0/1 tanh, 3 layers, hidden biases only',
    small(xor01, 'tanh', 3, [true, true, false]),
    undefined,
    0,
    [2, 10, 2],
    twice(0.5),
  ],
];

describe('the all-zero point of small networks: gradient, inertia and every eigenvalue that is not 0', () => {
  test.each(rows)('%s', async (_, document, theta, gradientNorm, inertia, eigenvalues, within) => {
    const report = await exactSpectrum(document, theta);
    expect(inertiaOf(report)).toEqual(inertia);
    expectNonZero(report, eigenvalues, within);
    const { criticality } = report;
    expect(criticality.critical).toBe(gradientNorm === 0);
    expect(Math.abs(criticality.gradientNorm - gradientNorm)).toBeLessThanOrEqual(
      1e-12 * gradientNorm + criticality.tolerance,
    );
    // Gauss–Newton never sees a negative eigenvalue.
    expect(report.gaussNewton.inertia.negative).toBe(0);
  });
});

/** XOR 0/1 from zero under gradient flow: the units stay equal, W1 comes back to 0, and v, b, c go to these limits (8 digits). */
type Limit = [string, string, number, boolean[], [v: number, b: number, c: number], number[]];
const limitRows: Limit[] = [
  ['sigmoid, all biases', 'sigmoid', 2, [true, true], [0.16661694, 0.00694696, 0.33280432], [-1.808535e-5]],
  ['sigmoid, hidden biases', 'sigmoid', 2, [true, false], [0.48576446, 0.05862767, 0], [-4.444786e-4]],
  ['sigmoid, output bias', 'sigmoid', 2, [false, true], [0.16668237, 0, 0.33331763], []],
  ['sigmoid, no biases', 'sigmoid', 2, [false, false], [0.5, 0, 0], []],
  [
    'sigmoid, four units',
    'sigmoid',
    4,
    [true, true],
    [0.12492365, 0.00390153, 0.2496653],
    [-7.61549e-6, -7.61549e-6, -7.61549e-6],
  ],
  [
    'softplus, all biases',
    'softplus',
    2,
    [true, true],
    [0.17633891, 0.01120396, 0.25356114],
    [-5.510418e-3, -1.579821e-3],
  ],
];

describe('the point that XOR 0/1 reaches from zero: its negative eigenvalues', () => {
  test.each(limitRows)('%s', async (_, activation, width, biases, [v, b, c], negative) => {
    const repeated = (value: number, times = width) => Array.from({ length: times }, () => value);
    const theta = [
      ...repeated(0, 2 * width),
      ...(biases[0] ? repeated(b) : []),
      ...repeated(v),
      ...(biases[1] ? [c] : []),
    ];
    const document = { data: xor01, network: { sizes: [2, width, 1], activations: activation, biases } };
    const report = await exactSpectrum(document, theta);
    expect(report.criticality.gradientNorm).toBeLessThan(2e-8);
    // Eight digits of the point leave the zeros of the true limit uncertain by some 1e-9.
    expect(report.eigenvalues.filter((value) => value < -1e-7)).toHaveLength(negative.length);
    negative.forEach((value, k) => expect(Math.abs(report.eigenvalues[k]! / value - 1)).toBeLessThan(5e-6));
    if (width === 4) expect(report.clusters[0]!.multiplicity).toBe(3);
  });
});

describe('a regression on five points: ±φ′(0)·‖(E[δx], E[δ])‖, as often as there are hidden units', () => {
  const points = [-2, -1, 0.25, 1, 1.5].map((x, i) => [x, [1, -0.5, 0.75, 2, -1][i]!] as const);
  const text = `x,y\n${points.map((pair) => pair.join(',')).join('\n')}`;
  const mean = (of: (x: number, y: number) => number) =>
    points.reduce((sum, [x, y]) => sum + of(x, y), 0) / 5;
  const data = { name: 'csv', text, standardise: false };

  test('with its output bias at the mean', async () => {
    const middle = mean((_x, y) => y);
    const slope = Math.abs(mean((x, y) => (middle - y) * x));
    const document = { data, network: { sizes: [1, 2, 1], activations: 'tanh' } };
    const report = await exactSpectrum(document, zeroExceptLast(7, middle));
    expect(inertiaOf(report)).toEqual([2, 2, 3]);
    expectNonZero(report, [...twice(slope), 1]);
    expect(report.criticality.critical).toBe(true);
  });

  test('without biases', async () => {
    const slope = Math.abs(mean((x, y) => -y * x));
    const report = await exactSpectrum({
      data,
      network: { sizes: [1, 2, 1], activations: 'tanh', biases: false },
    });
    expect(inertiaOf(report)).toEqual([2, 0, 2]);
    expectNonZero(report, twice(slope));
  });
});

interface OriginRow {
  dataset: string;
  hidden_activation: string;
  layer_sizes: number[];
  bias: string;
  point: string;
  loss_value: number;
  gradient_norm: number;
  critical: boolean;
  inertia: { negative: number; zero: number; positive: number };
  negative_eigenvalues: [number, number][];
  positive_eigenvalues: [number, number][];
}
interface OriginTable {
  datasets: Record<string, { x: number[][]; y_mse: number[] }>;
  rows: OriginRow[];
}

describe('192 rows of the all-zero point: table and closed form', () => {
  const { datasets, rows: table } = goldenFile('origin_structure_public.json') as OriginTable;
  const experiments: Record<string, object> = { 'XOR(+-1)': xor, 'XOR(0/1)': xor01, 'AND(+-1)': and };
  const kinds = [...new Set(table.map((row) => `${row.dataset} ${row.hidden_activation}`))];

  test('the rows are there', () => expect(table.length).toBe(192));

  test.each(kinds)('%s', async (kind) => {
    for (const row of table.filter((each) => `${each.dataset} ${each.hidden_activation}` === kind)) {
      const hidden = row.bias === 'all layers' || row.bias === 'hidden layers only';
      const output = row.bias === 'all layers' || row.bias === 'output layer only';
      const { x, y_mse: y } = datasets[row.dataset]!;
      const c = row.point === 'all parameters 0' ? 0 : y.reduce((sum, value) => sum + value, 0) / y.length;
      const depth = row.layer_sizes.length - 1;
      const biases = Array.from({ length: depth }, (_, l) => (l === depth - 1 ? output : hidden));
      const activation = activationNamed(row.hidden_activation);
      const document = {
        data: experiments[row.dataset]!,
        network: { sizes: row.layer_sizes, activations: activation, biases },
      };
      const matrix = closedForm(row.layer_sizes, biases, activation, x, y, c);
      const n = Math.sqrt(matrix.length);
      const report = await exactSpectrum(document, zeroExceptLast(n, c));
      const { negative, zero, positive } = row.inertia;
      expect(inertiaOf(report), JSON.stringify(row)).toEqual([negative, zero, positive]);
      expect(report.criticality.critical).toBe(row.critical);
      expect(report.loss).toBeCloseTo(row.loss_value, 12);
      expect(report.criticality.gradientNorm).toBeCloseTo(row.gradient_norm, 9);
      expectNonZero(
        report,
        [...row.negative_eigenvalues, ...row.positive_eigenvalues].flatMap(([value, often]) =>
          Array.from({ length: often }, () => value),
        ),
        1e-8,
      );
      const exact = symmetricEigen(matrix, n).values.reverse();
      exact.forEach((value, k) => expect(Math.abs(report.eigenvalues[k]! - value)).toBeLessThan(1e-12));
    }
  });
});

/** The Hessian of half the mean squared error where all parameters are 0 but the output bias c. */
function closedForm(
  sizes: number[],
  biases: boolean[],
  activation: ActivationName,
  x: number[][],
  y: number[],
  c: number,
): Float64Array {
  const ranges = layerRanges({ sizes, biases, activations: sizes.slice(1).map(() => activation) });
  const n = ranges.at(-1)!.end;
  const matrix = new Float64Array(n * n);
  const { valueAtZero: a0, slopeAtZero: a1 } = activationOf(activation);
  const put = (i: number, j: number, value: number) => {
    matrix[i * n + j] = matrix[j * n + i] = value;
  };
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const delta = y.map((target) => c - target);
  const last = ranges.at(-1)!;
  const below = ranges.at(-2)!;
  const g = new Float64Array(n);
  for (let j = 0; j < last.inputs; j++) g[last.weights + j] = a0;
  if (last.biases !== null) g[last.biases] = 1;
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) matrix[i * n + j] = g[i]! * g[j]!;
  for (let j = 0; j < last.inputs; j++) {
    for (let k = 0; k < below.inputs; k++) {
      const received = ranges.length === 2 ? mean(delta.map((d, i) => d * x[i]![k]!)) : a0 * mean(delta);
      put(last.weights + j, below.weights + j * below.inputs + k, a1 * received);
    }
    if (below.biases !== null) put(last.weights + j, below.biases + j, a1 * mean(delta));
  }
  return matrix;
}

interface GoldenSpectrum {
  eigenvalues: number[];
  inertia: { negative: number; zero: number; positive: number };
}
const golden = goldenCases() as (GoldenCase & { expected: GoldenSpectrum })[];

describe('26 points of all kinds in 60-digit arithmetic', () => {
  test.each(golden.map((each) => [each.id, each] as const))(
    '%s',
    async (_, { network, data, expected, ...rest }) => {
      const [inputs, outputs] = [data.x[0]!.length, data.y[0]!.length];
      const names = (letter: string, count: number) =>
        Array.from({ length: count }, (__, i) => `${letter}${i}`);
      const lines = data.x.map((row, i) => [...row, ...data.y[i]!].join(','));
      const text = [[...names('x', inputs), ...names('y', outputs)].join(','), ...lines].join('\n');
      const document = {
        data: {
          name: 'csv',
          text,
          inputs: names('x', inputs),
          target: names('y', outputs),
          task: 'numbers',
          standardise: false,
        },
        network: {
          sizes: network.layer_sizes,
          activations: network.activations.map(activationNamed),
          biases: network.bias,
        },
        loss: lossNamed(rest.loss),
      };
      const report = await exactSpectrum(document, rest.theta);
      const largest = Math.max(...expected.eigenvalues.map(Math.abs));
      expected.eigenvalues.forEach((value, k) => {
        const gap = Math.abs(report.eigenvalues[k]! - value);
        expect(gap).toBeLessThanOrEqual(1e-12 * largest);
        // The stated tolerance is a bound on what is wrong with an eigenvalue.
        expect(gap).toBeLessThanOrEqual(report.inertia.tolerance);
      });
      const { negative, zero, positive } = expected.inertia;
      expect(inertiaOf(report)).toEqual([negative, zero, positive]);
      expect(Math.abs(report.loss / expected.loss - 1)).toBeLessThanOrEqual(1e-12);
    },
  );
});
