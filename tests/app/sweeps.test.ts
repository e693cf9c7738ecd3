import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type Progress, type SweepAggregate } from '../../src/app';
import { decodeSaddle } from '../../src/files/saddle-file';
import { column } from '../../src/model/sweep/row';

/** Oracle: runs of the same service, opened one by one. */

const app = createSaddlescope();
afterAll(() => app.dispose());
const asked = app.parseExperiment(
  JSON.stringify({
    name: 'four',
    initialisation: { weights: { name: 'normal', deviation: 0.5 } },
    training: { rule: { name: 'gradient-descent', rate: 0.3 }, steps: 300 },
    sweep: {
      axes: [
        { over: 'width', values: [1, 2] },
        { over: 'seed', values: [5, 6, 7] },
      ],
    },
  }),
  'four.json',
);

test('the outline is told before anything runs', async () => {
  expect(await app.planSweep(asked)).toEqual({
    runs: 6,
    axes: [
      { over: 'network.width', values: [1, 2] },
      { over: 'initialisation.seed', values: [5, 6, 7] },
    ],
    groups: 2,
  });
});

test('a run of the sweep opens by itself and ends where its row says', async () => {
  const { rows, columns } = await app.startSweep(asked).finished;
  for (const run of [0, 4]) {
    const opened = await app.openSweepRun(asked, run);
    expect(opened.experiment.initialisation.seed).toBe([5, 6, 7][run % 3]);
    const { history } = await app.train(opened.run);
    expect(rows[run * columns.length + column.final_loss]).toBe(history.loss.at(-1));
    expect(rows[run * columns.length + column.gradient_norm]).toBe(history.gradientNorm.at(-1));
  }
  await expect(app.openSweepRun(asked, 6)).rejects.toThrow('run 6: the sweep has the runs 0 to 5.');
});

test('a file with a sweep opens with it, and keeps it when it is saved; with other axes it does not', async () => {
  const result = await app.startSweep(asked).finished;
  const bytes = app.sweepSaddle(result);
  const { view, warnings } = await app.open('four.saddle', bytes);
  expect(warnings).toEqual([]);
  expect(app.storedSweep(view.run)).toEqual(result);
  await app.amend(view.run, { name: 'renamed' });
  const saved = decodeSaddle(await app.encode(view.run, 'saddle'), 'x').document;
  expect(saved.swept).toEqual(decodeSaddle(bytes, 'x').document.swept);
  expect(saved.arrays['sweep_final_loss']!.data).toEqual(
    decodeSaddle(bytes, 'x').document.arrays['sweep_final_loss']!.data,
  );
  await app.amend(view.run, { sweep: { ...asked.sweep!, escapeShare: 0.5 } });
  expect(decodeSaddle(await app.encode(view.run, 'saddle'), 'x').document.swept ?? null).toBeNull();
});

describe('under way', () => {
  const long = app.checkExperiment({
    ...asked,
    training: { ...asked.training, steps: 20_000 },
    sweep: { ...asked.sweep, axes: [{ over: 'seed', from: 1, to: 2000, scale: 'integer' }] },
  });

  test('tells how far it is and how fast, and statistics that grow; paused it stands still; the signal ends it', async () => {
    const progress: Progress[] = [];
    const aggregates: SweepAggregate[] = [];
    const abort = new AbortController();
    const job = app.startSweep(long, {
      signal: abort.signal,
      onProgress: (one) => progress.push(one),
      onAggregate: (one) => aggregates.push(one),
    });
    const failure = job.finished.catch((error: unknown) => error);
    while (aggregates.length < 2) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(progress.at(-1)).toMatchObject({ total: 2000, task: 'sweep' });
    expect(progress.at(-1)!.rate).toBeGreaterThan(0);
    expect(progress.at(-1)!.secondsLeft).toBeGreaterThan(0);
    expect(aggregates[1]!.summary.done).toBeGreaterThan(aggregates[0]!.summary.done);
    job.pause();
    expect(job.paused).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const told = progress.length;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(progress.length).toBe(told);
    job.resume();
    abort.abort();
    expect(await failure).toMatchObject({
      place: 'cancelled',
      message: expect.stringMatching(/^interrupted after [\d,]+ of 2,000 runs; nothing was kept/) as string,
    });
  });

  test('a live run trains to its end meanwhile', async () => {
    const abort = new AbortController();
    let isOver = false;
    const job = app.startSweep(long, { signal: abort.signal });
    const failure = job.finished.catch(() => undefined).finally(() => (isOver = true));
    const { run } = await app.createRun(asked);
    expect((await app.train(run)).status).toBe('finished');
    expect(isOver).toBe(false);
    abort.abort();
    await failure;
  });
});

test('mistakes reject before anything runs', async () => {
  const wrong = app.checkExperiment({ ...asked, sweep: { axes: [{ over: 'width', values: [2, 5000] }] } });
  const sentence =
    'sweep.axes[0], network.width = 5000: network.sizes[1] is 5000 but must be a number of at most 4096.';
  await expect(app.planSweep(wrong)).rejects.toThrow(sentence);
  await expect(app.startSweep(wrong).finished).rejects.toThrow(sentence);
  const { sweep: _, ...plain } = asked;
  await expect(app.startSweep(plain).finished).rejects.toThrow(/the experiment has no sweep/);
});
