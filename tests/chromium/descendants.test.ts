import { spawn } from 'node:child_process';
import { expect, test } from 'vitest';
import { descendantsOf } from '../../src/chromium/descendants';

/** Oracle: processes that are started here, and say who they are. */

test.skipIf(process.platform !== 'linux')('children and their children, by number', async () => {
  const script = "sleep 60 & echo $!; sh -c 'sleep 60 & echo $$ $!; wait' & wait";
  const child = spawn('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const told = await new Promise<number[]>((done) => {
      let text = '';
      child.stdout.on('data', (part) => {
        text += String(part);
        const numbers = text.split(/\s+/).filter(Boolean).map(Number);
        if (numbers.length === 3) done(numbers);
      });
    });
    expect([...descendantsOf(child.pid!)].sort()).toEqual([...told].sort());
    expect(descendantsOf(process.pid)).toEqual(expect.arrayContaining([child.pid, ...told]));
    expect(descendantsOf(told[0]!)).toEqual([]);
  } finally {
    for (const id of [...descendantsOf(child.pid!), child.pid!]) process.kill(id, 'SIGKILL');
  }
});
