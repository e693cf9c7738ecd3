/** Oracle: the file of a sweep whose every row is known to be right, in which a run is made to have failed; the thread that is lost now is a real one (see src/runs/test-faults.ts). */
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { encodeSaddle } from '../../src/files/saddle-file';
import { changed, sixSwept, withFailed } from './swept-file';

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

const { width, whole, verify } = await sixSwept(app);

describe('a run that failed when the file was written', () => {
  test('because its thread was lost: no difference, and it is told that it succeeds now', async () => {
    const found = await verify(withFailed(whole, 3, 'its thread ran out of memory'));
    expect(found.differences).toEqual([]);
    expect(found.sweep!.lost).toEqual([
      {
        run: 3,
        at: { 'training.rule.rate': 0.3, 'initialisation.seed': 6 },
        then: 'its thread ran out of memory',
        now: null,
        compared: true,
      },
    ]);
    expect(found.sentences[1]).toBe(
      'The file has no numbers of run 3 (rate 0.3, initialisation.seed 6): it failed when the file was written, its thread ran out of memory, and succeeds now; compute the sweep again to have them.',
    );
  });

  test('for a reason of its own, or for none that the file tells: its row is not what the experiment gives', async () => {
    for (const failures of [[{ run: 3, reason: 'a fault of Saddlescope: x' }], []]) {
      const file = withFailed(whole, 3, '');
      const found = await verify({ ...file, swept: { ...file.swept!, failures } });
      expect(found.differences[0]).toMatchObject({ array: 'sweep_status', run: 3, stored: 3, computed: 0 });
    }
  });

  test('a lost run has the row of a failed one, and no number in it', async () => {
    const file = changed(withFailed(whole, 3, 'its thread ran out of memory'), 'sweep_final_loss', 3);
    expect((await verify(file)).differences).toMatchObject([{ array: 'sweep_final_loss', computed: NaN }]);
  });

  test('a reason excuses no row that says that the run succeeded', async () => {
    const failures = [{ run: 3, reason: 'its thread ran out of memory' }];
    const file = changed({ ...whole, swept: { ...whole.swept!, failures } }, 'sweep_final_loss', 3);
    expect((await verify(file)).differences).toMatchObject([{ array: 'sweep_final_loss', run: 3 }]);
  });

  test('a thread that is lost now leaves its run unchecked, and says so', async () => {
    process.env['SADDLESCOPE_TEST_FAULTS'] = 'exit:3';
    const unlucky = createSaddlescope({ workers: 1 });
    try {
      const file = changed(whole, 'sweep_final_loss', 3);
      const found = await unlucky.verify('x.saddle', encodeSaddle(file));
      expect(found).toMatchObject({ agrees: true, sweep: { runs: 5, lost: [{ run: 3, compared: false }] } });
      expect(found.numbers).toBe((await verify(whole)).numbers - width);
      expect(found.sentences[1]).toMatch(
        /^Not checked: run 3 \(rate 0\.3, initialisation\.seed 6\); it failed now: its thread ended unexpectedly/,
      );
      const other = await unlucky.verify('x.saddle', encodeSaddle(changed(whole, 'sweep_final_loss', 2)));
      expect(other.differences).toMatchObject([{ array: 'sweep_final_loss', run: 2 }]);
    } finally {
      delete process.env['SADDLESCOPE_TEST_FAULTS'];
      await unlucky.dispose();
    }
  });
});
