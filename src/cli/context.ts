import type { Saddlescope } from '../app';

/** What every command is given. */
export interface Context {
  readonly app: Saddlescope;
  /** How this program is called, as words before the command. */
  readonly program: readonly string[];
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
