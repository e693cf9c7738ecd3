/** One running program per user data folder: the second hands its command line to the first and learns that it is second. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SecondInstance {
  readonly argv: string[];
  readonly workingDirectory: string;
}

/** In the folder, where nobody else can listen; elsewhere under a short name, because socket paths are limited to some 100 bytes. */
function addressFor(userData: string): string {
  const name = `saddlescope-${createHash('sha256').update(userData).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const inside = join(userData, 'instance.sock');
  return Buffer.byteLength(inside) < 100 ? inside : join(tmpdir(), `${name}.sock`);
}

/** True for the first program; then `onSecond` is called for each later one. False when a first one took this command line. */
export function takeSingleInstance(
  userData: string,
  own: SecondInstance,
  onSecond: (second: SecondInstance) => void,
): boolean {
  mkdirSync(userData, { recursive: true });
  const address = addressFor(userData);
  if (handOver(address, own)) return false;
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const server = createServer((connection) => {
    let text = '';
    connection.setEncoding('utf8');
    connection.on('data', (part: string) => (text += part)).on('error', () => undefined);
    connection.on('end', () => {
      try {
        onSecond(JSON.parse(text) as SecondInstance);
      } catch {
        // Not one of ours: nothing to open.
      }
    });
  });
  // Where no socket can be made, every start opens a window of its own.
  server.on('error', () => undefined);
  server.listen(address).unref();
  process.on('exit', () => process.platform !== 'win32' && rmSync(address, { force: true }));
  return true;
}

/** The answer is wanted synchronously, as Electron gives it, so another process asks. A socket that nobody listens on is a leftover. */
function handOver(address: string, own: SecondInstance): boolean {
  if (process.platform !== 'win32' && !existsSync(address)) return false;
  const source = `
    const connection = require('node:net').connect(process.argv[1]);
    connection.on('error', () => process.exit(1));
    connection.on('connect', () => connection.end(process.argv[2], () => process.exit(0)));
    setTimeout(() => process.exit(1), 2000);`;
  return (
    spawnSync(process.execPath, ['-e', source, address, JSON.stringify(own)], { stdio: 'ignore' }).status ===
    0
  );
}
