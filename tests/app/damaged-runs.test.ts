/** Oracle: the same run, from a file that is whole. */
import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope } from '../../src/app';
import { decodeSaddle, encodeSaddle, type SaddleDocument } from '../../src/files/saddle-file';

const app = createSaddlescope();
afterAll(() => app.dispose());
const asked = app.checkExperiment({
  initialisation: { weights: { name: 'normal', deviation: 0.5 } },
  training: { rule: { name: 'momentum', rate: 0.05 }, steps: 5001 },
  landscape: { resolution: 3 },
});

async function trained(steps: number): Promise<Uint8Array> {
  const { run } = await app.createRun(asked);
  await app.train(run, { steps });
  await app.landscape(run);
  return app.encode(run, 'saddle');
}
const whole = trained(5001);

async function without(...names: string[]): Promise<Uint8Array> {
  const { document } = decodeSaddle(await whole, 'x');
  const arrays = Object.fromEntries(Object.entries(document.arrays).filter(([key]) => !names.includes(key)));
  return encodeSaddle({ ...(document as SaddleDocument), arrays });
}

describe('a file without its checkpoints', () => {
  test('shows its history and its landscape, and says that parameters are not known', async () => {
    const original = await app.open('whole.saddle', await whole);
    const { view, landscape, warnings } = await app.open('x.saddle', await without('checkpoint_steps'));
    expect(warnings).toEqual([
      expect.stringContaining('checkpoints are missing or damaged (checkpoint_steps)'),
    ]);
    expect(view.history).toEqual(original.view.history);
    expect(view.step).toBe(5001);
    expect(view.status).toBe('finished');
    expect(view.message).toBe(original.view.message);
    expect(Array.from(view.checkpointSteps)).toEqual([0]);
    expect(landscape).toEqual(original.landscape);
    const lost = /parameters after step 0 were lost/;
    for (const at of ['final', 'best'] as const)
      await expect(app.inspect(view.run, at)).rejects.toThrow(lost);
    await expect(app.encode(view.run, 'theta-npy')).rejects.toThrow(lost);
    await expect(app.encode(view.run, 'theta-safetensors')).rejects.toThrow(lost);
    expect(await app.inspect(view.run, 'init')).toEqual(await app.inspect(original.view.run, 'init'));
    expect((await app.layerHistory(view.run)).steps).toHaveLength(1);
  });

  test('saved and opened again, it says so again', async () => {
    const { view } = await app.open('x.saddle', await without('checkpoints'));
    const again = await app.open('x.saddle', await app.encode(view.run, 'saddle'));
    expect(again.warnings).toEqual([expect.stringContaining('checkpoints are missing or damaged')]);
    expect(again.view.history).toEqual(view.history);
  });

  test('is no run to go on comparing with', async () => {
    const bytes = await without('checkpoints');
    expect(() => app.restoreKept('x', bytes, { label: 'x', rank: 9 })).toThrow(
      /checkpoints are missing or damaged/,
    );
  });
});

test.each(['checkpoints', 'history_steps', 'history_loss'])(
  'without %s, it is made anew for a comparison',
  async (name) => {
    const kept = async (bytes: Uint8Array) => {
      const { comparison, warnings } = await app.addToComparison('x.saddle', bytes);
      const { id, label: _, ...run } = comparison.runs.at(-1)!;
      const { run: opened } = await app.openKept(id);
      const final = await app.inspect(opened, 'final');
      app.removeKept(id);
      return { run, final, warnings };
    };
    const damaged = await kept(await without(name));
    const original = await kept(await whole);
    expect(damaged.warnings).toEqual([expect.stringContaining('missing or damaged')]);
    expect(damaged).toEqual({ ...original, warnings: damaged.warnings });
  },
);

describe('a file without its history', () => {
  test('has its checkpoints and its landscape', async () => {
    const original = await app.open('whole.saddle', await whole);
    const { view, landscape, warnings } = await app.open('x.saddle', await without('history_steps'));
    expect(warnings).toEqual([expect.stringContaining('history is missing or damaged (history_steps)')]);
    expect(view.checkpointSteps).toEqual(original.view.checkpointSteps);
    expect(landscape).toEqual(original.landscape);
    expect(await app.inspect(view.run, 'final')).toEqual(await app.inspect(original.view.run, 'final'));
    expect(view.message).toBe('Done after 5,001 steps.');
  });

  test.each(['history_steps', 'history_loss'])(
    'saved and opened again without %s, it says so again',
    async (name) => {
      const { view } = await app.open('x.saddle', await without(name));
      const again = await app.open('x.saddle', await app.encode(view.run, 'saddle'));
      expect(again.warnings).toEqual([expect.stringMatching(/history.* missing or damaged/)]);
      expect(again.view).toEqual({ ...view, run: again.view.run });
    },
  );
});

describe('trained on, it is the run that was never damaged', () => {
  const arrays = async (run: string) => decodeSaddle(await app.encode(run, 'saddle'), 'x').document.arrays;

  test.each(['checkpoints', 'checkpoint_steps', 'history_steps', 'history_loss', 'history_effective_width'])(
    'without %s',
    async (name) => {
      const straight = await app.createRun(asked);
      const { view } = await app.open('x.saddle', await without(name));
      // To the end of its budget, where it was.
      await app.train(straight.run);
      const done: number[] = [];
      const trained = await app.train(view.run, { onProgress: (progress) => done.push(progress.done) });
      expect(trained.step).toBe(5001);
      expect(Math.min(...done)).toBeGreaterThanOrEqual(0);
      expect(await arrays(view.run)).toMatchObject(await arrays(straight.run));
      expect(trained.message).toBe((await app.view(straight.run)).message);
    },
  );

  test('beyond where it was', async () => {
    const straight = await app.createRun(asked);
    const { view } = await app.open('x.saddle', await without('checkpoints'));
    await app.train(straight.run, { steps: 5011 });
    await app.train(view.run, { steps: 10 });
    expect(await arrays(view.run)).toMatchObject(await arrays(straight.run));
  });

  test('one that diverged diverges again', async () => {
    const { run } = await app.createRun(
      app.checkExperiment({
        ...asked,
        training: { ...asked.training, rule: { name: 'gradient-descent', rate: 1e6 } },
      }),
    );
    await app.train(run);
    const { document } = decodeSaddle(await app.encode(run, 'saddle'), 'x');
    const { checkpoints: _, ...rest } = document.arrays;
    const bytes = encodeSaddle({ ...(document as SaddleDocument), arrays: rest });
    const { view } = await app.open('x.saddle', bytes);
    expect(view.status).toBe('diverged');
    expect((await app.train(view.run)).status).toBe('diverged');
    expect(await arrays(view.run)).toEqual(document.arrays);
  });
});
