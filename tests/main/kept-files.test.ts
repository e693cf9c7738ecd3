import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createSaddlescope, type Saddlescope } from '../../src/app';
import { KeptFiles } from '../../src/main/kept-files';

/** Oracles: the comparison before the program ended; the folder's listing. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-kept-'));
const services: Saddlescope[] = [];
afterAll(async () => {
  await Promise.all(services.map((app) => app.dispose()));
  rmSync(folder, { recursive: true });
});

/** A program as it starts. */
async function started() {
  const app = createSaddlescope({ workers: 1 });
  services.push(app);
  const files = new KeptFiles(folder, app);
  return { app, files, problems: await files.problems() };
}
async function keep(app: Saddlescope, size: number): Promise<void> {
  const experiment = app.template('xor-pushed');
  const { perturbation } = experiment.initialisation;
  const { run } = await app.createRun({
    ...experiment,
    initialisation: { ...experiment.initialisation, perturbation: { ...perturbation, size } },
  });
  await app.train(run, { steps: 60 });
  await app.keepRun(run);
  await app.closeRun(run);
}
const listed = () => readdirSync(folder).sort();

test('runs are there again, to the last bit, with their names and colours, after what was removed is gone', async () => {
  const first = await started();
  for (const size of [0.1, 0.2, 0.3]) await keep(first.app, size);
  first.files.changed();
  const [one, , three] = first.app.comparison().runs;
  first.app.labelKept(three!.id, 'the third');
  first.app.removeKept(one!.id);
  first.files.changed();
  await first.files.settled();
  expect(listed()).toHaveLength(4);
  const before = first.app.comparison();

  const second = await started();
  expect(second.problems).toEqual([]);
  const bare = ({ id: _, ...run }: (typeof before.runs)[number]) => run;
  expect(second.app.comparison().runs.map(bare)).toEqual(before.runs.map(bare));
  expect(second.app.comparison().differences).toEqual(before.differences);
  const opened = await second.app.openKept(second.app.comparison().runs[1]!.id);
  const again = await first.app.openKept(three!.id);
  expect((await second.app.train(opened.run)).history).toEqual((await first.app.train(again.run)).history);

  second.app.removeKept(null);
  second.files.changed();
  await second.files.settled();
  expect(listed()).toEqual([]);
});

test('damaged ones are skipped with a sentence, told once, and put aside', async () => {
  const first = await started();
  await keep(first.app, 0.1);
  await keep(first.app, 0.2);
  first.app.labelKept(first.app.comparison().runs[0]!.id, 'cut off');
  first.files.changed();
  await first.files.settled();
  const [broken, other] = listed().filter((name) => name.endsWith('.saddle'));
  const bytes = readFileSync(join(folder, broken!));
  writeFileSync(join(folder, broken!), bytes.subarray(0, bytes.length / 2));
  writeFileSync(join(folder, other!.replace('.saddle', '.json')), '{');

  const second = await started();
  expect(second.problems).toHaveLength(1);
  expect(second.problems[0]).toMatch(/^“cut off”, kept earlier, could not be restored\. /);
  expect(await second.files.problems()).toEqual([]);
  // Without its note it is called after its experiment.
  expect(second.app.comparison().runs.map(({ label }) => label)).toEqual(['XOR, pushed off the saddle']);
  expect(listed()).toContain(`${broken}.damaged`);
  expect((await started()).problems).toEqual([]);
});
