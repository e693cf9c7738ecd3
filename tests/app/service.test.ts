import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type Landscape, type RunView } from '../../src/app';
import { UserError } from '../../src/model/user-error';

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

const bytes = (text: string) => new TextEncoder().encode(text);

/** Everything of a landscape but the time that it took. */
const timeless = ({ milliseconds: _, ...rest }: Landscape) => rest;

describe('the story of XOR from zero', () => {
  test('from exact zero nothing moves, and the service says so', async () => {
    const { run } = await app.createRun(app.template('xor-from-zero'));
    const view = await app.train(run);
    expect(view.status).toBe('finished');
    expect(view.message).toMatch(/no parameter has moved: the gradient was exactly 0 at every step/);
    const report = await app.inspect(run, 'final');
    expect(report.gradientExactlyZero).toBe(true);
    expect(report.theta).toEqual(new Float64Array(9));
    expect(report.twins[0]).toMatchObject({ width: 2, effectiveWidth: 1 });
    await app.closeRun(run);
  });

  test('pushed off, it leaves; saved and opened again, it is the same to the last bit', async () => {
    const { run } = await app.createRun(app.template('xor-pushed'));
    const view = await app.train(run);
    expect(view.history.loss.at(-1)).toBeLessThan(1e-6);
    const landscape = await app.landscape(run, { resolution: 31 });
    expect(landscape.values).toHaveLength(31 * 31);
    expect(landscape.centreValue).toBe(0.5);
    expect(landscape.values[15 * 31 + 15]).toBe(0.5);
    expect(Math.min(...landscape.values)).toBeLessThan(0.1);
    expect(landscape.trajectory.loss[0]).toBe(view.history.loss[0]);

    const file = await app.encode(run, 'saddle');
    const opened = await app.open('xor.saddle', file);
    expect(opened.warnings).toEqual([]);
    expect(opened.kind).toBe('saddle');
    expect({ ...opened.view, run }).toEqual(view);
    expect(timeless(opened.landscape!)).toEqual(timeless(landscape));
    expect(await app.inspect(opened.view.run, 'step:100')).toEqual(await app.inspect(run, 'step:100'));
    expect(await app.encode(opened.view.run, 'saddle')).toEqual(file);

    const further = await app.train(opened.view.run, { steps: 500 });
    const straight = await app.train(run, { steps: 500 });
    expect(further.step).toBe(view.step + 500);
    expect(further.history).toEqual(straight.history);
    await Promise.all([app.closeRun(run), app.closeRun(opened.view.run)]);
  });
});

describe('a run that is being watched', () => {
  let started: RunView;
  const slow = {
    ...app.template('xor-pushed'),
    training: { ...app.template('xor-pushed').training, steps: 1e9 },
  };

  test('pauses where it is when told to, answers questions on the way, goes on, and resets to the same weights', async () => {
    started = await app.createRun(slow);
    const { run } = started;
    const controller = new AbortController();
    let updates = 0;
    const training = app.train(run, {
      signal: controller.signal,
      onUpdate: (view) => {
        expect(view.status).toBe('training');
        if (++updates === 2) controller.abort();
      },
    });
    expect((await app.inspect(run, 'init')).step).toBe(0);
    await expect(app.train(run)).rejects.toThrow(/training already/);
    const paused = await training;
    expect(paused.status).toBe('paused');
    expect(paused.step).toBeGreaterThan(0);
    expect(paused.step).toBeLessThan(1e9);
    expect((await app.train(run, { steps: 3 })).step).toBe(paused.step + 3);
    const reset = await app.reset(run);
    expect({ ...reset }).toEqual(started);
  });

  test('a rate in steps per second is kept to, roughly, and changes no number', async () => {
    const { run } = await app.createRun(slow);
    const before = performance.now();
    const view = await app.train(run, { steps: 60, rate: 200 });
    expect(performance.now() - before).toBeGreaterThan(200);
    expect(view.step).toBe(60);
    const fast = await app.createRun(slow);
    expect((await app.train(fast.run, { steps: 60 })).history).toEqual(view.history);
  });

  test('resetting while it trains ends at step 0', async () => {
    const { run } = await app.createRun(slow);
    const training = app.train(run);
    const reset = await app.reset(run);
    expect(reset.step).toBe(0);
    expect(reset.status).toBe('ready');
    expect((await training).step).toBe(0);
  });
});

test('amending changes the name and nothing that was computed', async () => {
  const { run, experiment } = await app.createRun(app.template('xor-pushed'));
  const before = await app.train(run);
  const after = await app.amend(run, { name: 'Mine', landscape: { ...experiment.landscape, resolution: 7 } });
  expect(after).toEqual({
    ...before,
    experiment: { ...experiment, name: 'Mine', landscape: { ...experiment.landscape, resolution: 7 } },
  });
  expect((await app.landscape(run)).values).toHaveLength(49);
  await expect(app.amend(run, { landscape: { ...experiment.landscape, resolution: 1 } })).rejects.toThrow(
    /landscape\.resolution/,
  );
});

