import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { createSaddlescope, type Saddlescope } from '../../src/app';
import { median } from './race';

const megabyte = 2 ** 20;

interface Measured {
  readonly runsPerSecond: number;
  readonly residentGrowth: number;
  /** Of the time that the threads had, the share in which they had a core and used it. */
  readonly busy: number;
}

/**
 * 10,000 runs of XOR (2,000 steps each) with one thread, with several, and in as many programs of one thread each at the same time, interleaved, so that what else the machine does falls on all
 * alike. Prints the ratios within each round. What several programs that know nothing of each other reach together is what the machine's cores give at once: they share memory, caches and clock.
 * @param words how many threads (default: all cores), then rounds (default 3), then runs
 */
export async function bench(words: readonly string[]): Promise<void> {
  const [workers = availableParallelism(), rounds = 3, runs = 10_000] = words.map(Number);
  const app = createSaddlescope();
  const others = Array.from({ length: workers }, () => otherProgram(runs));
  // Threads are started and their code is compiled.
  await measure(app, runs, workers);
  await together(others);
  const shares = { ofOne: [] as number[], ofTogether: [] as number[] };
  for (let round = 1; round <= rounds; round++) {
    const one = await measure(app, runs, 1);
    const all = await measure(app, runs, workers);
    const apart = await together(others);
    const ofOne = all.runsPerSecond / (workers * one.runsPerSecond);
    const ofTogether = all.runsPerSecond / apart;
    shares.ofOne.push(ofOne);
    shares.ofTogether.push(ofTogether);
    console.log(
      `round ${round}: 1 thread ${one.runsPerSecond.toFixed(0)} runs/s (+${one.residentGrowth.toFixed(0)} MB), ` +
        `${workers} threads ${all.runsPerSecond.toFixed(0)} (+${all.residentGrowth.toFixed(0)} MB; they compute ${percent(all.busy)} of the time), ` +
        `${workers} programs of 1 thread together ${apart.toFixed(0)}: ` +
        `${percent(ofOne)} of ${workers} × one, ${percent(ofTogether)} of the programs together`,
    );
  }
  console.log(
    `median: ${percent(median(shares.ofOne))} of ${workers} × one, ${percent(median(shares.ofTogether))} of the programs together`,
  );
  for (const other of others) other.disconnect();
  await app.dispose();
}

/** Waits for a word, makes the sweep with one thread, and answers with its rate; until the other end goes away. */
export async function benchAlone(runs: number): Promise<void> {
  const app = createSaddlescope();
  process.on('message', () => {
    void measure(app, runs, 1).then(({ runsPerSecond }) => process.send!(runsPerSecond));
  });
  await new Promise((gone) => process.once('disconnect', gone));
  await app.dispose();
}

const otherProgram = (runs: number): ChildProcess =>
  fork(join(import.meta.dirname, 'run-sweep.mjs'), ['alone', String(runs)]);

/** Runs per second of all of them, begun at the same time. */
async function together(programs: readonly ChildProcess[]): Promise<number> {
  const rates = programs.map(
    (program) => new Promise<number>((answered) => program.once('message', (rate) => answered(Number(rate)))),
  );
  for (const program of programs) program.send('go');
  return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0);
}

async function measure(app: Saddlescope, runs: number, threads: number): Promise<Measured> {
  const base = app.template('xor-pushed');
  const experiment = app.checkExperiment({
    ...base,
    training: { ...base.training, steps: 2000 },
    sweep: { axes: [{ over: 'seed', from: 1, to: runs, scale: 'integer' }] },
  });
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 20);
  const [started, used] = [performance.now(), process.cpuUsage()];
  await app.startSweep(experiment, { workers: threads }).finished;
  clearInterval(timer);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(used);
  const busy = (user + system) / 1e6 / (threads * seconds);
  return { runsPerSecond: runs / seconds, residentGrowth: (most - before) / megabyte, busy };
}

const percent = (share: number) => `${(100 * share).toFixed(0)} %`;
