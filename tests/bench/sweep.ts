import { availableParallelism } from 'node:os';
import { createSaddlescope } from '../../src/app';

const megabyte = 2 ** 20;

interface Measured {
  readonly runsPerSecond: number;
  readonly residentGrowth: number;
}

/**
 * 10,000 runs of XOR (2,000 steps each) with one thread and with several, interleaved, so that what else the machine does falls on both alike. Prints the ratios within each round.
 * @param words how many threads (default: all cores), then rounds (default 3), then runs
 */
export async function bench(words: readonly string[]): Promise<void> {
  const [workers = availableParallelism(), rounds = 3, runs = 10_000] = words.map(Number);
  const app = createSaddlescope();
  const base = app.template('xor-pushed');
  const experiment = app.checkExperiment({
    ...base,
    training: { ...base.training, steps: 2000 },
    sweep: { axes: [{ over: 'seed', from: 1, to: runs, scale: 'integer' }] },
  });
  const measure = async (threads: number): Promise<Measured> => {
    const before = process.memoryUsage.rss();
    let most = before;
    const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
    const started = performance.now();
    await app.startSweep(experiment, { workers: threads }).finished;
    clearInterval(timer);
    const seconds = (performance.now() - started) / 1000;
    return { runsPerSecond: runs / seconds, residentGrowth: (most - before) / megabyte };
  };
  // Threads are started and their code is compiled.
  await measure(workers);
  for (let round = 1; round <= rounds; round++) {
    const one = await measure(1);
    const all = await measure(workers);
    const ratio = all.runsPerSecond / one.runsPerSecond;
    console.log(
      `round ${round}: 1 thread ${one.runsPerSecond.toFixed(0)} runs/s (+${one.residentGrowth.toFixed(0)} MB), ` +
        `${workers} threads ${all.runsPerSecond.toFixed(0)} runs/s (+${all.residentGrowth.toFixed(0)} MB): ` +
        `${ratio.toFixed(2)} × one, ${((100 * ratio) / workers).toFixed(0)} % of ${workers} × one`,
    );
  }
  await app.dispose();
}
