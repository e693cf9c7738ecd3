import { UserError } from './user-error';

/** A mistake that is mended also by throwing away what an earlier start has left: the command line has an option for that, a window asks. */
export class RestartError extends UserError {
  /**
   * @param what is wrong, without a remedy and without a full stop
   * @param remedy on the command line
   */
  constructor(
    readonly what: string,
    remedy: string,
    place: string,
  ) {
    super(`${what}; ${remedy}.`, place);
  }
}
