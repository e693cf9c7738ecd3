import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../bundle';

/** The newer Node that results are compared with; from the registry, by the platform's part of its `node` package. */
export const NEWER_NODE = '26.10.0';

/** One bundle of the core's door and the computations, for any Node to run. */
export function bundleFingerprints(): Promise<string> {
  return bundle(new URL('print.ts', import.meta.url), 'fingerprints');
}

/** What one engine computes, by name. Throws Error where it cannot run the bundle. */
export function fingerprintsIn(
  node: string,
  flags: readonly string[],
  program: string,
): Record<string, string> {
  const output = execFileSync(node, [...flags, program], { encoding: 'utf8', maxBuffer: 2 ** 24 });
  return JSON.parse(output) as Record<string, string>;
}

/** The path of the newer Node, installed into the system's temporary folder when it is not there yet; a string in `absent` says why not. */
export function newerNode(): { readonly path: string } | { readonly absent: string } {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node-${system}-${process.arch}`;
  const folder = join(tmpdir(), `saddlescope-node-${NEWER_NODE}`);
  const path = join(folder, 'node_modules', name, 'bin', system === 'win' ? 'node.exe' : 'node');
  if (existsSync(path)) return { path };
  const options = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save'];
  const { status } = spawnSync('npm', [...options, `${name}@${NEWER_NODE}`], {
    stdio: 'ignore',
    shell: system === 'win',
  });
  return status === 0 && existsSync(path)
    ? { path }
    : { absent: `Node ${NEWER_NODE} (${name}) could not be installed from the registry: no network?` };
}
