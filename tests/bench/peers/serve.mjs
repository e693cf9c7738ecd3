/**
 * A peer in a process of its own: `node serve.mjs PEER VARIANT`. The first line on standard input is the work as JSON; the answer says
 * whether this peer can do it. Each further line {units, result} has so much of it done, and is answered with the seconds it took and,
 * where asked for, with what the work so far has given.
 */
import { createInterface } from 'node:readline';

const [, , peer, variant = ''] = process.argv;

// Nothing but answers goes to standard output; some peers print greetings.
const answer = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
console.log = console.info = console.warn = () => undefined;

/**
 * @typedef {object} Prepared
 * @property {string} version
 * @property {(units: number) => void | Promise<void>} run
 * @property {() => ArrayLike<number> | Promise<ArrayLike<number>>} result
 */
/** @type {Prepared | undefined} */
let prepared;

/** @param {{ work?: unknown, units: number, result?: boolean }} message */
async function handle(message) {
  if (message.work !== undefined) {
    const { prepare } = await import(`./${peer}.mjs`);
    prepared = await prepare(message.work, variant);
    return prepared ? { version: prepared.version } : { absent: 'it has no such work' };
  }
  if (!prepared) return { absent: 'no work was given' };
  const start = performance.now();
  await prepared.run(message.units);
  const seconds = (performance.now() - start) / 1000;
  return message.result ? { seconds, result: Array.from(await prepared.result()) } : { seconds };
}

for await (const line of createInterface({ input: process.stdin })) {
  try {
    answer(await handle(JSON.parse(line)));
  } catch (error) {
    answer({ absent: error instanceof Error ? error.message.split('\n')[0] : String(error) });
  }
}
