import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

/** The built command line. */
export const cli = resolve(import.meta.dirname, '../../out/main/cli.js');

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the built command line as a person does. @param options.cwd folder that it runs in @param options.env besides this process's own */
export function launch(
  args: readonly string[],
  { cwd, env = {} }: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  return new Promise((done) => {
    const options = {
      ...(cwd === undefined ? {} : { cwd }),
      maxBuffer: 1 << 26,
      env: { ...process.env, ...env },
    };
    execFile(process.execPath, [cli, ...args], options, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}
