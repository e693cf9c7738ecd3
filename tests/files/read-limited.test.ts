import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readLimited } from '../../src/files/read-limited';

/** Oracle: the bytes that were written. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-limited-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([0, 1, 65_535, 65_536, 65_537, 300_000])('%i bytes come back, up to that limit', async (length) => {
  const path = join(folder, `${length}.bin`);
  const bytes = Uint8Array.from({ length }, (_, i) => (i * 31) % 251);
  writeFileSync(path, bytes);
  const read = await readLimited(path, length);
  expect(Buffer.compare(read!, bytes)).toBe(0);
  if (length > 0) expect(await readLimited(path, length - 1)).toBeNull();
});

test.skipIf(process.platform !== 'linux')(
  'what has no size is counted as it comes: a device without end is no more than the limit',
  async () => {
    expect(await readLimited('/dev/zero', 1_000_000)).toBeNull();
    // A file of the kernel's says that it has no bytes.
    expect((await readLimited('/proc/self/status', 1_000_000))!.length).toBeGreaterThan(100);
    expect(await readLimited('/proc/self/status', 10)).toBeNull();
  },
);
