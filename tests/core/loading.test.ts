import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { core, loadCore } from '../../src/core';
import { locateCore } from '../../src/core/locate';
import { randomProblem, randomTheta } from './random-problems';

/** Oracle: the file itself, and a second core made from the first one's module. */

test('there is one core per thread, and its build is the SHA-256 of the file', () => {
  const first = core();
  expect(core()).toBe(first);
  expect(first.build).toBe(createHash('sha256').update(readFileSync(locateCore())).digest('hex'));
});

test('a core made from a compiled module gives the same bits', () => {
  const problem = randomProblem(8);
  const gradients = [core(), loadCore(core().module)].map((each) => {
    const workspace = each.workspace(problem);
    return workspace.gradient(randomTheta(workspace.parameterCount, 1));
  });
  expect(gradients[1]).toEqual(gradients[0]);
  expect(core().stream(3, 'data').normal()).toBe(loadCore().stream(3, 'data').normal());
});

test('the compiled module reaches a worker thread', async () => {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads');
     parentPort.postMessage(WebAssembly.Module.exports(workerData).length);`,
    { eval: true, workerData: core().module },
  );
  const exported = await new Promise((resolve) => worker.once('message', resolve));
  await worker.terminate();
  expect(exported).toBe(WebAssembly.Module.exports(core().module).length);
});
