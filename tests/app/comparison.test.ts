import { parse } from 'csv-parse/sync';
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type Saddlescope } from '../../src/app';
import { KeptRuns } from '../../src/app/kept-runs';
import { renderPng } from '../../src/figures/headless';
import type { Experiment } from '../../src/model/experiment';

/** Oracles: the run that was kept, trained apart; a CSV reader of others; bounds written down here. */

const services: Saddlescope[] = [];
function service(): Saddlescope {
  const app = createSaddlescope({ workers: 1 });
  services.push(app);
  return app;
}
afterAll(async () => void (await Promise.all(services.map((app) => app.dispose()))));

const pushed = (app: Saddlescope, size: number, steps = 300): Experiment => {
  const base = app.template('xor-pushed');
  const { perturbation } = base.initialisation;
  return {
    ...base,
    training: { ...base.training, steps },
    initialisation: { ...base.initialisation, perturbation: { ...perturbation, size } },
  };
};
async function kept(app: Saddlescope, experiment: Experiment, label?: string): Promise<string> {
  const { run } = await app.createRun(experiment);
  await app.train(run);
  await app.keepRun(run, label);
  await app.closeRun(run);
  return app.comparison().runs.at(-1)!.id;
}
const utf8 = (text: string) => new TextEncoder().encode(text);

describe('keeping', () => {
  test('a kept run stays as it was, and opens again to the last bit', async () => {
    const app = service();
    const { run } = await app.createRun(pushed(app, 0.5));
    const before = await app.train(run, { steps: 120 });
    const checkpoint = await app.inspect(run, 'step:77');
    await app.keepRun(run);
    await app.train(run);
    await app.amend(run, { name: 'Another' });
    const [row] = app.comparison().runs;
    expect(row).toMatchObject({
      step: 120,
      label: before.experiment.name,
      status: 'paused',
      history: before.history,
    });
    expect(row!.numbers).toMatchObject({
      loss: before.history.loss.at(-1),
      gradientNorm: before.history.gradientNorm.at(-1),
    });
    await app.closeRun(run);
    const again = await app.openKept(row!.id);
    expect({ ...again, run }).toEqual(before);
    expect(await app.inspect(again.run, 'step:77')).toEqual(checkpoint);
    const straight = await app.createRun(pushed(app, 0.5));
    const whole = await app.train(straight.run, { steps: 150 });
    expect((await app.train(again.run, { steps: 30 })).history).toEqual(whole.history);
    await app.closeRun(again.run);
  });

  test('a run that is being trained is kept as far as it is, and goes on', async () => {
    const app = service();
    const { run } = await app.createRun(pushed(app, 0.5, 1e9));
    const stop = new AbortController();
    let updates = 0;
    const training = app.train(run, { signal: stop.signal, onUpdate: () => void updates++ });
    await expect.poll(() => updates).toBeGreaterThan(1);
    const [row] = (await app.keepRun(run)).runs;
    expect(row).toMatchObject({ status: 'paused' });
    expect(row!.step).toBeGreaterThan(0);
    expect(row!.message).toMatch(/of a training that went on/);
    const more = updates;
    await expect.poll(() => updates).toBeGreaterThan(more);
    stop.abort();
    await training;
  });

  test('labels: changed, never empty, never twice', async () => {
    const app = service();
    const first = await kept(app, pushed(app, 0.5));
    const second = await kept(app, pushed(app, 0.25));
    expect(app.comparison().runs.map(({ label }) => label)).toEqual([
      'XOR, pushed off the saddle',
      'XOR, pushed off the saddle, perturbation.size 0.25',
    ]);
    expect(app.labelKept(second, '  a quarter ').runs[1]!.label).toBe('a quarter');
    expect(() => app.labelKept(first, 'a quarter')).toThrow('Another run is called “a quarter”');
    expect(() => app.labelKept(first, ' ')).toThrow('A label has 1 to 120 characters');
    expect(() => app.labelKept('kept-99', 'x')).toThrow('no longer kept');
  });

  test('colours stay when others go', async () => {
    const app = service();
    const [a] = [
      await kept(app, pushed(app, 0.1)),
      await kept(app, pushed(app, 0.2)),
      await kept(app, pushed(app, 0.3)),
    ];
    expect(app.removeKept(a).runs.map(({ rank }) => rank)).toEqual([1, 2]);
    await kept(app, pushed(app, 0.4));
    expect(app.comparison().runs.map(({ rank }) => rank)).toEqual([1, 2, 0]);
    expect(app.removeKept(null).runs).toEqual([]);
  });

  test('the 25th is refused, and what is there stays', async () => {
    const app = service();
    const { run } = await app.createRun(pushed(app, 0.1));
    for (let i = 0; i < 24; i++) await app.keepRun(run);
    await expect(app.keepRun(run)).rejects.toThrow(
      '24 runs are kept, and at most 24 can be: remove one first.',
    );
    await expect(app.addToComparison('a.json', utf8('{}'))).rejects.toThrow('remove one first');
    expect(app.comparison().runs).toHaveLength(24);
    expect(new Set(app.comparison().runs.map(({ rank }) => rank)).size).toBe(24);
    expect(new Set(app.comparison().runs.map(({ label }) => label)).size).toBe(24);
  });

  test('memory is bounded, and the sentence says by how much', async () => {
    const app = service();
    const { run, experiment, parameterCount, history, checkpointSteps } = await app.createRun(
      pushed(app, 0.1),
    );
    const record = {
      step: 0,
      diverged: false,
      stoppedBelow: false,
      history,
      checkpointSteps,
      checkpoints: [new Float64Array(300_000)],
    };
    const runs = new KeptRuns(5 * 2 ** 20);
    const one = {
      experiment,
      parameterCount,
      step: 0,
      status: 'ready' as const,
      message: '',
      history,
      record,
    };
    runs.keep(one);
    runs.keep(one);
    expect(() => runs.keep(one)).toThrow(
      'The runs that are kept take 5 MB of memory and this one would take 3 MB more; at most 5 MB are used: remove one first.',
    );
    expect(runs.all).toHaveLength(2);
    await app.closeRun(run);
  });
});

