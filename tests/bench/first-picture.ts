import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { dataIn, electronFolder, projectRoot } from '../e2e/harness';

export const ourProgram = join(projectRoot, 'out', 'main', 'index.js');
export const emptyProgram = join(projectRoot, 'tests', 'bench', 'empty-window.mjs');

/**
 * Milliseconds from the start of a program, as a person starts it and with nothing that drives it, to the first picture in its window (first contentful paint). The
 * page is asked for it when all is over.
 */
export async function timeToFirstPicture(main: string): Promise<number> {
  const data = mkdtempSync(join(tmpdir(), 'saddlescope-bench-'));
  const started = Date.now();
  const program = spawn(join(electronFolder().folder, 'electron'), ['--remote-debugging-port=0', main], {
    env: { ...process.env, ...dataIn(data) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      createInterface({ input: program.stderr }).on('line', (line) => {
        const found = /DevTools listening on (ws:\S+)/.exec(line)?.[1];
        if (found) resolve(found);
      });
      program.once('exit', () => reject(new Error('the program ended before its window was there')));
    });
    await new Promise((resolve) => setTimeout(resolve, 3000));
    const browser = await chromium.connectOverCDP(address);
    const page = browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((one) => /index\.html$/.test(one.url()));
    if (!page) throw new Error('the program shows no window');
    const painted = await page.evaluate(() => {
      const [entry] = performance.getEntriesByName('first-contentful-paint');
      return performance.timeOrigin + (entry?.startTime ?? NaN);
    });
    await browser.close();
    return painted - started;
  } finally {
    program.kill();
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}
