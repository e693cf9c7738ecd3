/** Regular files of a ustar archive: enough for the archives of the headless shell. */
export interface TarFile {
  readonly name: string;
  readonly executable: boolean;
  readonly bytes: Uint8Array;
}

const block = 512;

export function readTar(archive: Uint8Array): TarFile[] {
  const files: TarFile[] = [];
  for (let at = 0; at + block <= archive.length && archive[at] !== 0;) {
    const text = (from: number, length: number): string => {
      const field = archive.subarray(at + from, at + from + length);
      const stop = field.indexOf(0);
      return Buffer.from(stop < 0 ? field : field.subarray(0, stop)).toString('utf8');
    };
    const size = parseInt(text(124, 12).trim() || '0', 8);
    const type = text(156, 1);
    const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
    const name = prefix ? `${prefix}/${text(0, 100)}` : text(0, 100);
    // Only plain files, and never outside the folder they are unpacked to.
    if ((type === '' || type === '0') && !name.startsWith('/') && !name.split('/').includes('..')) {
      const bytes = archive.subarray(at + block, at + block + size);
      files.push({ name, executable: (parseInt(text(100, 8).trim() || '0', 8) & 0o100) !== 0, bytes });
    }
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}
