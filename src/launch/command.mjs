import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { giveUp, say } from './say.mjs';

/**
 * Runs a long command with its output in a log file and a sign of life on the terminal; on failure prints the log's end and gives up.
 * @param {{ title: string, command: string, args: string[], cwd: string, log: string, remedy: string }} job
 * @returns {Promise<void>}
 */
export async function runQuietly({ title, command, args, cwd, log, remedy }) {
  mkdirSync(dirname(log), { recursive: true });
  const started = Date.now();
  say(`${title} …`);
  const file = createWriteStream(log);
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.pipe(file, { end: false });
  child.stderr.pipe(file, { end: false });
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const terminal = process.stderr.isTTY;
  const heartbeat = setInterval(
    () => (terminal ? process.stderr.write(`\r  ${seconds()} s`) : say(`  still at it after ${seconds()} s`)),
    terminal ? 1000 : 15_000,
  );
  /** @type {number | Error} */
  const outcome = await new Promise((resolve) => {
    child.on('error', resolve);
    child.on('close', (code, signal) => resolve(code ?? (signal === null ? 1 : 128)));
  });
  clearInterval(heartbeat);
  await new Promise((resolve) => file.end(resolve));
  if (terminal) process.stderr.write('\r');
  if (outcome === 0) {
    say(`  done in ${seconds()} s`);
    return;
  }
  const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
  if (tail !== '') say(tail);
  if (outcome instanceof Error) say(outcome.message);
  giveUp(`${title} failed. ${remedy} The whole log is in ${log}.`);
}

/**
 * Runs a command whose output is kept, so that several at a time don't talk at once.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string }} options
 * @returns {Promise<{ code: number, output: string }>} the exit code as `runHere` has it
 */
export function runKept(command, args, { cwd }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (/** @type {Buffer} */ text) => (output += text.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const end = () => child.kill();
    process.on('exit', end);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('exit', end);
      resolve({ code: code ?? 128, output });
    });
  });
}

/**
 * Runs a command in the foreground with this terminal; resolves to its exit code (128 when a signal ended it).
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 * @returns {Promise<number>}
 */
export function runHere(command, args, { cwd, env }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: env ?? process.env, stdio: 'inherit' });
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    process.on('SIGINT', forward).on('SIGTERM', forward);
    child.on('error', reject);
    child.on('close', (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code ?? 128);
    });
  });
}
