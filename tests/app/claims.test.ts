import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type ClaimResult } from '../../src/app';

/** Oracle: numbers of the claims' experiments as they were computed elsewhere, and what the theory says exactly. */

const app = createSaddlescope({ workers: 2 });
afterAll(() => app.dispose());

let results: ReadonlyMap<string, ClaimResult>;
beforeAll(async () => {
  results = new Map((await app.decideClaims()).map((result) => [result.id, result]));
});

const claim = (id: string): ClaimResult => results.get(id)!;
/** A number of the first row with these settings. */
function measured(id: string, name: string, settings: Readonly<Record<string, string>> = {}): number {
  const row = claim(id).rows.find((one) =>
    Object.entries(settings).every(([key, value]) => one.settings[key] === value),
  );
  return row!.numbers[name]!;
}
const squared = { loss: 'Half mean squared error', output: 'linear' };

test.each([
  ['Q2', 'true'],
  ['Q4a', 'true'],
  ['Q4b', 'depends'],
  ['Q4c', 'depends'],
  ['A1a', 'true'],
  ['A1d', 'depends'],
  ['A1h', 'false'],
  ['A1i', 'depends'],
  ['A1j', 'true'],
  ['A2a', 'depends'],
  ['A2b', 'depends'],
  ['A2d', 'depends'],
  ['A2e', 'depends'],
  ['A3a', 'false'],
  ['A3b', 'true'],
  ['A3c', 'depends'],
  ['A3d', 'true'],
  ['A3e', 'depends'],
  ['A3g', 'depends'],
  ['A3h', 'depends'],
  ['A6b', 'true'],
  ['A7a', 'depends'],
  ['A7b', 'depends'],
])('%s is %s', (id, verdict) => {
  expect(claim(id).verdict).toBe(verdict);
});

