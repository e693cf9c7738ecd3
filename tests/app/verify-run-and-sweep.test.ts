/** Oracle: the file of a sweep whose every row is known to be right, in which the experiment's own run was saved besides. */
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type Verification } from '../../src/app';
import { encodeSaddle, type SaddleDocument } from '../../src/files/saddle-file';
import { changed, sixRuns, written } from './swept-file';

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

const asked = app.parseExperiment(sixRuns, 'six.json');
const result = await app.startSweep(asked).finished;
const whole = written(app.sweepSaddle(result));
const verify = (document: SaddleDocument): Promise<Verification> =>
  app.verify('x.saddle', encodeSaddle(document));

describe('a file with a run and a sweep', () => {
  const both = (async () => {
    const { view } = await app.open('six.saddle', encodeSaddle(whole));
    await app.train(view.run, { steps: 40 });
    return written(await app.encode(view.run, 'saddle'));
  })();

  test('both are computed again, one after the other', async () => {
    const shares: number[] = [];
    const totals = new Set<number>();
    const found = await app.verify('x.saddle', encodeSaddle(await both), {
      onProgress: ({ done, total }) => {
        shares.push(done / total);
        totals.add(total);
      },
    });
    expect(found).toMatchObject({ agrees: true, step: 40, unchecked: [], sweep: { runs: 6 } });
    expect(found.arrays).toBe(Object.keys((await both).arrays).length);
    expect(found.sentences[0]).toContain('computed again to step 40 and in all 6 runs of its sweep,');
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares.at(-1)).toBe(1);
    // Each part is as long as its steps: 40 of the run, 120 of each of the six.
    expect([...totals]).toEqual([40 + 6 * 120]);
    expect(shares).toContain(40 / 760);
  });

  test('what differs in each is named, with its step and with its run', async () => {
    const wrong = changed(changed(await both, 'sweep_best_loss', 4), 'history_loss', 17);
    const found = await verify(wrong);
    expect(found.differences).toMatchObject([
      { array: 'history_loss', step: 17, run: null },
      { array: 'sweep_best_loss', step: null, run: 4 },
    ]);
    expect(found.sentences[1]).toMatch(/^The first: history_loss at step 17, at \[17\]/);
    expect(found.sentences[2]).toMatch(
      /^The first: sweep_best_loss at run 4 \(rate 1000000, initialisation\.seed 5\)/,
    );
  });

  test('a run whose scalars were lost does not agree', async () => {
    const found = await verify({ ...(await both), results: null });
    expect(found.differences).toEqual([{ kind: 'form', array: 'results.step', stored: null, computed: [] }]);
  });
});

test('it stops when asked', async () => {
  const long = { ...whole, experiment: { ...asked, training: { ...asked.training, steps: 1_000_000_000 } } };
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  const attempt = app.verify('x.saddle', encodeSaddle(long), { signal: stop.signal });
  await expect(attempt).rejects.toMatchObject({
    place: 'cancelled',
    message: 'x.saddle was not verified: stopped.',
  });
});
