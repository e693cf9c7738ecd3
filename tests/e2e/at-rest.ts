/** What is read once it has stayed the same for a while: what follows the run is asked for anew, and comes a moment later. */
export async function atRest<T>(read: () => Promise<T>, milliseconds = 600, within = 15_000): Promise<T> {
  const end = Date.now() + within;
  for (let last = await read(), since = Date.now(); ;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const now = await read();
    if (now !== last) [last, since] = [now, Date.now()];
    if (Date.now() - since >= milliseconds) return now;
    if (Date.now() > end) throw new Error(`still changing after ${within} ms: ${String(now)}`);
  }
}
