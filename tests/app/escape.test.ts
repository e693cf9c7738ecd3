import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type StudyResult, type StudySettings } from '../../src/app';
import { parseExperiment } from '../../src/model/schema';
import { goldenFile } from '../core/problems';

/** Oracles: escape times and step counts computed elsewhere, and the closed-form laws of escape; all asked through the service. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());
const long = process.env['SADDLESCOPE_LONG'] === '1';

type Report = StudyResult<'escape'>;
type Settings = StudySettings<'escape'>;

const network = (hidden: string, layers: number, biases: boolean | readonly boolean[] = true) => ({
  sizes: [2, ...Array.from({ length: layers - 1 }, () => 2), 1],
  activations: [...Array.from({ length: layers - 1 }, () => hidden), 'linear'],
  biases,
});
const half = Math.SQRT1_2;
const descent = { name: 'gradient-descent', rate: 0.1 };

async function escape(
  data: 'xor' | 'and',
  net: ReturnType<typeof network>,
  settings: Settings,
  rule: object = descent,
): Promise<Report> {
  const experiment = parseExperiment({
    data: { name: data, coding: 'plus-minus' },
    network: net,
    loss: 'half-mean-squared-error',
    initialisation: { weights: 'zeros', biases: 'zeros' },
    training: { rule, steps: 1000 },
  });
  const { run } = await app.createRun(experiment);
  try {
    return await app.study(run, 'escape', settings);
  } finally {
    await app.closeRun(run);
  }
}

/** θ with an output bias of −½, where AND’s best constant answer stands. */
const biased = (length: number) => [...new Array<number>(length - 1).fill(0), -0.5];
const medians = ({ rows }: Report) => rows.map(({ quantiles }) => quantiles[2]!);
const smallestFirst = ({ rows }: Report) => rows[0]!;

describe('gradient flow from the steepest direction keeps the law within 1 % at the smallest ε', () => {
  const flow = { mover: 'flow', until: 'distance', budget: 1e6 } as const;
  test.each([
    // T = (1 + √5)/2·(ε⁻² − Δ⁻²)
    [
      'XOR tanh',
      'xor',
      network('tanh', 2),
      { smallest: 0.01, largest: 0.05, distance: 0.2 },
      4,
      1.618034,
      'power',
    ],
    ['XOR sin', 'xor', network('sin', 2), { smallest: 0.01, largest: 0.04, distance: 0.2 }, 4, 4, 'power'],
    [
      'XOR GELU',
      'xor',
      network('gelu', 2),
      { smallest: 0.001, largest: 0.004, distance: 0.2 },
      3,
      2.1708,
      'power',
    ],
    [
      'AND linear L=3',
      'and',
      network('linear', 3),
      { theta: biased(15), smallest: 0.02, largest: 0.1, distance: 0.4 },
      3,
      2.4494897,
      'power',
    ],
    [
      'AND linear L=4',
      'and',
      network('linear', 4),
      { theta: biased(21), smallest: 0.02, largest: 0.1, distance: 0.4 },
      4,
      2.8284271,
      'power',
    ],
    [
      'AND tanh',
      'and',
      network('tanh', 2, false),
      { smallest: 1e-8, largest: 1e-2, distance: 0.1 },
      2,
      1 / half,
      'logarithm',
    ],
    [
      'XOR ReLU',
      'xor',
      network('relu', 2, [false, true]),
      {
        direction: 'values',
        values: [0.5, 0.5, 0, 0, -half, 0, 0],
        smallest: 1e-3,
        largest: 1e-2,
        points: 3,
        distance: 0.1,
      },
      2,
      1 / 0.3535534,
      'logarithm',
    ],
  ] as const)('%s', async (_, data, net, settings, order, factor, better) => {
    const report = await escape(data, net, { ...flow, points: 4, ...settings });
    expect(report.saddle?.form?.order).toBe(order);
    const { epsilon, quantiles, law } = smallestFirst(report);
    const power = order - 2;
    const law1 =
      power === 0
        ? factor * Math.log(settings.distance / epsilon)
        : factor * (epsilon ** -power - settings.distance ** -power);
    expect(Math.abs(quantiles[2]! / law1 - 1)).toBeLessThan(0.01);
    expect(Math.abs(law!.time / law1 - 1)).toBeLessThan(0.01);
    expect(report.scaling?.better).toBe(better);
    if (power > 0) expect(Math.abs(report.scaling!.power.slope - power)).toBeLessThan(0.15);
    else expect(Math.abs(report.scaling!.logarithm.slope / factor - 1)).toBeLessThan(0.01);
  });
});

