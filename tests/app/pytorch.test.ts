/** Oracle: PyTorch itself, running the very script that was written; skipped where no Python has it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import type { UpdateRule } from '../../src/core/contract';
import { activations } from '../../src/model/activations';
import { initialTheta } from '../../src/model/initialisation';
import { losses } from '../../src/model/losses';
import { rules } from '../../src/model/rules';
import { core } from '../../src/core';
import { pythonWithTorch } from '../files/torch';

const app = createSaddlescope({ workers: 1 });
const folder = mkdtempSync(join(tmpdir(), 'pytorch-'));
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await app.dispose();
});

/** Start and size at which nothing runs away, so that rounding does not either. */
const base = {
  name: 'against PyTorch',
  network: { sizes: [2, 3, 1] as number[], activations: 'tanh' },
  data: 'xor' as unknown,
  loss: 'half-mean-squared-error',
  initialisation: {
    seed: 3,
    weights: { name: 'normal', deviation: 0.6 },
    biases: { name: 'normal', deviation: 0.2 },
  },
  training: { steps: 100, rule: { name: 'gradient-descent', rate: 0.1 } as object } as object,
};

const outputs = { sizes: [2, 3, 2], activations: ['tanh', 'linear'] };
const taskOf: Record<string, object> = {
  'binary-cross-entropy': { data: { name: 'xor', coding: 'zero-one' } },
  'softmax-cross-entropy': { network: outputs, data: { name: 'xor', coding: 'one-hot' } },
};
const settingsOf: Record<string, object> = {
  // They climb where a parameter is negative: at larger rates all runs away.
  multiplicative: { rate: 0.002 },
  'exponentiated-gradient': { rate: 0.002 },
  newton: { rate: 0.5, damping: 0.3 },
  'saddle-free-newton': { rate: 0.5, damping: 0.1, reach: 0.2 },
  'perturbed-gradient-descent': { rate: 0.1, radius: 0.05, threshold: 0.06, interval: 20 },
};
const training = (change: object) => ({ ...base, training: { ...base.training, ...change } });

const cases: [string, object][] = [
  ...activations.map(({ name }): [string, object] => [
    `activation ${name}`,
    { ...base, network: { sizes: [2, 3, 2, 1], activations: [name, name, 'linear'] } },
  ]),
  ...losses.map(({ name }): [string, object] => [`loss ${name}`, { ...base, loss: name, ...taskOf[name] }]),
  ...rules.map(({ name, fields }): [string, object] => [
    `rule ${name}`,
    training({
      rule: {
        name,
        rate: Math.min(0.02, Number(fields['rate'].default)),
        ...settingsOf[name],
      } as unknown as UpdateRule,
    }),
  ]),
  ['shuffled batches', { ...training({ batch: 7 }), data: { name: 'moons', samples: 30 } }],
  [
    'drawn batches with Adam',
    {
      ...training({ batch: 3, order: 'drawn', rule: { name: 'adam', rate: 0.01 } }),
      data: { name: 'moons', samples: 30 },
    },
  ],
  ['both penalties', training({ l1: 0.01, l2: 0.05 })],
  ['rates per layer', training({ layerRates: [{ weights: 0.5, biases: 0 }, 2] })],
  [
    'rates per layer, the rule written out',
    training({
      layerRates: [{ weights: 0.5, biases: 0 }, 2],
      rule: { name: 'exponentiated-gradient', rate: 0.002 },
    }),
  ],
  [
    'no biases, an output that is not linear',
    { ...base, network: { sizes: [2, 2, 1], activations: ['sigmoid', 'tanh'], biases: false } },
  ],
  [
    'exactly from zero, at the kinks',
    { ...base, network: { sizes: [2, 2, 1], activations: 'relu-half' }, data: 'and', initialisation: {} },
  ],
  [
    'three classes',
    {
      ...training({ batch: 50, rule: { name: 'momentum', rate: 0.01 } }),
      data: 'iris',
      network: { sizes: [4, 6, 3] },
      loss: 'softmax-cross-entropy',
    },
  ],
  ['nesterov without momentum', training({ rule: { name: 'nesterov', rate: 0.1, momentum: 0 } })],
];

interface Outcome {
  readonly greatest: number;
  readonly out: string;
}

/** Every script in one process: PyTorch takes seconds to be loaded. */
const driver = `
import contextlib, io, json, os, runpy, sys
results = {}
for number in sorted(os.listdir(sys.argv[1])):
    place = os.path.join(sys.argv[1], number)
    sys.argv[1:2] = [sys.argv[1]]
    module = runpy.run_path(os.path.join(place, "run.py"))
    module["main"].__globals__["sys"] = type("argv", (), {"argv": ["run.py", os.path.join(place, "theta.safetensors")]})
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        greatest = module["main"]()
    results[number] = {"greatest": greatest, "out": out.getvalue()}
print(json.dumps(results))`;

