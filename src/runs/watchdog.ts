/** How often it looks. */
const looks = 20;

/**
 * Notices that a thread gives no sign of life. It counts its own looks, not the clock, so that a machine that was asleep is no hung thread.
 * @param milliseconds without a sign after which `hung` is called, once
 * @param isWaiting no sign is expected at present
 */
export function watchdog(
  milliseconds: number,
  isWaiting: () => boolean,
  hung: () => void,
): { readonly beat: () => void; readonly end: () => void } {
  let missed = 0;
  const timer = setInterval(() => {
    missed = isWaiting() ? 0 : missed + 1;
    if (missed < looks) return;
    clearInterval(timer);
    hung();
  }, milliseconds / looks);
  timer.unref();
  return {
    beat: () => {
      missed = 0;
    },
    end: () => clearInterval(timer),
  };
}
