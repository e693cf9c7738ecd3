import { UserError } from './user-error';

/** Somebody else is computing what is asked for. The command line can name another output; a window has one place for each sweep. */
export class InUseError extends UserError {
  /** @param who in words, e.g. “another program (process 17 on lab-3)” */
  constructor(
    readonly who: string,
    output: string,
  ) {
    super(
      `${output}: ${who} is computing into it; wait until it has ended, end it, or name another output.`,
      output,
    );
  }
}
