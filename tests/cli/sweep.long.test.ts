import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { journalHeader, journalRecord } from '../../src/files/journal';
import { decodeSaddle } from '../../src/files/saddle-file';
import { killedAgainAndAgain, timed } from './kill';
import { hasMade, launch, start, type Outcome } from './launch';

/** Oracle: the bytes of a sweep that nothing disturbed, by the built command line. SADDLESCOPE_LONG=1 kills it 120 times instead of 10, SADDLESCOPE_LONG=all 300 times. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-sweep-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const saddlescope = (args: readonly string[], env: Record<string, string> = {}) =>
  launch(args, { cwd: folder, env });

/** Starts a sweep and sends it a signal after a while. @param from counts from when this file is there, and not from the start */
async function ended(
  args: readonly string[],
  signal: NodeJS.Signals,
  after: number,
  from: string | null = null,
): Promise<Outcome> {
  const running = start(args, { cwd: folder });
  if (from !== null) await hasMade(from, running);
  await Promise.race([running.outcome, sleep(after)]);
  running.child.kill(signal);
  return running.outcome;
}

const axes = ['--over', 'rate=0.1,0.5,40', '--over', 'seed=1..100', '--set', 'training.steps=10000'];
const asked = ['sweep', 'xor-pushed', ...axes];
let whole: Buffer;
let first: Outcome;
beforeAll(async () => {
  first = await saddlescope([...asked, '-o', 'whole.saddle', '--csv', 'whole.csv', '--workers', '1']);
  whole = readFileSync(at('whole.saddle'));
}, 120_000);

test('a line per group and what is to be seen; every row in the CSV; the arrays in the file', () => {
  const { code, out, err } = first;
  expect({ code, err }).toEqual({ code: 0, err: 'wrote whole.saddle\nwrote whole.csv\n' });
  expect(existsSync(at('whole.saddle.journal'))).toBe(false);
  expect(out).toMatch(/^group +runs +solved +95 % +escaped/);
  expect(out).toMatch(/\nrate 40 +100 +0\.0 % .* 100\n/);
  expect(out).toMatch(/300 runs: \d+ solved, \d+ escaped, \d+ diverged\./);
  const rows = parse(readFileSync(at('whole.csv')), { columns: true }) as Record<string, string>[];
  expect(rows).toHaveLength(300);
  expect(rows[101]).toMatchObject({ run: '101', 'training.rule.rate': '0.5', 'initialisation.seed': '2' });
  const { document } = decodeSaddle(whole, 'whole.saddle');
  expect(Array.from(document.arrays['sweep_axis_1']!.data as Float64Array)).toEqual([0.1, 0.5, 40]);
  const losses = document.arrays['sweep_final_loss']!.data as Float64Array;
  expect(rows.map((row) => Number(row['final_loss']))).toEqual(Array.from(losses));
  expect(document.experiment).toMatchObject({ sweep: { axes: [{ over: 'training.rule.rate' }, {}] } });
});

test.each(['1', '2', '4'])('the same bytes with %s threads', async (workers) => {
  await saddlescope([...asked, '-o', `by-${workers}.saddle`, '--workers', workers]);
  expect(readFileSync(at(`by-${workers}.saddle`)).equals(whole)).toBe(true);
});

test('killed at any moment, again and again, it comes to the same bytes', async () => {
  const kills = { all: 300, 1: 120 }[process.env['SADDLESCOPE_LONG'] ?? ''] ?? 10;
  let done = 0;
  let interrupted = 0;
  for (let round = 0; done < kills; round++) {
    const output = `killed-${round}.saddle`;
    const args = [...asked, '--workers', '2', '-o', output];
    for (let kill = 0; kill < 5 && done < kills; kill++, done++) {
      // Anywhere, from the start to after the end; and, however fast the machine, while runs are computed and the output is written.
      const journal = at(`${output}.journal`);
      if (done % 2 === 0) await ended(args, 'SIGKILL', 150 + Math.random() * 900 * (1 + kill));
      else await ended(args, 'SIGKILL', Math.random() * 120, journal);
      if (existsSync(journal)) interrupted++;
      if (existsSync(at(output))) expect(readFileSync(at(output)).equals(whole)).toBe(true);
    }
    const { code, err } = await saddlescope(args);
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(readFileSync(at(output)).equals(whole)).toBe(true);
    expect(existsSync(at(`${output}.journal`))).toBe(false);
  }
  expect(interrupted).toBeGreaterThan(0);
}, 3_600_000);