describe('files', () => {
  test('a saved run is taken as it is; an experiment alone is trained first; both are known by their file', async () => {
    const app = service();
    const { run } = await app.createRun(pushed(app, 0.5));
    const view = await app.train(run, { steps: 50 });
    await app.addToComparison('half way.saddle', await app.encode(run, 'saddle'));
    const shares: number[] = [];
    await app.addToComparison('whole.json', await app.encode(run, 'json'), {
      onProgress: ({ done, total, task }) => void (task === 'comparison' && shares.push(done / total)),
    });
    const whole = await app.train(run);
    const { runs, differences } = app.comparison();
    expect(runs.map(({ label, step }) => [label, step])).toEqual([
      ['half way', 50],
      ['whole', 300],
    ]);
    expect(runs[0]!.history).toEqual(view.history);
    expect(runs[1]!.history).toEqual(whole.history);
    expect(differences).toEqual([]);
    expect(shares.at(-1)).toBe(1);
  });

  test('networks of different shape stand side by side', async () => {
    const app = service();
    await app.addToComparison(
      'small.json',
      utf8('{"network": {"sizes": [2, 1]}, "training": {"steps": 20}}'),
    );
    await app.addToComparison(
      'deep.json',
      utf8('{"network": {"sizes": [2, 3, 4, 1]}, "training": {"steps": 20}}'),
    );
    const { runs, differences } = app.comparison();
    expect(runs.map(({ widths }) => widths)).toEqual([[], [3, 4]]);
    expect(differences[0]).toMatchObject({ place: 'network.sizes', values: ['2-1', '2-3-4-1'] });
  });

  test('a file that cannot be read says which, and changes nothing', async () => {
    const app = service();
    await expect(app.addToComparison('bad.json', utf8('{"data": "nor"}'))).rejects.toThrow(
      /^bad\.json: data/,
    );
    await expect(app.addToComparison('bad.png', utf8('no picture'))).rejects.toThrow(/^bad\.png/);
    expect(app.comparison().runs).toEqual([]);
  });

  test('stopped in the middle of training, nothing is kept', async () => {
    const app = service();
    const stop = new AbortController();
    const adding = app.addToComparison('long.json', utf8('{"training": {"steps": 1000000000}}'), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(adding).rejects.toMatchObject({ place: 'cancelled' });
    expect(app.comparison().runs).toEqual([]);
  });

  test('a picture of a comparison brings all its runs back: labels, steps, bits', async () => {
    const app = service();
    await kept(app, pushed(app, 0.5), 'half');
    await kept(app, pushed(app, 0.25, 40), 'a quarter');
    const before = app.comparison();
    const png = app.stampComparison(await renderPng(() => undefined, 10, 10));
    app.removeKept(null);
    await app.addToComparison('runs.png', png);
    const known = ({ label, step, history }: (typeof before.runs)[number]) => ({ label, step, history });
    expect(app.comparison().runs.map(known)).toEqual(before.runs.map(known));
    const opened = await app.open('runs.png', png);
    expect(opened.view.experiment.initialisation.perturbation.size).toBe(0.5);
    expect(opened.warnings.join()).toMatch(/compares 2 runs and this is the first, “half”/);
  });
});

test('the CSV reads back: every digit, every difference, in the order asked for', async () => {
  const app = service();
  const a = await kept(app, pushed(app, 0.5), 'a, "half"');
  const b = await kept(app, pushed(app, 0), 'b');
  const { runs } = app.comparison();
  const read = (ids?: string[]) =>
    parse(app.comparisonCsv(ids), { columns: true }) as Record<string, string>[];
  const [first, second] = read() as [Record<string, string>, Record<string, string>];
  expect(first['label']).toBe('a, "half"');
  expect(Number(first['loss'])).toBe(runs[0]!.numbers.loss);
  expect(Number(first['best_loss'])).toBe(runs[0]!.numbers.bestLoss);
  expect(Number(first['escape_step'])).toBe(runs[0]!.numbers.escapeStep);
  expect(second['escape_step']).toBe('');
  expect([first, second].map((row) => row['initialisation.perturbation.size'])).toEqual(['0.5', '0']);
  expect([first, second].map((row) => row['effective_width_1'])).toEqual(['2', '1']);
  expect(read([b, a, 'kept-99']).map((row) => row['label'])).toEqual(['b', 'a, "half"']);
});
