/** What the whole executable shares: its command line and the browser on its way. Set once at the start. */
import type { Browser } from './browser';
import type { CommandLine } from './command-line';

export interface Runtime {
  readonly commandLine: CommandLine;
  /** Started when it is first asked for. Rejects when no browser could be started; the start-up then ends the program. */
  readonly browser: Promise<Browser>;
}

let current: Runtime | null = null;

export function setRuntime(runtime: Runtime): void {
  current = runtime;
}

export function runtime(): Runtime {
  if (current === null) throw new Error('the executable has not been started');
  return current;
}
