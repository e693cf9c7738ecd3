import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Precision } from '../../src/core';
import type { Contender } from './contender';
import type { Work } from './work';

/** Another program in a process of its own, which is given the work as JSON and times itself (peers/serve.mjs says how it is spoken to). */
export interface Peer {
  readonly name: string;
  readonly precision: Precision;
  readonly command: readonly [program: string, ...options: string[]];
  readonly environment?: Readonly<Record<string, string>>;
  /** False where it cannot do exactly this work; default true. */
  readonly sameWork?: boolean;
  /** Units that it does at least; default 1. */
  readonly grain?: (work: Work) => number;
}

interface Answer {
  readonly version?: string;
  readonly seconds?: number;
  readonly result?: readonly (number | null)[];
  readonly absent?: string;
}

/** How peers say that they cannot do a workload. */
export const NO_SUCH_WORK = 'it has no such work';

/** A peer that has not answered by now is left out. */
const PATIENCE_MILLISECONDS = 60_000;

/** Every peer in one thread: it is the arithmetic that is compared. */
const ONE_THREAD = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** Starts a peer on the work; a string says why it does not take part. */
export async function startPeer(peer: Peer, work: Work): Promise<Contender | string> {
  const [program, ...options] = peer.command;
  const environment = { ...process.env, ...ONE_THREAD, ...peer.environment };
  const child = spawn(program, options, { stdio: ['pipe', 'pipe', 'ignore'], env: environment });
  const ended = new Promise<Answer>((resolve) => {
    child.once('error', (error) => resolve({ absent: error.message }));
    child.once('exit', () => resolve({ absent: 'its process ended' }));
  });
  child.stdin.on('error', () => undefined);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (message: object): Promise<Answer> => {
    child.stdin.write(`${JSON.stringify(message)}\n`);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve({ absent: 'it took longer than a minute' }), PATIENCE_MILLISECONDS);
    });
    const next = lines
      .next()
      .then(({ value }) => (value === undefined ? ended : (JSON.parse(value) as Answer)));
    const answer = await Promise.race([next, ended, late]);
    clearTimeout(timer);
    return answer;
  };
  const { version, absent } = await ask({ work });
  if (version === undefined) {
    child.kill();
    return absent ?? 'it gave no answer';
  }
  let result: readonly number[] = [];
  return {
    name: `${peer.name} ${version} ${peer.precision}`,
    group: 'peer',
    precision: peer.precision,
    workers: 1,
    sameWork: peer.sameWork ?? true,
    grain: peer.grain?.(work) ?? 1,
    run: async (units, check = false) => {
      const answer = await ask({ units, result: check });
      if (answer.seconds === undefined) throw new Error(answer.absent);
      if (answer.result) result = answer.result.map((value) => value ?? NaN);
      return answer.seconds;
    },
    result: () => result,
    close: () => void child.kill(),
  };
}