describe('landscapes', () => {
  test.each([
    ['loss', 203],
    ['curvature', 101],
  ] as const)('of %s: the same bits for one, two and three threads', async (quantity, resolution) => {
    const results: Landscape[] = [];
    for (const workers of [1, 2, 3]) {
      const service = createSaddlescope({ workers });
      const { run } = await service.createRun(service.template('xor-pushed'));
      await service.train(run);
      results.push(
        await service.landscape(run, { resolution, quantity, plane: { name: 'random', seed: 5 } }),
      );
      await service.dispose();
    }
    expect(timeless(results[1]!)).toEqual(timeless(results[0]!));
    expect(timeless(results[2]!)).toEqual(timeless(results[0]!));
  });

  test('can be cancelled, and a new one works at once', async () => {
    const { run } = await app.createRun(app.template('iris-random'));
    const controller = new AbortController();
    const job = app.landscape(
      run,
      { resolution: 1001 },
      { signal: controller.signal, onProgress: () => controller.abort() },
    );
    await expect(job).rejects.toThrow(UserError);
    expect((await app.landscape(run, { resolution: 11 })).values).toHaveLength(121);
  });

  test('a cancellation is heard within 100 ms, by every thread', async () => {
    const service = createSaddlescope({ workers: 2 });
    const { run } = await service.createRun(service.template('iris-random'));
    await service.landscape(run, { resolution: 51 });
    const controller = new AbortController();
    let asked = NaN;
    const abort = () => {
      asked = performance.now();
      controller.abort();
    };
    const onProgress = () => (asked >= 0 ? undefined : abort());
    const job = service.landscape(run, { resolution: 1001 }, { signal: controller.signal, onProgress });
    await expect(job).rejects.toThrow('The landscape was cancelled.');
    expect(performance.now() - asked).toBeLessThan(100);
    await service.dispose();
  });

  test('two at a time share the threads, and each has its own numbers', async () => {
    const { run: iris } = await app.createRun(app.template('iris-random'));
    const { run: xor } = await app.createRun(app.template('xor-pushed'));
    const alone = [
      await app.landscape(iris, { resolution: 61 }),
      await app.landscape(xor, { resolution: 301 }),
    ];
    const together = await Promise.all([
      app.landscape(iris, { resolution: 61 }),
      app.landscape(xor, { resolution: 301 }),
    ]);
    expect(together.map(timeless)).toEqual(alone.map(timeless));
  });

  test('settings are checked like those of an experiment', async () => {
    const { run } = await app.createRun(app.template('xor-from-zero'));
    await expect(app.landscape(run, { resolution: 1 })).rejects.toThrow(/landscape\.resolution/);
    await expect(app.landscape(run, { plane: { name: 'nonsense' } })).rejects.toThrow(/landscape\.plane/);
    const same = { name: 'coordinates', first: 'W1[0][0]', second: 'W1[0][0]' };
    await expect(app.landscape(run, { plane: same })).rejects.toThrow(UserError);
  });
});

describe('files of all kinds', () => {
  test('a CSV becomes an experiment on it', async () => {
    const opened = await app.open('heights.csv', bytes('age,height\n1,75\n2,86\n3,95\n4,102\n'));
    expect(opened.kind).toBe('csv');
    expect(opened.view.experiment.network.sizes).toEqual([1, 2, 1]);
    const preview = app.previewData(opened.view.experiment);
    expect(preview.inputNames).toEqual(['age']);
    expect(preview.trainCount).toBe(4);
    expect((await app.train(opened.view.run)).status).not.toBe('diverged');
  });

  test('a picture gives back the experiment that it was made from', async () => {
    const { run, experiment } = await app.createRun(app.template('and-from-zero'));
    const blank = Buffer.from(
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
      'base64',
    );
    const stamped = await app.stampPng(run, blank);
    const opened = await app.open('picture.png', stamped);
    expect(opened.view.experiment).toEqual(experiment);
    expect(opened.view.step).toBe(0);
    await expect(app.open('other.png', blank)).rejects.toThrow(/holds no experiment/);
  });

  test.each([
    ['broken.json', '{"name": "x",', /broken\.json, line 1, column 14/],
    ['keys.json', '{"trainning": {}}', /trainning/],
    ['shape.json', '{"network": {"sizes": [3, 2, 1]}}', /shape\.json: .*network\.sizes/],
    ['newer.json', '{"saddlescope": 9}', /9/],
    ['text.csv', 'a,b\n1,2\nthree,4\n', /line 3/],
    ['gap.csv', 'a,b\n1,2\n,4\n', /line 3/],
    ['noise.bin', '\u0000\u0001\u0002', /not a file that holds an experiment/],
    ['empty.csv', '', /empty\.csv/],
  ])('%s is refused in one sentence', async (name, text, sentence) => {
    const problem: unknown = await app.open(name, bytes(text)).catch((error: unknown) => error);
    expect(problem).toBeInstanceOf(UserError);
    expect((problem as UserError).message).toMatch(sentence);
    expect((problem as UserError).message).not.toMatch(/\n|undefined|\[object/);
  });

  test('a file cut off at any place opens as far as it is whole or is refused in one sentence', async () => {
    const { run } = await app.createRun(app.template('xor-pushed'));
    await app.train(run, { steps: 200 });
    const whole = await app.encode(run, 'saddle');
    for (let cut = 0; cut < whole.length; cut += Math.ceil(whole.length / 23)) {
      const opened = await app.open('cut.saddle', whole.slice(0, cut)).catch((error: unknown) => error);
      if (opened instanceof Error) expect(opened).toBeInstanceOf(UserError);
      else expect((opened as { warnings: string[] }).warnings.length).toBeGreaterThan(0);
    }
  });
});

test('a run that diverges says at which step and what to do', async () => {
  const experiment = app.template('and-from-zero');
  const wild = {
    ...experiment,
    training: { ...experiment.training, rule: { name: 'gradient-descent' as const, rate: 1e9 } },
  };
  const { run } = await app.createRun(wild);
  const view = await app.train(run);
  expect(view.status).toBe('diverged');
  expect(view.message).toMatch(/diverged: after step \d+ .*learning rate/);
  expect(view.history.steps.length).toBeGreaterThan(1);
});

test('a question about a run that was closed is answered politely', async () => {
  const { run } = await app.createRun(app.template('xor-from-zero'));
  await app.closeRun(run);
  await expect(app.inspect(run, 'init')).rejects.toThrow(/no longer open/);
});
