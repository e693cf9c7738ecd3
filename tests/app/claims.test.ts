import { describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { decidedClaims } from './decided-claims';

/** Oracle: numbers of the claims' experiments as they were computed elsewhere, and what the theory says exactly. */

const { app, all, claim, measured } = decidedClaims(null);
const squared = { loss: 'Half mean squared error', output: 'linear' };

test.each([
  ['Q2', 'true'],
  ['Q4a', 'true'],
  ['Q4b', 'depends'],
  ['Q4c', 'depends'],
  ['A1a', 'true'],
  ['A1d', 'depends'],
  ['A1e', 'depends'],
  ['A1f', 'true'],
  ['A1g', 'true'],
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
  ['A2c', 'depends'],
  ['A3f', 'false'],
  ['A5b', 'depends'],
  ['A5c', 'true'],
  ['A5d', 'depends'],
  ['A6a', 'depends'],
  ['A6b', 'true'],
  ['A6c', 'false'],
  ['A7c', 'true'],
  ['A7d', 'true'],
  ['A7e', 'depends'],
  ['E2', 'true'],
  ['E3', 'depends'],
  ['E4', 'true'],
  ['A7a', 'depends'],
  ['A7b', 'depends'],
])('%s is %s', (id, verdict) => {
  expect(claim(id).verdict).toBe(verdict);
});

test('every result is plain data, opens as an experiment, and says why', () => {
  for (const result of all()) {
    expect(structuredClone(result)).toEqual(result);
    expect(result.explanation.length).toBeGreaterThan(0);
    const heads = [...result.columns, ...result.measures.map(({ label }) => label)];
    expect(heads).toEqual([...new Set(heads)]);
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
  const rows = claim('A1d').rows.filter(
    ({ settings, numbers }) => settings['what is equal'] === equal && 'runs' in numbers,
  );
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

test('what the zero start learns in 20,000 steps', () => {
  const cross = { loss: 'Binary cross-entropy' };
  const loss = (data: string, more = {}) => measured('A3f', 'loss', { data, ...more });
  expect(loss('AND 0/1', cross)).toBeCloseTo(0.000298936, 8);
  expect(loss('OR 0/1')).toBeCloseTo(0.000254103, 8);
  expect(loss('AND 0/1', squared)).toBeCloseTo(0.000825418, 8);
  expect(loss('XOR 0/1', squared)).toBeCloseTo(0.125, 6);
  expect(loss('XOR 0/1', cross)).toBeCloseTo(0.693147, 6);
  expect(loss('XOR, one corner moved')).toBeCloseTo(0.693147, 6);
  for (const { settings, numbers } of claim('A3f').rows) {
    expect(numbers['accuracy']).toBe(settings['task'] === 'one unit can do it' ? 1 : 0.5);
    expect(numbers['spread']).toBe(0);
  }
});

test('flatness, by the closed form', () => {
  const valueAtZero: Record<string, number> = { Sigmoid: 0.5, Softplus: Math.LN2 };
  for (const { settings, numbers } of claim('A5b').rows) {
    const mean = numbers['meanTarget']!;
    const close = (value: number, expected: number) =>
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * expected);
    close(numbers['outputBias']!, 5000 + 100 * mean);
    const a = 100 * (valueAtZero[settings['activation']!] ?? 0);
    close(numbers['lastWeight']!, (a * a) / 2 + a * mean);
    expect(numbers['lowerWeight']).toBe(0);
    expect(numbers['lowerMatrix']).toBe(0);
    expect(numbers['hiddenBias']).toBe(0);
  }
});

test('directions from zero', () => {
  const at = (data: string, biases: string) => ({ data, biases, activation: 'tanh' });
  const up = (data: string, biases: string) => measured('A6c', 'up', at(data, biases));
  const far = (data: string, biases: string) => measured('A6c', 'upFar', at(data, biases));
  expect(Math.abs(up('XOR ±1', 'all') - 0.999)).toBeLessThan(0.005);
  expect(Math.abs(far('XOR ±1', 'all') - 0.96)).toBeLessThan(0.02);
  expect([up('XOR ±1', 'none'), far('XOR ±1', 'none')]).toEqual([1, 1]);
  expect(Math.abs(up('AND ±1', 'all') - 0.5)).toBeLessThan(0.04);
  expect(Math.abs(up('AND ±1', 'none') - 0.5)).toBeLessThan(0.04);
  for (const { numbers } of claim('A6c').rows) expect(numbers['bothWays']).toBeGreaterThanOrEqual(0);
});

test('the first gradients', () => {
  for (const { settings, numbers } of claim('A7d').rows) {
    expect(numbers['hiddenSpread']).toBe(0);
    expect(numbers['hiddenDelta']).toBe(0);
    expect(numbers['inRow']).toBe(0);
    expect(numbers['rowError']).toBeLessThan(1e-15);
    expect(numbers['lowerBetween']).toBe(0);
    expect(numbers['lowerAtZero']).toBe(0);
    expect(numbers['lowerWithin']! > 0).toBe(settings['φ(0)'] === 'not 0');
  }
  expect(measured('A7c', 'hiddenValue', { activation: 'Sigmoid' })).toBe(0.5);
});

test('one layer at zero: within the intervals of ten other starts', () => {
  const solved = (zero: string, data: string, activation: string) =>
    measured('E2', 'solved', { 'zero layer': zero, data, activation });
  const [output, hidden] = ['output layer', 'hidden layer'] as const;
  for (const activation of ['tanh', 'ReLU', 'GELU (exact)']) {
    expect(solved(output, 'XOR ±1', activation)).toBeGreaterThanOrEqual(activation === 'ReLU' ? 5 : 8);
    expect(solved(hidden, 'XOR ±1', activation)).toBe(0);
    expect(measured('E2', 'gradient', { 'zero layer': hidden, data: 'XOR ±1', activation })).toBe(0);
  }
  expect(solved(hidden, 'AND ±1', 'tanh')).toBeGreaterThanOrEqual(8);
  expect(solved(hidden, 'XOR 0/1', 'tanh')).toBeGreaterThanOrEqual(8);
  expect(solved(hidden, 'XOR 0/1', 'Sigmoid')).toBeLessThanOrEqual(6);
});

test('random restarts on XOR: 95 % intervals of ours and of thirty other starts overlap', () => {
  const wilson = (successes: number, of = 30): readonly [number, number] => {
    const [p, z] = [successes / of, 1.96];
    const middle = p + (z * z) / (2 * of);
    const half = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of));
    return [(middle - half) / (1 + (z * z) / of), (middle + half) / (1 + (z * z) / of)];
  };
  const published = [
    [24, 30, 30],
    [28, 30, 30],
    [28, 30, 30],
    [10, 22, 30],
    [4, 17, 29],
  ];
  claim('A1f').rows.forEach(({ numbers }, task) => {
    expect(numbers['zero']).toBe(0.5);
    ['failed2', 'failed3', 'failed8'].forEach((name, width) => {
      const [low, high] = wilson(30 - numbers[name]!);
      const [theirLow, theirHigh] = wilson(published[task]![width]!);
      expect(low <= theirHigh && theirLow <= high).toBe(true);
    });
  });
});

test('one number per layer', () => {
  const best = (data: string, activation: string, more = {}) =>
    measured('E4', 'best', { data, activation, ...more });
  expect(Math.abs(best('XOR ±1', 'tanh') - 0.337595)).toBeLessThan(1e-4);
  expect(Math.abs(best('XOR 0/1', 'tanh') - 0.085354)).toBeLessThan(1e-4);
  expect(Math.abs(best('XOR 0/1', 'Sigmoid', squared) - 0.096941)).toBeLessThan(1e-4);
  expect(best('XOR ±1', 'sin')).toBeLessThan(1e-20);
  expect(measured('E4', 'bound', { loss: 'Binary cross-entropy' })).toBeCloseTo(0.477386, 6);
});

test('what kind of point zero is', () => {
  const points = claim('A2c')
    .rows.filter(({ numbers }) => 'order' in numbers)
    .map(({ settings, numbers }) => [
      `${settings['data']} ${settings['activation']} ${settings['biases']} ${settings['start']}`,
      `${numbers['negative']}/${numbers['flat']}/${numbers['positive']}`,
      numbers['order'],
    ]);
  expect(points).toEqual([
    ['XOR ±1 Linear all zero', '0/8/1', NaN],
    ['XOR ±1 tanh all zero', '0/8/1', 4],
    ['XOR ±1 GELU (exact) all zero', '0/8/1', 3],
    ['XOR ±1 Sigmoid all zero', '0/8/1', 4],
    ['XOR ±1 tanh output only zero', '0/6/1', NaN],
    ['XOR ±1 tanh none zero', '0/6/0', NaN],
    ['XOR 0/1 tanh all zero', '2/4/3', 1],
    ['XOR 0/1 tanh all hidden layers zero', '0/8/1', 4],
    ['XOR 0/1 tanh none zero', '2/2/2', 2],
    ['XOR 0/1 Sigmoid all zero', '2/4/3', 1],
    ['AND ±1 tanh none zero', '2/2/2', 2],
    ['AND ±1 tanh all hidden layers zero', '2/4/3', 2],
  ]);
  expect(measured('A2c', 'lowest', { data: 'AND ±1' })).toBeCloseTo(-0.707107, 6);
  expect(measured('A2c', 'lowest', { data: 'XOR 0/1', biases: 'none' })).toBeCloseTo(-0.353553, 6);
});

describe('the service', () => {
  test('gives one claim the same bits with another number of threads', async () => {
    const alone = createSaddlescope({ workers: 1 });
    expect(await alone.claim('a3c')).toEqual(claim('A3c'));
    await alone.dispose();
  });

  test('finds other ids of a statement, and offers the nearest for one that is none', async () => {
    expect((await app.claim('a7f')).id).toBe('A7b');
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
