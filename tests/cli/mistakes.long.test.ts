import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { cli, launch } from './launch';

/** The built command line as a person runs it: what it says of mistakes. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-cli-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);

const saddlescope = (...args: string[]) => launch(args, { cwd: folder });

describe('mistakes: one sentence, exit code 2, no file', () => {
  writeFileSync(at('broken.json'), '{"name": ');
  writeFileSync(at('unknown.json'), '{"netwrok": {}}');
  writeFileSync(at('gap.csv'), 'a,b\n1,\n2,3\n');
  writeFileSync(at('huge.json'), '{"network": {"sizes": [2, 99999999, 1]}}');
  writeFileSync(at('damaged.saddle'), 'PK\u0003\u0004 this is no archive');
  test.each([
    [['run', 'missing.json'], /missing\.json: there is no such file/],
    [['run', 'broken.json'], /broken\.json, line 1/],
    [['run', 'unknown.json'], /netwrok/],
    [['run', 'gap.csv'], /gap\.csv.*line 2/],
    [['run', 'huge.json'], /network\.sizes/],
    [['inspect', 'damaged.saddle'], /damaged\.saddle/],
    [['run', '.'], /folder/],
    [['run', 'xor-from-zero', '--steps', 'many'], /--steps/],
    [['run', 'xor-from-zero', '--rate', '-1'], /rate/],
    [['inspect', 'xor-from-zero', '--at', 'nowhere'], /origin, init, final, best or step:N/],
    [['inspect', 'xor-from-zero', '--theta', '1,2'], /theta has 2 numbers but this network has 9 parameters/],
    [['spectrum', 'xor-from-zero', '--theta', '1,NaN'], /numbers separated by commas/],
    [['spectrum', 'xor-from-zero', '--method', 'guess'], /exact/],
    [['landscape', 'xor-from-zero', '-o', 'map.gif'], /map\.gif.*ending/],
    [['landscape', 'xor-from-zero', '--plane', 'nonsense'], /nonsense/],
    [['landscape', 'xor-from-zero', '--resolution', '1'], /resolution/],
    [['export', 'xor-from-zero', '-o', 'no/such/folder/x.saddle'], /folder no\/such\/folder does not exist/],
    [['run', 'xor-from-zero', '-o', 'no/such/x.saddle'], /folder no\/such does not exist/],
    [['demo', 'broken.json/nope'], /broken\.json[\\/]nope: the folder cannot be made/],
    [['rnu'], /run/],
  ] as [string[], RegExp][])('%j', async (args, sentence) => {
    const { code, out, err } = await saddlescope(...args);
    expect(err).toMatch(sentence);
    expect(err).not.toMatch(/\n\s+at |\[object|undefined/);
    expect(err.trimEnd().split('\n').length).toBeLessThanOrEqual(2);
    expect(out).toBe('');
    expect(code).toBe(2);
  });

  test('a diverging run says at which step, and is kept', async () => {
    const { code, err } = await saddlescope('run', 'and-from-zero', '--rate', '1000', '-o', 'wild.saddle');
    expect(err).toMatch(/saddlescope: The run diverged: after step \d+ .*learning rate/);
    expect(code).toBe(2);
    expect((await saddlescope('export', 'wild.saddle', '-o', 'wild.csv')).code).toBe(0);
  });
});

describe('what a stranger or a hurried hand does', () => {
  const refused = async (sentence: RegExp, ...args: string[]) => {
    const { code, out, err } = await saddlescope(...args);
    expect(err).toMatch(sentence);
    expect({ code, out }).toEqual({ code: 2, out: '' });
  };

  test('a reader that stops reading is no fault', async () => {
    const child = spawn(process.execPath, [cli, 'inspect', 'iris-from-zero', '--json'], { cwd: folder });
    child.stdout.destroy();
    let err = '';
    child.stderr.on('data', (part) => (err += String(part)));
    const code = await new Promise((done) => child.on('close', done));
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  test('a name whose ending says something else is refused before anything is trained or written', async () => {
    await refused(/writes a \.saddle file/, 'run', 'xor-from-zero', '-o', 'wrong.json');
    await refused(/writes a \.png file/, 'run', 'xor-from-zero', '--png', 'wrong.saddle');
    expect(readdirSync(folder).filter((name) => name.startsWith('wrong'))).toEqual([]);
  });

  test('text in another encoding and an empty table are refused by their cause', async () => {
    writeFileSync(at('latin.csv'), Buffer.from('gr\xf6\xdfe,b,y\n1,2,0\n3,4,1\n', 'latin1'));
    await refused(/latin\.csv: .*UTF-8/, 'run', 'latin.csv');
    writeFileSync(at('nothing.csv'), '');
    await refused(/nothing\.csv has no rows/, 'run', 'nothing.csv');
  });

  test('an experiment draws in no file from outside its folder', async () => {
    writeFileSync(at('reaching.json'), '{"data": {"name": "csv", "file": "../other.csv"}}');
    await refused(/outside the experiment's folder/, 'run', 'reaching.json');
  });

  test('control characters of a name do not reach the terminal', async () => {
    writeFileSync(at('escape.json'), JSON.stringify({ name: 'a\u001b[31m\u202eb', training: { steps: 1 } }));
    expect((await saddlescope('run', 'escape.json')).out).toMatch(/^a\ufffd\[31m\ufffdb: a 2-2-1/);
  });

  test('--set alone changes the plane of the experiment, not another one', async () => {
    writeFileSync(
      at('plane.json'),
      '{"training": {"steps": 1}, "landscape": {"plane": "random", "resolution": 3}}',
    );
    expect((await saddlescope('landscape', 'plane.json', '--set', 'seed=3')).out).toContain('(seed 3)');
  });
});