test.each([
  ['side by side', ['--over', 'seed=1..6', '--set', 'training.steps=60000000']],
  ['one by one', ['--over', 'seed=1..2', '--set', 'training.steps=3000000', '--set', 'training.batch=2']],
])(
  'runs that take seconds, %s, lose a second at most, too: killed, they go on and come to the same bytes',
  async (name, settings) => {
    const args = ['sweep', 'xor-pushed', ...settings, '--workers', '2', '-o'];
    const output = `${name.replaceAll(' ', '-')}.saddle`;
    const { took } = await timed(() => saddlescope([...args, `calm-${output}`]));
    await killedAgainAndAgain([...args, output], { folder, output, calm: took });
    const { code, err } = await saddlescope([...args, output]);
    expect(code).toBe(0);
    expect(err).toMatch(/^(one run goes on from where it was|[246] runs go on from where they were)\.\n/m);
    expect(readFileSync(at(output)).equals(readFileSync(at(`calm-${output}`)))).toBe(true);
    expect(existsSync(at(`${output}.unfinished`))).toBe(false);
  },
  300_000,
);

describe('interrupted', () => {
  const slow = ['sweep', 'xor-pushed', '--over', 'seed=1..40', '--set', 'training.steps=100000000'];

  // Windows has no signal for another process.
  test.skipIf(process.platform === 'win32')(
    'Ctrl+C says how to go on; the same command goes on; another question is refused; --restart begins anew',
    async () => {
      const stopped = await ended(
        [...slow, '-o', 'stopped.saddle'],
        'SIGINT',
        500,
        at('stopped.saddle.journal'),
      );
      expect(stopped.code).toBe(130);
      expect(stopped.err).toMatch(
        /^saddlescope: interrupted after \d+ of 40 runs; they are kept in stopped\.saddle\.journal: the same command goes on from there\.\n$/,
      );
      const other = await saddlescope([...asked, '-o', 'stopped.saddle']);
      expect(other.code).toBe(2);
      expect(other.err).toMatch(
        /^saddlescope: stopped\.saddle\.journal: this journal is of another sweep .*--restart\.\n$/,
      );
      const anew = await saddlescope([...asked, '-o', 'stopped.saddle', '--restart']);
      expect(anew.code).toBe(0);
      expect(readFileSync(at('stopped.saddle')).equals(whole)).toBe(true);
    },
    60_000,
  );

  test('a second program is refused while the first is there, whatever it asks for; once the first was killed, it goes on at once', async () => {
    const output = ['-o', 'two.saddle'];
    const running = start([...slow, ...output], { cwd: folder });
    await hasMade(at('two.saddle.journal'), running);
    const before = readFileSync(at('two.saddle.lock'), 'utf8');
    for (const command of [
      [...slow, ...output],
      [...asked, ...output, '--restart'],
    ]) {
      const { code, err } = await saddlescope(command);
      expect(code).toBe(2);
      expect(err).toMatch(
        /^saddlescope: two\.saddle: another program \(process \d+ on .*\) is computing into it; wait until it has ended, end it, or name another output\.\n$/,
      );
    }
    expect(readFileSync(at('two.saddle.lock'), 'utf8')).toBe(before);
    running.child.kill('SIGKILL');
    await running.outcome;
    expect((await saddlescope([...asked, ...output, '--restart'])).code).toBe(0);
    expect(readFileSync(at('two.saddle')).equals(whole)).toBe(true);
    expect(existsSync(at('two.saddle.lock'))).toBe(false);
  }, 60_000);

  test('what was computed is not computed again', async () => {
    const again = await saddlescope([...asked, '-o', 'whole.saddle']);
    expect(again.err).toBe('all 300 runs were there already.\nwrote whole.saddle\n');
    expect(readFileSync(at('whole.saddle')).equals(whole)).toBe(true);
  });

  test('a damaged end of the journal is told and computed again', async () => {
    const { swept, arrays } = decodeSaddle(whole, 'whole.saddle').document;
    const { question, runs, columns } = swept!;
    const some = Array.from({ length: 100 }, (_, run) => run);
    const row = (run: number) => columns.map((name) => (arrays[`sweep_${name}`]!.data as Float64Array)[run]!);
    const journal = [
      journalHeader({ hash: question, runs, columns: columns.length }),
      journalRecord(some, Float64Array.from(some.flatMap(row))),
      Buffer.from([7, 7, 7]),
    ];
    writeFileSync(at('torn.saddle.journal'), Buffer.concat(journal));
    const { err } = await saddlescope([...asked, '-o', 'torn.saddle']);
    expect(err).toMatch(
      /the last 3 bytes, after 1 whole record, are not whole; what they held is computed again\.\n100 of 300 runs were there already/,
    );
    expect(readFileSync(at('torn.saddle')).equals(whole)).toBe(true);
  });

  test('a run that costs its thread fails alone, is told, and is tried again at the next start', async () => {
    const hurt = await saddlescope([...asked, '-o', 'hurt.saddle'], { SADDLESCOPE_TEST_FAULTS: 'exit:42' });
    expect(hurt.out).toMatch(/Run 42 failed: its thread ended unexpectedly/);
    await saddlescope([...asked, '-o', 'hurt.saddle']);
    expect(readFileSync(at('hurt.saddle')).equals(whole)).toBe(true);
  });
});