test('every result is plain data, opens as an experiment, and says why', () => {
  for (const result of results.values()) {
    expect(structuredClone(result)).toEqual(result);
    expect(result.explanation.length).toBeGreaterThan(0);
    expect(result.explanation.join(' ')).not.toMatch(/undefined|NaN|not a number|\[object/);
    expect(result.figure.series.length).toBeGreaterThan(0);
    expect(result.conditions.length > 0).toBe(result.verdict === 'depends');
    for (const { document } of result.rows) expect(app.checkExperiment(document)).toEqual(document);
  }
});

describe('conditions', () => {
  test.each([
    ['A1d', ['what is equal']],
    ['A1i', ['reading', 'kind of inputs']],
    ['A2a', ['when', 'φ(0)', 'mean loss slope at zero']],
    ['A2b', ['φ(0)', 'mean loss slope at zero', 'output bias']],
    ['A2e', ['φ(0)', 'mean loss slope at zero']],
    ['A3c', ['φ(0)', 'mean loss slope at zero']],
    ['A3h', ['mean loss slope at zero']],
    ['A7b', ['mean loss slope at zero', 'output bias']],
  ])('%s depends on %j', (id, fields) => {
    expect([...claim(id).decisive!].sort()).toEqual([...fields].sort());
  });

  test('are said in words', () => {
    expect(claim('A3c').conditions).toEqual([
      'It holds where φ(0) is 0; or where φ(0) is not 0 and the mean loss slope at zero is 0.',
      'It fails where φ(0) is not 0 and the mean loss slope at zero is not 0.',
    ]);
  });
});

test('additive against multiplicative', () => {
  const end = (rule: string) => measured('Q2', 'end', { rule });
  expect(end('Gradient descent')).toBeCloseTo(0.333123, 5);
  expect(end('Multiplicative (a belief)')).toBe(0);
  expect(end('Exponentiated gradient')).toBe(0);
  expect(measured('A1a', 'output', { table: 'rules' })).toBe(0.125);
  expect(measured('A1a', 'outputBias', { table: 'rules' })).toBe(0.25);
  expect(claim('A1a').rows.every(({ numbers }, i) => i > 15 || numbers['residual'] === 0)).toBe(true);
});

test('what the gradient is proportional to', () => {
  for (const { numbers } of claim('Q4a').rows) {
    expect(numbers['hiddenRatio']).toBeLessThan(1e-12);
    expect(numbers['outputRatio']).toBeLessThan(1e-12);
  }
  expect(measured('Q4b', 'overZero', { activation: 'tanh' })).toBe(0);
  expect(measured('Q4b', 'overZero', { activation: 'Sigmoid' })).toBeCloseTo(2.5, 12);
});

test('equal units', () => {
  const equal = 'incoming weights, biases and outgoing weights';
  const rows = claim('A1d').rows.filter(({ settings }) => settings['what is equal'] === equal);
  expect(rows.reduce((sum, { numbers }) => sum + numbers['runs']!, 0)).toBe(101);
  for (const { numbers } of rows) {
    expect(numbers['between']).toBe(0);
    expect(numbers['within']).toBeGreaterThan(0);
  }
  const incoming = { 'what is equal': 'incoming weights and biases only' };
  // Rows .503426, .506852, .510278 in the first input, .496028, .492057, .488085 in the second.
  expect(measured('A1d', 'afterOne', { ...incoming, network: '2-3-1' })).toBeCloseTo(0.496028 - 0.488085, 5);
  // (.504128, .496800) and (.505504, .495733).
  expect(measured('A1d', 'afterOne', { ...incoming, network: '2-2-2-1' })).toBeCloseTo(
    0.505504 - 0.504128,
    5,
  );
  const outgoing = { 'what is equal': 'outgoing weights and biases only' };
  expect(measured('A1d', 'outgoingAfterOne', outgoing)).toBeCloseTo(0.201529 - 0.198611, 5);
});

test('different inputs', () => {
  for (const { settings, numbers } of claim('A1i').rows) {
    expect(numbers['between']).toBe(0);
    if (settings['kind of inputs'] === 'different') expect(numbers['within']).toBeGreaterThan(0.05);
    else expect(numbers['within']).toBe(0);
  }
});

test('whether the inputs matter', () => {
  const after = (activation: string, data: string) => measured('A2a', 'after', { activation, data });
  expect(after('Sigmoid', 'AND 0/1')).toBeCloseTo(17.5704, 3);
  expect(after('tanh', 'AND ±1')).toBe(0);
  expect(after('Sigmoid', 'XOR 0/1')).toBe(0);
  expect(claim('A2a').rows.every(({ numbers }) => numbers['before'] === 0)).toBe(true);
});

describe('what moves from zero', () => {
  const of = (name: string, settings: Readonly<Record<string, string>>) => measured('A2b', name, settings);

  test.each([
    ['XOR 0/1', 'Sigmoid', 'all', squared, 0.125, 0.00123, 0.167],
    ['XOR 0/1', 'Sigmoid', 'none', squared, 0.125, 1.6e-5, 0.5],
    ['XOR 0/1', 'Softplus', 'all', squared, 0.125, 3.5e-7, 0.176],
    ['AND ±1', 'Sigmoid', 'all', squared, 0.000842, 2.14, 1.42],
    ['AND ±1', 'Sigmoid', 'none', squared, 0.167644, 2.71, 0.668],
    ['AND ±1', 'Softplus', 'none', squared, 0.232733, 0.746, 0.371],
    ['AND 0/1', 'Sigmoid', 'all', {}, 0.005241, 3.55, 7.3],
    ['AND 0/1', 'Sigmoid', 'none', {}, 0.274744, 1.95, 8.65],
    ['AND 0/1', 'Softplus', 'all', {}, 0.002133, 2.94, 4.55],
    ['AND 0/1', 'Softplus', 'none', {}, 0.271602, 1.91, 8.12],
  ])('%s, %s, biases %s', (data, activation, biases, task, loss, hidden, output) => {
    const row = { data, activation, biases, ...task };
    expect(of('loss', row)).toBeCloseTo(loss, 5);
    const near = (value: number, expected: number) =>
      expect(Math.abs(value / expected - 1)).toBeLessThan(expected < 1e-3 ? 0.04 : 0.005);
    near(of('hiddenWeight', row), hidden);
    near(of('outputWeight', row), output);
  });

  test('only the output bias of tanh and ReLU, to the best constant', () => {
    for (const activation of ['tanh', 'ReLU']) {
      const at = (data: string, more = {}) => ({ activation, biases: 'all', data, ...more });
      expect(of('outputBias', at('XOR 0/1', squared))).toBeCloseTo(0.5, 12);
      expect(of('outputBias', at('AND ±1'))).toBeCloseTo(-0.5, 12);
      expect(of('loss', at('AND ±1'))).toBeCloseTo(0.375, 12);
      expect(of('outputBias', at('AND 0/1'))).toBeCloseTo(-1.0986, 4);
      expect(of('loss', at('AND 0/1'))).toBeCloseTo(0.562335, 6);
      expect(of('weight', at('AND ±1'))).toBe(0);
    }
  });

  test('nothing on balanced tasks, and no unit ever differs from its neighbour', () => {
    for (const { settings, numbers } of claim('A2b').rows) {
      expect(numbers['spread']).toBe(0);
      expect(numbers['gradientHidden']).toBe(0);
      if (settings['mean loss slope at zero'] !== '0') continue;
      expect(numbers['parameter']).toBe(0);
      expect(
        [0.5, 0.125, Math.fround(0.693147)].some((loss) => Math.abs(numbers['loss']! - loss) < 1e-6),
      ).toBe(true);
    }
    expect(
      claim('A2b').rows.filter(({ settings }) => settings['mean loss slope at zero'] === '0'),
    ).toHaveLength(24);
  });

  test('gradient norms on XOR 0/1', () => {
    const row = { ...squared, data: 'XOR 0/1', biases: 'all' };
    expect(of('gradientNorm', { ...row, activation: 'tanh' })).toBe(0.5);
    expect(of('gradientNorm', { ...row, activation: 'Sigmoid' })).toBeCloseTo(0.612372, 6);
  });
});

test('which layer moves when', () => {
  const steps = (activation: string, hidden: string) =>
    ['w1', 'w2', 'w3', 'w4'].map((name) =>
      measured('A2e', name, { activation, data: 'AND 0/1', 'hidden layers': hidden }),
    );
  for (const activation of ['Sigmoid', 'Softplus']) {
    expect(steps(activation, '1')).toEqual([2, 1, NaN, NaN]);
    expect(steps(activation, '2')).toEqual([3, 2, 1, NaN]);
    expect(steps(activation, '3')).toEqual([4, 3, 2, 1]);
  }
  for (const activation of ['tanh', 'ReLU', 'GELU (exact)']) {
    expect(steps(activation, '3')).toEqual([Infinity, Infinity, Infinity, Infinity]);
    expect(measured('A2e', 'bias', { activation, data: 'AND 0/1', 'hidden layers': '3' })).toBe(1);
  }
});

describe('the service', () => {
  test('gives one claim the same bits with another number of threads', async () => {
    const alone = createSaddlescope({ workers: 1 });
    expect(await alone.claim('a3c')).toEqual(claim('A3c'));
    await alone.dispose();
  });

  test('finds other ids of a statement, and offers the nearest for one that is none', async () => {
    expect((await app.claim('a4')).id).toBe('A1d');
    await expect(app.claim('a1z')).rejects.toThrow(/there is no claim "a1z": did you mean A1/);
    await expect(app.claim('nonsense')).rejects.toThrow(/there is no claim "nonsense": there are Q/);
  });

  test('tells how far it is, and each claim as it is decided', async () => {
    const told: string[] = [];
    const shares: number[] = [];
    await app.decideClaims(['Q2', 'A1h'], {
      onDecided: ({ id }) => told.push(id),
      onProgress: ({ done, total }) => shares.push(done / total),
    });
    expect(told.sort()).toEqual(['A1h', 'Q2']);
    expect(shares.at(-1)).toBe(1);
  });

  test('that is cancelled says so', async () => {
    await expect(app.claim('A1d', { signal: AbortSignal.abort() })).rejects.toMatchObject({
      place: 'cancelled',
    });
  });
});
