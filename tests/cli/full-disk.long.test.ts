import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { decodeSaddle } from '../../src/files/saddle-file';
import { quoted } from '../../src/cli/shell-words';
import { cli } from './launch';

/** Oracle: the five lines on standard output, and the file where the sentence says it is. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-full-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function finished(
  child: ReturnType<typeof spawn>,
): Promise<{ code: number | null; out: string; err: string }> {
  let [out, err] = ['', ''];
  child.stdout!.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr!.on('data', (text: Buffer) => (err += text.toString()));
  return new Promise((done) => child.on('close', (code) => done({ code, out, err })));
}

describe.skipIf(process.platform === 'win32')('a run that cannot be saved at the end', () => {
  test('is told all the same; what was to be written is kept elsewhere', async () => {
    const gone = join(folder, 'gone');
    const kept = join(folder, 'temporary');
    mkdirSync(gone);
    mkdirSync(kept);
    // The place is tried before the training; then it goes.
    const watched = watch(gone, () => {
      watched.close();
      setTimeout(() => rmSync(gone, { recursive: true, force: true }), 50);
    });
    const args = [cli, 'run', 'xor-pushed', '--steps', '3000000', '-o', 'gone/x.saddle'];
    const env = { ...process.env, TMPDIR: kept };
    const { code, out, err } = await finished(spawn(process.execPath, args, { cwd: folder, env }));
    expect(out.trimEnd().split('\n')).toHaveLength(5);
    const [, path] = /gone\/x\.saddle: .* is kept as (.*x\.saddle); move it from there\.\n$/.exec(err)!;
    expect(code).toBe(2);
    expect(decodeSaddle(readFileSync(path!), 'x.saddle').document.results).not.toBeNull();
  });

  test('and where nothing can be written any more, that is said', async () => {
    // A small file goes through, a larger one does not.
    const words = [process.execPath, cli, 'run', 'xor-pushed', '--steps', '3000', '-o', 'x.saddle'];
    const script = `trap '' XFSZ; ulimit -f 20; exec ${words.map(quoted).join(' ')}`;
    const { code, out, err } = await finished(spawn('sh', ['-c', script], { cwd: folder }));
    expect(out.trimEnd().split('\n')).toHaveLength(5);
    expect(err).toMatch(
      /x\.saddle: the file could not be written .*; it could not be kept in .* either, so it is lost\.\n$/,
    );
    expect(code).toBe(2);
  });
});
