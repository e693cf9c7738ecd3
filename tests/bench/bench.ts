import { writeFileSync } from 'node:fs';
import { core } from '../../src/core';
import type { Contender } from './contender';
import { limits } from './limit';
import { parseOptions, type BenchOptions } from './options';
import { outcomeOf, type Outcome } from './outcome';
import { startPeer } from './peer';
import { allPeers } from './peers';
import { oddOnes, race, type RaceOptions } from './race';
import { machine, markdown, peakMemory, printOutcome, reportOf } from './report';
import type { Workload } from './workload';
import { workloads } from './workloads';

/**
 * The core against C at the same vector width and against other programs, each in a process of its own and on one thread. Everybody's numbers are compared with
 * the core's before anybody is timed.
 * @param words the command line
 * @returns how many contenders of ours or C's computed something else
 */
export async function bench(words: readonly string[]): Promise<number> {
  const options = parseOptions(words);
  const raceOptions = options.quick ? { rounds: 3, seconds: 0.05 } : { rounds: 7, seconds: 0.15 };
  const { processor, cores, node } = machine();
  console.log(`${processor}, ${cores} cores, Node ${node}, core ${core().build.slice(0, 12)}`);
  console.log(`medians of ${raceOptions.rounds} interleaved rounds; peers on one thread each`);
  const outcomes: Outcome[] = [];
  for (const workload of selected(options)) {
    const outcome = await runWorkload(workload, options, raceOptions);
    if (outcome === undefined)
      console.log(`\n${workload.id} · ${workload.title}\n  the core has no such function`);
    else {
      printOutcome(outcome, workload);
      outcomes.push(outcome);
    }
  }
  console.log(`\npeak memory of this process: ${(peakMemory() / 2 ** 20).toFixed(0)} MiB`);
  if (options.markdown) console.log(`\n${markdown(outcomes, new Date().toISOString().slice(0, 10))}`);
  if (options.json !== undefined) {
    const text = JSON.stringify(reportOf(outcomes, options, raceOptions.rounds), null, 2);
    writeFileSync(options.json, `${text}\n`);
  }
  return outcomes.flatMap(({ wrong }) => wrong).length;
}

function selected({ only }: BenchOptions): readonly Workload[] {
  if (only.length === 0) return workloads;
  const chosen = workloads.filter(({ id }) => only.includes(id) || only.includes(id.split(' ')[0]!));
  if (chosen.length > 0) return chosen;
  throw new Error(`--only names none of ${workloads.map(({ id }) => id).join(', ')}.`);
}

/** Undefined where the core itself cannot do the work. */
async function runWorkload(
  workload: Workload,
  { peers }: BenchOptions,
  raceOptions: RaceOptions,
): Promise<Outcome | undefined> {
  const { work } = workload;
  const absent: string[] = [];
  const contenders: Contender[] = [];
  const add = (candidate: Contender | string): void => {
    if (typeof candidate === 'string') absent.push(candidate);
    else contenders.push(candidate);
  };
  try {
    workload.ours().forEach(add);
    const [reference] = contenders;
    if (reference === undefined) return undefined;
    const precisions = [...new Set(contenders.map(({ precision }) => precision))];
    (workload.limits?.() ?? limits(work, precisions)).forEach(add);
    for (const peer of peers ? allPeers() : []) {
      const started = await startPeer(peer, work);
      add(typeof started === 'string' ? `${peer.name} ${peer.precision}: ${started}` : started);
    }
    const running = await checked(contenders, workload.checkUnits, absent);
    const wrong = oddOnes(running, workload.agreement).map(({ name }) => name);
    const speeds = await race(running, raceOptions);
    return outcomeOf(workload, running, speeds, { absent, wrong });
  } finally {
    for (const contender of contenders) contender.close();
  }
}

/** Lets everybody do the first units, whose numbers are compared; who fails at it takes no further part. */
async function checked(
  contenders: readonly Contender[],
  units: number,
  absent: string[],
): Promise<Contender[]> {
  const able: Contender[] = [];
  for (const contender of contenders) {
    try {
      await contender.run(Math.ceil(units / contender.grain) * contender.grain, true);
      able.push(contender);
    } catch (error) {
      contender.close();
      absent.push(`${contender.name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return able;
}
