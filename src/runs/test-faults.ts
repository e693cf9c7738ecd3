/**
 * A hook for tests alone: SADDLESCOPE_TEST_FAULTS="exit:17,hang:30,memory:40,throw:50" makes the worker thread that is about to begin these runs of a sweep end,
 * hang, run out of memory, or throw. Nothing else reads it.
 */
const faults = {
  exit: (): void => process.exit(9),
  hang: (): void => {
    for (;;);
  },
  memory: (): void => {
    const hoard: number[][] = [];
    for (;;) hoard.push(Array.from({ length: 100_000 }, (_, i) => i + 0.5));
  },
  throw: (): void => {
    throw new Error('thrown by a test');
  },
};

/** What is to be called before a run is begun; does nothing outside of tests. */
export function faultHook(): (run: number) => void {
  const asked = process.env['SADDLESCOPE_TEST_FAULTS'];
  if (!asked) return () => undefined;
  const at = new Map<number, () => void>();
  for (const one of asked.split(',')) {
    const [kind, run] = one.split(':');
    if (kind !== undefined && Object.hasOwn(faults, kind))
      at.set(Number(run), faults[kind as keyof typeof faults]);
  }
  return (run) => at.get(run)?.();
}