describe.skipIf(pythonWithTorch === null)('the script in PyTorch (skipped where no Python has it)', () => {
  const outcomes: Promise<Record<string, Outcome>> = (async () => {
    if (pythonWithTorch === null) return {};
    for (const [i, [, document]] of cases.entries()) {
      const place = join(folder, 'cases', String(i));
      mkdirSync(place, { recursive: true });
      const { run } = await app.createRun(app.checkExperiment(document));
      await app.train(run);
      writeFileSync(join(place, 'run.py'), await app.encode(run, 'pytorch'));
      writeFileSync(join(place, 'ours.safetensors'), await app.encode(run, 'theta-safetensors'));
      await app.closeRun(run);
    }
    const printed = execFileSync(pythonWithTorch, ['-c', driver, join(folder, 'cases')], {
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    return JSON.parse(printed) as Record<string, Outcome>;
  })();
  outcomes.catch(() => undefined);

  test.each(cases.map(([name, document], i) => [name, document, i] as const))(
    '%s: the same losses to 1e-9, the same parameters at the end',
    async (_, document, i) => {
      const { greatest, out } = (await outcomes)[String(i)]!;
      expect(greatest).toBeLessThan(1e-9);
      expect(out.split('\n')[0]).toBe('against PyTorch');
      const last = out.trimEnd().split('\n').at(-2)!;
      expect(last.trim().split(/\s+/)[0]).toBe('100');
      const read = (file: string) => {
        const bytes = readFileSync(join(folder, 'cases', String(i), file));
        return initialTheta(app.startFrom(app.checkExperiment(document), file, bytes), core());
      };
      const [theirs, ours] = [read('theta.safetensors'), read('ours.safetensors')];
      theirs.forEach((value, k) => expect(Math.abs(value - ours[k]!)).toBeLessThan(1e-8));
      if (!/zero|relu-half/.test(_)) expect(ours.some((value) => value !== 0)).toBe(true);
    },
    120_000,
  );
});

async function script(change: object, steps = 20): Promise<string> {
  const { run } = await app.createRun(app.checkExperiment({ ...base, ...change }));
  await app.train(run, { steps });
  return new TextDecoder().decode(await app.encode(run, 'pytorch'));
}

describe('what the text says', () => {
  test('a stranger’s name is data, never code', async () => {
    const name = 'x"\\\n"""\nimport os # \u202e \ud800 𝛼 é';
    const text = await script({ name });
    const line = text.split('\n').find((one) => one.startsWith('NAME'))!;
    expect(line).toBe(
      'NAME = "x\\"\\\\\\U0000fffd\\"\\"\\"\\U0000fffdimport os # \\U0000fffd \\U0000fffd \\U0001d6fc \\U000000e9"',
    );
    expect(text.match(/"""/g)!.length % 2).toBe(0);
    expect(text).not.toMatch(/^import os/m);
  });

  test('numbers are those of the run, to the last digit', async () => {
    const text = await script({});
    const { run } = await app.createRun(app.checkExperiment(base));
    const { theta } = await app.inspect(run, 'init');
    for (const value of theta) expect(text).toContain(String(value));
    const table = /^RECORDED = \[([\s\S]*?)\]$/m.exec(text)![1]!;
    expect(table.match(/\(\d+, /g)).toHaveLength(21);
  });

  test('32 bits are repeated in 32 bits', async () => {
    expect(await script({ precision: 'f32' })).toMatch(/^DTYPE = torch\.float32$/m);
  });

  test.each([
    [
      'dropout',
      { training: { dropout: 0.5 } },
      20,
      /cannot repeat this run: training\.dropout silences units/,
    ],
    [
      'endless batches',
      { training: { batch: 2, steps: 1e6 } },
      300_000,
      /training\.batch needs the samples of 300,000 steps/,
    ],
    [
      'a large table',
      { data: { name: 'moons', samples: 190_000 }, network: { sizes: [2, 7, 1] }, training: {} },
      0,
      null,
    ],
    [
      'a larger table',
      { data: { name: 'gaussian', samples: 150_000, inputs: 8 }, network: { sizes: [8, 2, 1] } },
      0,
      /data and parameters are more than 1,000,000 numbers/,
    ],
  ] as const)('%s', async (_, change, steps, refusal) => {
    const attempt = script(change, steps);
    if (refusal === null) await expect(attempt).resolves.toMatch(/^STEPS = 0$/m);
    else await expect(attempt).rejects.toThrow(refusal);
  });
});
