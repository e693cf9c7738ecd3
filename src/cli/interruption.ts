import { UserError } from '../model/user-error';
import { grouped } from '../model/words';

const signals = ['SIGINT', 'SIGTERM'] as const;

/** Ctrl-C asks politely first: the command stops at a safe point and writes whole files; a second Ctrl-C ends the process. */
export function interruption(): { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort();
  };
  for (const name of signals) process.on(name, stop);
  return controller;
}

/**
 * Work that may wait for ever, such as for the other end of a pipe, and in which nothing can be lost: while it lasts, Ctrl-C ends the process at once, as the
 * system itself does it, because a thread that waits for a file cannot be called back, and even `process.exit` would wait for it.
 */
export async function endable<T>(work: () => Promise<T>): Promise<T> {
  const others = signals.map((name) => process.listeners(name) as NodeJS.SignalsListener[]);
  for (const name of signals) process.removeAllListeners(name);
  try {
    return await work();
  } finally {
    signals.forEach((name, i) => others[i]!.forEach((listener) => process.on(name, listener)));
  }
}

/** Where a run was when it was interrupted. */
export const interruptedAt = (step: number): string =>
  step === 0
    ? 'interrupted before the first step'
    : `interrupted after ${step === 1 ? 'one step' : `${grouped(step)} steps`}`;

/** Ends a command whose result would be of a shorter run than was asked for, and would not say so. @param kept see `whileKept`, which says the rest */
export function stopIfInterrupted(
  signal: AbortSignal,
  { step }: { readonly step: number },
  { kept }: { readonly kept?: object } = {},
): void {
  if (!signal.aborted) return;
  throw new UserError(
    kept === undefined
      ? `${interruptedAt(step)}; nothing was written (saddlescope run -o keeps a run as far as it came).`
      : `${interruptedAt(step)}.`,
    'cancelled',
  );
}