describe('step counts of update rules', () => {
  const unit = [0.5, 0.5, 0, 0, half, 0];
  const push = {
    direction: 'values',
    values: unit,
    smallest: 1e-8,
    largest: 1e-2,
    points: 4,
    until: 'distance',
    distance: 0.1,
  } as const;
  test.each([
    ['gradient descent', descent, [237, 169, 102, 34], [235.9, 168.5, 101.1, 33.7]],
    ['momentum', { name: 'momentum', rate: 0.1, momentum: 0.9 }, [74, 54, 33, 13], [71.8, 51.3, 30.8, 10.3]],
    ['Adam', { name: 'adam', rate: 1e-3 }, [50, 49, 49, 45], [100, 100, 100, 100]],
  ])('AND tanh without biases: %s', async (_, rule, counts, laws) => {
    const report = await escape('and', network('tanh', 2, false), push, rule);
    expect(medians(report)).toEqual(counts);
    report.rows.forEach(({ law }, i) => expect(law!.steps).toBeCloseTo(laws[i]!, 1));
  });

  test.each([
    ['momentum', { name: 'momentum', rate: 0.1, momentum: 0.9 }],
    ['nesterov', { name: 'nesterov', rate: 0.1, momentum: 0.9 }],
  ])('%s keeps its laws: its growth factor on AND, (1 − β)/η of the flow time on XOR', async (_, rule) => {
    const strict = await escape('and', network('tanh', 2, false), push, rule);
    // Beside the start-up steps, which do not depend on ε, the counts differ as the law says.
    const [first, last] = [strict.rows[0]!, strict.rows[3]!];
    const measured = first.quantiles[2]! - last.quantiles[2]!;
    expect(Math.abs(measured - (first.law!.steps! - last.law!.steps!))).toBeLessThanOrEqual(1.5);
    const settings = { until: 'distance', distance: 0.2, smallest: 0.01, largest: 0.02, points: 2 } as const;
    const degenerate = await escape('xor', network('tanh', 2), settings, rule);
    const { quantiles, law } = degenerate.rows[0]!;
    expect(Math.abs(quantiles[2]! / law!.steps! - 1)).toBeLessThan(0.01);
  });

  interface Golden {
    case: string;
    eps: number;
    Delta: number;
    theta0?: number[];
    gd_steps_lr_0_1: number;
  }
  const golden = (goldenFile('escape_public.json') as { cases: Golden[] }).cases;
  test.each(golden.map((entry) => [entry.case, entry.eps, entry] as const))(
    'golden: %s, ε = %d',
    async (_, __, entry) => {
      const { case: name, eps, Delta, theta0, gd_steps_lr_0_1 } = entry;
      const common = {
        direction: 'values',
        points: 1,
        until: 'distance',
        distance: Delta,
        budget: 1e6,
        flow: false,
      } as const;
      const at = (size: number) => ({ smallest: size, largest: size });
      const e = 1 / Math.sqrt(3);
      const report = theta0
        ? await escape('xor', network('tanh', 2), { ...common, ...at(Math.hypot(...theta0)), values: theta0 })
        : name.includes('relu')
          ? await escape('xor', network('relu', 2, [false, true]), {
              ...common,
              ...at(eps),
              values: [0.5, 0.5, 0, 0, -half, 0, 0],
            })
          : await escape('and', network('linear', 3), {
              ...common,
              ...at(eps),
              theta: biased(15),
              values: [e * half, e * half, 0, 0, 0, 0, e, 0, 0, 0, 0, 0, e, 0, 0],
            });
      expect(Math.abs(medians(report)[0]! - gd_steps_lr_0_1)).toBeLessThanOrEqual(1);
    },
  );

  test('Adam’s on XOR is near 215 whatever ε, as Δ/η says', async () => {
    const settings = { smallest: 1e-3, largest: 0.1, points: 4 };
    const report = await escape('xor', network('tanh', 2), settings, { name: 'adam', rate: 1e-3 });
    for (const median of medians(report)) expect(Math.abs(median / 215 - 1)).toBeLessThan(0.1);
    expect(report.scaling?.better).toBe('independent');
  });
});

describe('a random direction on XOR, stop at L < 0.9·L₀', () => {
  /** Quantiles of T·ε² over 160 runs, from elsewhere. */
  const published = [
    [3.3, 0.1],
    [3.8, 0.25],
    [5.5, 0.5],
    [7.2, 0.75],
    [10.3, 0.9],
  ] as const;

  test('has the published quantiles of T·ε² within the binomial error of both samples, and all escape', async () => {
    const epsilon = 0.1;
    const report = await escape('xor', network('tanh', 2), {
      direction: 'random',
      members: 160,
      points: 1,
      smallest: epsilon,
      largest: epsilon,
      flow: false,
    });
    const [row] = report.rows;
    expect(row!.escaped).toBe(160);
    expect(row!.interval[0]).toBeGreaterThan(0.97);
    for (const [value, share] of published) {
      const below = row!.lengths.filter((steps) => steps * 0.1 * epsilon ** 2 <= value).length / 160;
      const error = Math.sqrt((2 * share * (1 - share)) / 160);
      expect(Math.abs(below - share)).toBeLessThan(3 * error);
    }
  });
});

