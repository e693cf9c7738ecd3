import { open } from 'node:fs/promises';

/** Larger files are not experiments. */
export const largestFile = 1024 * 2 ** 20;
/** A larger table would not fit an experiment. */
export const largestTable = 32 * 2 ** 20;

const pieceLength = 1 << 16;

/**
 * All bytes of a file, or null where there are more than `limit`. A pipe says no size beforehand and may never end, and a file may grow while it is read:
 * so what has come is counted, and no more than that is asked for.
 */
export async function readLimited(path: string, limit: number): Promise<Uint8Array | null> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    if (size > limit) return null;
    // One byte more than is said to be there, so that the end shows without another piece.
    let bytes = new Uint8Array(Math.max(size + 1, pieceLength));
    let length = 0;
    for (;;) {
      const { bytesRead } = await handle.read(bytes, length, bytes.length - length, null);
      length += bytesRead;
      if (bytesRead === 0) return length === size ? bytes.subarray(0, length) : bytes.slice(0, length);
      if (length > limit) return null;
      if (length === bytes.length) {
        const larger = new Uint8Array(Math.min(2 * bytes.length, limit + 1));
        larger.set(bytes);
        bytes = larger;
      }
    }
  } finally {
    await handle.close();
  }
}
