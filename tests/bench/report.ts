import { arch, availableParallelism, cpus, totalmem } from 'node:os';
import { core } from '../../src/core';
import type { BenchOptions } from './options';
import type { ByPrecision, Outcome } from './outcome';
import { NO_SUCH_WORK } from './peer';
import type { Workload } from './workload';

/** The machine and the program that figures belong to. */
export function machine(): Record<string, string | number> {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    architecture: arch(),
    cores: availableParallelism(),
    memory_bytes: totalmem(),
    node: process.version,
    v8: process.versions.v8,
    core: core().build,
  };
}

/** Prints one workload: everybody's speed, and how many times as fast we are. */
export function printOutcome(outcome: Outcome, { toLimit, toOneWorker }: Workload): void {
  console.log(`\n${outcome.id} · ${outcome.title}`);
  const line = (name: string, value: number, ratio?: number): void => {
    const tail = ratio === undefined ? '' : `   ours is ${times(ratio)}`;
    console.log(`  ${name.padEnd(44)}${figure(value).padStart(12)} ${outcome.unit}${tail}`);
  };
  for (const [precision, value] of Object.entries(outcome.ours)) line(`ours ${precision}`, value);
  for (const [precision, byCount] of Object.entries(outcome.workers)) {
    for (const [count, value] of Object.entries(byCount))
      line(`ours ${precision}, ${count} thread(s) of the pool`, value);
  }
  for (const [name, value] of Object.entries(outcome.c)) line(name, value, outcome.ratio_to_c[name]);
  for (const [name, value] of Object.entries(outcome.peers)) {
    const remark = outcome.other_work.includes(name) ? ' (other work)' : '';
    line(name + remark, value, outcome.ratio_to_peers[name]);
  }
  for (const [precision, ratio] of Object.entries(outcome.ratio_to_limit)) {
    target(`ours ÷ C at 128 bit, ${precision}`, ratio, toLimit);
  }
  for (const [precision, ratio] of Object.entries(outcome.ratio_of_two_workers_to_one)) {
    target(`two workers ÷ one, ${precision}`, ratio, toOneWorker);
  }
  // Programs that have no such work say nothing about this machine; they are in the JSON.
  const missing = outcome.absent.filter((note) => !note.endsWith(NO_SUCH_WORK));
  for (const note of missing) console.log(`  absent: ${note}`);
  for (const name of outcome.wrong) console.log(`  OTHER NUMBERS: ${name}`);
}

function target(what: string, ratio: number, wanted: number | undefined): void {
  const verdict =
    wanted === undefined ? '' : ratio >= wanted ? `, reached (${wanted})` : `, SHORT of ${wanted}`;
  console.log(`  ${what}: ${ratio.toFixed(2)}${verdict}`);
}

/** The README's table. */
export function markdown(outcomes: readonly Outcome[], date: string): string {
  const { processor, cores, node } = machine();
  const both = (values: ByPrecision<number>, text: (value: number) => string): string =>
    (['f64', 'f32'] as const).map((p) => (values[p] === undefined ? '–' : text(values[p]))).join(' / ');
  const rows = outcomes.map((outcome) => {
    const best = (['f64', 'f32'] as const)
      .filter((p) => outcome.best_peer[p] !== undefined)
      .map((p) => `${times(outcome.ratio_to_best_peer[p]!)} ${outcome.best_peer[p]}`)
      .join('; ');
    const cells = [
      outcome.title,
      `${both(outcome.ours, figure)} ${outcome.unit}`,
      both(outcome.ratio_to_limit, (ratio) => ratio.toFixed(2)),
      both(outcome.ratio_of_two_workers_to_one, (ratio) => ratio.toFixed(2)),
      best || '–',
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `${processor}, ${cores} cores, Node ${node}, ${date}; f64 / f32.`,
    '',
    '| workload | core, one thread | ÷ C at 128 bit | two workers ÷ one | best peer, one thread |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}

/** What `--json` writes. */
export function reportOf(
  outcomes: readonly Outcome[],
  { quick }: BenchOptions,
  rounds: number,
): Record<string, unknown> {
  return {
    machine: machine(),
    date: new Date().toISOString(),
    quick,
    rounds,
    peak_memory_bytes: peakMemory(),
    workloads: outcomes,
  };
}

/** Most memory that this process, which is ours and not the peers', has held, in bytes. */
export function peakMemory(): number {
  return process.resourceUsage().maxRSS * 1024;
}

function figure(value: number): string {
  return value.toLocaleString('en-GB', { maximumSignificantDigits: 4 });
}

function times(ratio: number): string {
  return `${ratio.toLocaleString('en-GB', { maximumSignificantDigits: 3 })} ×`;
}
