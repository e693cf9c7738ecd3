import { UserError } from '../model/user-error';

export const exitCodes = { fine: 0, fault: 1, badInput: 2, differs: 3, interrupted: 130 } as const;

/** Ends a command that has said all there is to say, with a code other than 0. */
export class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`);
  }
}

/** Prints an error as one sentence and answers the exit code. */
export function report(error: unknown): number {
  if (error instanceof Exit) return error.code;
  if (error instanceof UserError) {
    process.stderr.write(`saddlescope: ${error.message}\n`);
    return error.place === 'cancelled' ? exitCodes.interrupted : exitCodes.badInput;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `saddlescope: something went wrong in Saddlescope itself: ${message.split('\n', 1)[0]}\n`,
  );
  if (process.env['SADDLESCOPE_DEBUG'] && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return exitCodes.fault;
}
