import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killedAgainAndAgain, timed } from './kill';
import { hasMade, launch, start } from './launch';

/** Oracle: the bytes of a command that nothing disturbed. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-killed-work-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeAll(async () => {
  const { out } = await launch(['new', 'xor-pushed']);
  const experiment = JSON.parse(out) as { initialisation: object; training: object };
  for (const [seed, steps] of [
    [1, 15_000_000],
    [2, 15_000_000],
    [3, 150_000_000],
  ] as const) {
    const changed = {
      ...experiment,
      initialisation: { ...experiment.initialisation, seed },
      training: { ...experiment.training, steps },
    };
    writeFileSync(join(folder, `${seed}.json`), JSON.stringify(changed));
  }
});

interface Work {
  readonly name: string;
  readonly args: readonly string[];
  readonly output: string;
  readonly writings?: number;
  readonly goesOn: RegExp;
}
const works: readonly Work[] = [
  {
    name: 'a landscape whose run takes seconds, too',
    args: [
      ...['landscape', 'xor-pushed', '--set', 'network.sizes=[2,1000,1]', '--steps', '4000'],
      ...['--quantity', 'curvature', '--resolution', '251', '-o'],
    ],
    output: 'map.npy',
    goesOn: /the run |landscape: [\d,]+ of [\d,]+ parts were there already/,
  },
  {
    name: 'runs that are compared',
    args: ['compare', '1.json', '2.json', '3.json', '--csv'],
    output: 'runs.csv',
    goesOn: /the run (goes on from step [\d,]+|of 15,000,000 steps was there already)/,
  },
  {
    name: 'an export that trains first',
    args: ['export', '3.json', '-o'],
    output: 'history.csv',
    goesOn: /the run goes on from step [\d,]+/,
  },
  {
    name: 'a study',
    args: ['critical-points', 'xor-pushed', '--starts', '9000', '--svg'],
    output: 'points.svg',
    // The first time it may have kept its run alone.
    writings: 2,
    goesOn: /critical points: [\d,]+ of [\d,]+ parts were there already/,
  },
  {
    name: 'all claims',
    args: ['claims', '--report'],
    output: 'claims.html',
    goesOn: /claims: [\d,]+ of [\d,]+ parts were there already/,
  },
];

test.each(works)(
  '$name: killed at random moments, it loses a second at most and comes to the same bytes',
  async ({ args, output, writings, goesOn }) => {
    const { answer: calm, took } = await timed(() => launch([...args, `calm-${output}`], { cwd: folder }));
    expect(calm.code).toBe(0);
    await killedAgainAndAgain([...args, output], { folder, output, writings, calm: took });
    const { code, out, err } = await launch([...args, output], { cwd: folder });
    expect(err).toMatch(goesOn);
    expect(code).toBe(0);
    const timeless = (text: string) => text.replace(/in \d+ ms/, '');
    expect(timeless(out)).toBe(timeless(calm.out));
    expect(readFileSync(join(folder, output)).equals(readFileSync(join(folder, `calm-${output}`)))).toBe(
      true,
    );
    const left = readdirSync(folder).filter((name) => name.startsWith(output));
    expect(left).toEqual([output]);
  },
  300_000,
);

test('Ctrl+C says that the same command goes on, and it does', async () => {
  const args = ['export', '3.json', '-o', 'stopped.csv'];
  const running = start(args, { cwd: folder });
  await hasMade(join(folder, 'stopped.csv.unfinished'), running);
  running.child.kill('SIGINT');
  const { code, err } = await running.outcome;
  expect(code).toBe(130);
  expect(err).toMatch(
    /interrupted after [\d,]+ steps; what was computed is kept, and the same command goes on from there\.\n$/,
  );
  const again = await launch(args, { cwd: folder });
  expect(again.err).toMatch(/^the run goes on from step [\d,]+, where it was interrupted/);
  expect(again.code).toBe(0);
  expect(existsSync(join(folder, 'stopped.csv.unfinished'))).toBe(false);
}, 60_000);
