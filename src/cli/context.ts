import type { Saddlescope } from '../app';

/** What every command is given. */
export interface Context {
  readonly app: Saddlescope;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}
