import { rename, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Milliseconds, 2.6 s in all: a virus scanner or an indexer is through by then. */
const waits = [10, 20, 50, 100, 200, 400, 800, 1000];

/**
 * Puts a file in another's place. Windows refuses that while somebody has the other open, be it a virus scanner that looks at what was saved a
 * moment ago: there it is tried again for a while.
 * @throws the error of the last attempt; on Windows one of a file in use or protected has the code EBUSY
 */
export async function replaceFile(from: string, to: string, platform = process.platform): Promise<void> {
  if (platform !== 'win32') return rename(from, to);
  for (const wait of [...waits, null])
    try {
      return await rename(from, to);
    } catch (error) {
      if (!isHeld(error)) throw error;
      // Refused with the same words, and for ever.
      if (await isFolder(to)) throw Object.assign(error, { code: 'EISDIR' });
      if (wait === null) throw Object.assign(error, { code: 'EBUSY' });
      await sleep(wait);
    }
}

function isHeld(error: unknown): error is Error {
  return (
    error instanceof Error && 'code' in error && ['EPERM', 'EACCES', 'EBUSY'].includes(String(error.code))
  );
}

const isFolder = (path: string) =>
  stat(path).then(
    (about) => about.isDirectory(),
    () => false,
  );