describe('refusals', () => {
  test.each([
    [{ direction: 'values', values: [1, 2] }, /^values lists 2 numbers but the network has 9 parameters\.$/],
    [{ smallest: 0.2, largest: 0.1 }, /^smallest is 0\.2 and largest 0\.1: the largest ε must be above/],
    [{ until: 'distance', distance: 0.05 }, /^largest is 0\.1 but must be below the distance 0\.05/],
    [{ theta: [1, 2, 3] }, /^theta has 3 numbers but this network has 9 parameters/],
    [{ direction: 'parameter', parameter: 'W9[0][0]' }, /^parameter names the parameter "W9\[0\]\[0\]"/],
  ] as const)('%j', async (settings, sentence) => {
    await expect(escape('xor', network('tanh', 2), settings)).rejects.toThrow(sentence);
  });

  test('a minimum has no steepest direction, and the sentence says what to do', async () => {
    await expect(escape('xor', network('linear', 2), {})).rejects.toThrow(
      /^No descent was found.* no steepest direction: choose direction random/,
    );
  });
});

test('a start that cannot leave is counted as still there', async () => {
  const settings = { direction: 'constant', smallest: 0.01, largest: 0.02, points: 2, budget: 500 } as const;
  const report = await escape('xor', network('linear', 2), settings);
  expect(report.rows.map(({ escaped, share, quantiles }) => [escaped, share, quantiles[2]])).toEqual([
    [0, 0, NaN],
    [0, 0, NaN],
  ]);
  expect(report.scaling).toBeNull();
  expect(report.sentences.join(' ')).toMatch(/0 of 2 starts escaped within 500 steps/);
});

test.each(['rule', 'flow'])('moved by the %s, it can be cancelled at any time', async (mover) => {
  const stop = new AbortController();
  const { run } = await app.createRun(app.template('xor-from-zero'));
  // All parameters alike: on XOR such a start never learns anything.
  const settings = { mover, direction: 'constant', until: 'distance', distance: 50, budget: 1e9 } as const;
  const answer = app.study(run, 'escape', settings, { signal: stop.signal });
  setTimeout(() => stop.abort(), 300);
  const asked = performance.now();
  await expect(answer).rejects.toMatchObject({ place: 'cancelled' });
  expect(performance.now() - asked).toBeLessThan(5000);
  await app.closeRun(run);
});

test('gradient flow beside a run in f32 is computed in f64', async () => {
  const { run } = await app.createRun(
    parseExperiment({
      data: { name: 'xor', coding: 'plus-minus' },
      loss: 'half-mean-squared-error',
      precision: 'f32',
      training: { rule: descent },
    }),
  );
  const settings = { until: 'distance', distance: 0.2, smallest: 0.05, largest: 0.05, points: 1 } as const;
  const { rows, saddle } = await app.study(run, 'escape', settings);
  expect(saddle?.form?.order).toBe(4);
  expect(Math.abs(rows[0]!.flowTime! / 614.69 - 1)).toBeLessThan(1e-3);
  expect(Math.abs(rows[0]!.quantiles[2]! / 6149 - 1)).toBeLessThan(0.01);
  await app.closeRun(run);
});

test('the answer is the same with another number of threads', async () => {
  const single = createSaddlescope({ workers: 1 });
  const answers = await Promise.all(
    [app, single].map(async (each) => {
      const { run } = await each.createRun(each.template('xor-from-zero'));
      return each.study(run, 'escape', {
        direction: 'random',
        members: 40,
        points: 2,
        smallest: 0.1,
        largest: 0.2,
      });
    }),
  );
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]!.rows.map(({ members }) => members)).toEqual([40, 40]);
  await single.dispose();
});

test.runIf(long)('ε = 0.001 on XOR: T = 1.61802·10⁶', { timeout: 600_000 }, async () => {
  const settings = { mover: 'flow', until: 'distance', distance: 0.2, points: 1, budget: 1e9 } as const;
  const report = await escape('xor', network('tanh', 2), { ...settings, smallest: 0.001, largest: 0.001 });
  expect(Math.abs(medians(report)[0]! / 1.61802e6 - 1)).toBeLessThan(1e-4);
});