describe('shares', () => {
  const part = (index: number, count = 3) => [
    ...asked,
    '--shard',
    `${index}/${count}`,
    '-o',
    `part${index}.saddle`,
  ];

  test('joined in any order, one of them twice, they are the whole; what is missing is named', async () => {
    for (const index of [1, 2, 3]) expect((await saddlescope(part(index))).code).toBe(0);
    const shares = ['part3.saddle', 'part1.saddle', 'part2.saddle', 'part1.saddle'];
    const merged = await saddlescope(['merge', ...shares, '-o', 'merged.saddle']);
    expect(merged.code).toBe(0);
    expect(merged.out).toBe(first.out);
    expect(readFileSync(at('merged.saddle')).equals(whole)).toBe(true);
    const missing = await saddlescope(['merge', 'part1.saddle', 'part3.saddle', '-o', 'never.saddle']);
    expect(missing).toMatchObject({ code: 2, out: '' });
    expect(missing.err).toMatch(/^saddlescope: 100 of 300 runs are missing, those of the share 2\/3: /);
    expect(existsSync(at('never.saddle'))).toBe(false);
    await saddlescope(['sweep', 'xor-pushed', '--over', 'seed=1..4', '-o', 'other.saddle']);
    expect((await saddlescope(['merge', 'part1.saddle', 'other.saddle', '-o', 'never.saddle'])).err).toMatch(
      /other\.saddle is of another sweep than part1\.saddle/,
    );
    await saddlescope(['run', 'xor-from-zero', '-o', 'run.saddle']);
    expect((await saddlescope(['merge', 'run.saddle', '-o', 'never.saddle'])).err).toMatch(
      /run\.saddle: there is no sweep in this file/,
    );
  }, 120_000);
});

test('mistakes: one sentence that names the axis and the value, code 2, before anything runs', async () => {
  const refused = async (...args: string[]) => {
    const { code, out, err } = await saddlescope(['sweep', 'xor-from-zero', ...args]);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(/^[^\n]+\n$/);
    return err;
  };
  expect(await refused()).toMatch(/the experiment has no sweep: add a section .* or --over seed=1\.\.100\./);
  expect(await refused('--over', 'rate=0.1,-1')).toMatch(
    /sweep\.axes\[0\], training\.rule\.rate = -1: training\.rule\.rate is -1 but must be a number above 0\./,
  );
  expect(await refused('--over', 'activation=tanh,tahn')).toMatch(
    /network\.activation = tahn: .*did you mean "tanh"/,
  );
  expect(await refused('--over', 'landscape.resolution=1,2')).toMatch(/on which no run depends/);
  expect(await refused('--over', 'training.ruel.rate=1')).toMatch(/has no such place/);
  expect(await refused('--over', 'seed=1..2000', '--over', 'training.seed=1..2000')).toMatch(
    /2,000 × 2,000 = 4,000,000 runs; at most 1,000,000 are possible/,
  );
  expect(await refused('--zip', '--over', 'seed=1..3', '--over', 'rate=1,2')).toMatch(
    /3, 2 values but are zipped/,
  );
  expect(await refused('--over', 'seed')).toMatch(/--over "seed" has no values/);
  expect(await refused('--over', 'seed=1..3', '--workers', '0')).toMatch(/workers is 0/);
  expect(await refused('--over', 'seed=1..3', '--shard', '4/5')).toMatch(/only 3 runs/);
  expect(await refused('--over', 'seed=1..3', '-o', 'x.csv')).toMatch(/writes a \.saddle file/);
});
