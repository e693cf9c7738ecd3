/**
 * What the binary of the stand-in distribution does: runs the packaged app on Node. Node cannot read an archive of Electron's, so the app is
 * unpacked first; the packages beside the archive are found from there as from inside it.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { tool } from '../../src/packaging/tools.mjs';

const [, , program = '', ...args] = process.argv;
const resources = join(dirname(resolve(program)), 'resources');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-packaged-'));
mkdirSync(join(folder, 'app'));
tool('@electron/asar').extractAll(join(resources, 'app.asar'), join(folder, 'app'));
symlinkSync(join(resources, 'node_modules'), join(folder, 'node_modules'));
const standIn = resolve(import.meta.dirname, '../../out/main/chromium/electron.js');
const { status } = spawnSync(process.execPath, [standIn, join(folder, 'app'), ...args], { stdio: 'inherit' });
rmSync(folder, { recursive: true });
process.exitCode = status ?? 1;
