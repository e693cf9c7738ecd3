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
