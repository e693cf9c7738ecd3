import { UserError } from '../model/user-error';

/** Ctrl-C asks politely first: the command stops at a safe point and writes whole files; a second Ctrl-C ends the process. */
export function interruption(): { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller;
}

/** Ends a command whose result would be of a shorter run than was asked for, and would not say so. */
export function stopIfInterrupted(signal: AbortSignal, { step }: { readonly step: number }): void {
  if (!signal.aborted) return;
  throw new UserError(
    `interrupted after ${step} steps; nothing was written (saddlescope run -o keeps a run as far as it came).`,
    'cancelled',
  );
}
