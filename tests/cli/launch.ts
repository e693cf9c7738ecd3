import { execFile, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The built command line. */
export const cli = resolve(import.meta.dirname, '../../out/main/cli.js');

export interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

interface Circumstances {
  /** Folder that it runs in. */
  readonly cwd?: string;
  /** Besides this process's own. */
  readonly env?: Readonly<Record<string, string>>;
}

export interface Running {
  readonly child: ChildProcess;
  /** Its code is that of its own end, and -1 where a signal ended it. */
  readonly outcome: Promise<Outcome>;
}

/** Starts the built command line as a person does. */
export function start(args: readonly string[], { cwd, env = {} }: Circumstances = {}): Running {
  const options = {
    ...(cwd === undefined ? {} : { cwd }),
    maxBuffer: 1 << 26,
    env: { ...process.env, ...env },
  };
  let done: (outcome: Outcome) => void;
  const outcome = new Promise<Outcome>((resolve) => (done = resolve));
  const child = execFile(process.execPath, [cli, ...args], options, (_error, out, err) =>
    done({ code: child.exitCode ?? -1, out, err }),
  );
  return { child, outcome };
}

/** Runs it to its end. */
export const launch = (args: readonly string[], circumstances?: Circumstances): Promise<Outcome> =>
  start(args, circumstances).outcome;

/** Waits until a program has made a file, however fast the machine, or has ended. */
export async function hasMade(path: string, { child }: Running): Promise<void> {
  while (!existsSync(path) && child.exitCode === null && child.signalCode === null) await sleep(2);
}
