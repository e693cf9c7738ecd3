/** What a person would do in a terminal to look at a kit. */
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export function run(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
): Promise<Outcome> {
  return new Promise((done) => {
    execFile(command, args, { maxBuffer: 1 << 26, ...options }, (error, out, err) =>
      done({ code: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

/** Whether a program is installed. */
export const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

export const sumOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Everything that is no folder, in order. */
export function filesBelow(place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(place, join(entry.parentPath, entry.name)))
    .sort();
}
