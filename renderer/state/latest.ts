/**
 * Only the newest request matters: one is under way, at most one waits, those between are dropped.
 * Keeps a fast source (a slider, thirty events a second) from queueing work for a slower answer.
 */
export function latest<A>(work: (request: A) => Promise<void>): (request: A) => void {
  let busy = false;
  let waiting: { request: A } | null = null;
  const run = async (request: A): Promise<void> => {
    busy = true;
    try {
      await work(request);
    } finally {
      busy = false;
      const next = waiting;
      waiting = null;
      if (next) void run(next.request);
    }
  };
  return (request) => {
    if (busy) waiting = { request };
    else void run(request);
  };
}

/**
 * Like `debounce`, but the first request after a pause is answered at once: who changes one thing does not wait for more to come. Requests of the same moment count as one.
 */
export function promptly(work: () => void, milliseconds: number): { request(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isDue = false;
  let last = -Infinity;
  return {
    request() {
      if (isDue) return;
      const now = performance.now();
      isDue = now - last > milliseconds;
      last = now;
      clearTimeout(timer);
      timer = setTimeout(
        () => {
          isDue = false;
          work();
        },
        isDue ? 0 : milliseconds,
      );
    },
    cancel() {
      clearTimeout(timer);
      isDue = false;
    },
  };
}

/** Calls `work` once, `milliseconds` after the last request. */
export function debounce(work: () => void, milliseconds: number): { request(): void; cancel(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    request() {
      clearTimeout(timer);
      timer = setTimeout(work, milliseconds);
    },
    cancel() {
      clearTimeout(timer);
    },
  };
}
