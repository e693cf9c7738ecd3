import { execFile, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shardOutput } from '../../src/cli/slurm';
import { quoted } from '../../src/cli/shell-words';

/** Oracle: the bytes of the sweep on one computer; the script by a shell, by GNU Parallel, and by a Slurm where one runs. */

const cli = resolve(import.meta.dirname, '../../out/main/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'saddlescope-slurm-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

function run(
  program: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  return new Promise((done) => {
    execFile(program, args, { cwd: folder, env: { ...process.env, ...env } }, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err });
    });
  });
}
const has = (program: string, ...args: string[]) => spawnSync(program, args).status === 0;

/** What a shell would make the most of. */
const file = `it's $(touch ruined) "x" ; rm *.json`;
const output = `out $HOME's.saddle`;
const asked = ['sweep', file, '--over', 'seed=1..7', '--over', 'activation=["tanh","sigmoid"]'];
let whole: Buffer;
let script: string;
beforeAll(async () => {
  writeFileSync(
    at(file),
    JSON.stringify({ training: { steps: 100 }, initialisation: { weights: 'normal' } }),
  );
  await run(process.execPath, [cli, ...asked, '-o', 'whole.saddle']);
  whole = readFileSync(at('whole.saddle'));
  ({ out: script } = await run(process.execPath, [cli, ...asked, '-o', output, '--slurm', '3']));
  writeFileSync(at('job.sh'), script);
});

const shares = (name: string) => [1, 2, 3].map((index) => shardOutput(name, index, 3));
async function merged(name: string): Promise<Buffer> {
  const { code, err } = await run(process.execPath, [cli, 'merge', ...shares(name), '-o', 'merged.saddle']);
  expect({ code, err }).toEqual({ code: 0, err: 'wrote merged.saddle\n' });
  return readFileSync(at('merged.saddle'));
}

test('words come back from a shell as they were', () => {
  for (const word of [file, output, '', '-x', "''", 'a\nb', '`ls`', '\\', '%s', '*']) {
    const { stdout } = spawnSync('sh', ['-c', `printf %s ${quoted(word)}`]);
    expect(stdout.toString()).toBe(word);
  }
});

test('the script’s #SBATCH lines hold nothing that a person typed but letters and digits', () => {
  const lines = script.split('\n').filter((line) => line.startsWith('#SBATCH'));
  expect(lines).toContain('#SBATCH --array=1-3');
  for (const line of lines) expect(line).toMatch(/^#SBATCH --[a-z-]+(=[A-Za-z0-9_%.-]+)?$/);
});

test('each task of the array computes its share; together they are the whole', async () => {
  for (const task of ['3', '1', '2']) {
    const { code, err } = await run('bash', ['job.sh'], { SLURM_ARRAY_TASK_ID: task });
    expect({ code, err }).toMatchObject({ code: 0 });
  }
  expect((await merged(output)).equals(whole)).toBe(true);
  // The comment in the script says how to join them, as a shell takes it.
  const [, command] = /When all are done:\n# {3}(.*)\n/.exec(script)!;
  expect((await run('bash', ['-c', command!])).code).toBe(0);
  expect(readFileSync(at(output)).equals(whole)).toBe(true);
  expect(spawnSync('ls', [folder]).stdout.toString()).not.toContain('ruined\n');
}, 120_000);

test.each([
  [['--csv', 'x.csv'], /--csv is of the whole sweep: give it to the saddlescope merge/],
  [['--png', 'x.png'], /--png is of the whole sweep/],
  [['--svg', 'x.svg'], /--svg is of the whole sweep/],
  [['--json'], /--json is of the whole sweep/],
  [['--shard', '1/3'], /leave --shard out/],
])('the script cannot make what %j asks for, and that is said', async (more, sentence) => {
  const { code, out, err } = await run(process.execPath, [
    cli,
    ...asked,
    '-o',
    output,
    '--slurm',
    '3',
    ...more,
  ]);
  expect(err).toMatch(sentence);
  expect({ code, out, lines: err.trimEnd().split('\n').length }).toEqual({ code: 2, out: '', lines: 1 });
});

const electron = resolve(import.meta.dirname, '../../out/chromium/dist/electron');
const noStandIn = existsSync(electron) ? '' : ' (skipped: there is no stand-in for Electron)';
test.skipIf(noStandIn !== '')(`by the program with a window it is the same script${noStandIn}`, async () => {
  const main = resolve(cli, '..', 'index.js');
  const { out } = await run(electron, [main, ...asked, '-o', output, '--slurm', '3']);
  expect(out).toBe(script);
});

describe('on what this machine has', () => {
  const noParallel = has('parallel', '--version') ? '' : ' (skipped: GNU Parallel is not installed)';
  test.skipIf(noParallel !== '')(
    `GNU Parallel runs the shares${noParallel}`,
    async () => {
      const words = [process.execPath, cli, ...asked].map(quoted).join(' ');
      const command = `${words} --shard {}/3 -o par.shard-{}-of-3.saddle`;
      expect((await run('parallel', ['--will-cite', '-j2', command, ':::', '1', '2', '3'])).code).toBe(0);
      expect((await merged('par.saddle')).equals(whole)).toBe(true);
    },
    120_000,
  );

  const noSlurm = has('sinfo', '--noheader') ? '' : ' (skipped: no Slurm runs here)';
  test.skipIf(noSlurm !== '')(
    `Slurm runs the script as an array${noSlurm}`,
    async () => {
      for (const share of shares(output)) rmSync(at(share), { force: true });
      const { code, err } = await run('sbatch', ['--wait', 'job.sh']);
      expect({ code, err }).toEqual({ code: 0, err: '' });
      expect((await merged(output)).equals(whole)).toBe(true);
    },
    300_000,
  );
});
