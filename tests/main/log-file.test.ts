import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { diagnostics, withoutPersonalPaths } from '../../src/main/diagnostics';
import { LogFile } from '../../src/main/log-file';

/** Oracle: files written here, and sentences with known names in them. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-log-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the log', () => {
  test('keeps the newest, and never grows beyond two files', () => {
    const path = join(folder, 'bounded', 'x.log');
    const log = new LogFile(path, 2000);
    for (let i = 0; i < 500; i++) log.write(`entry ${i}`);
    expect(readdirSync(join(folder, 'bounded')).sort()).toEqual(['x.log', 'x.log.1']);
    expect(statSync(path).size + statSync(`${path}.1`).size).toBeLessThan(2 * 2200);
    expect(log.tail(200)).toMatch(/entry 498\n.*entry 499\n$/s);
    expect(log.tail(1e6)).not.toContain('entry 10\n');
  });

  test('one long entry does not drive out the others', () => {
    const log = new LogFile(join(folder, 'long.log'));
    log.write('before');
    log.write('x'.repeat(1e6));
    expect(log.tail(1e6)).toContain('before');
    expect(log.tail(1e6).length).toBeLessThan(10_000);
  });

  test('where it cannot be written nothing happens', () => {
    writeFileSync(join(folder, 'file'), '');
    const log = new LogFile(join(folder, 'file', 'x.log'));
    expect(() => log.write('lost')).not.toThrow();
    expect(log.tail(10)).toBe('');
  });
});

describe('what is handed around names nobody', () => {
  test.each([
    ['Error: /home/ada/thesis/x.saddle', 'Error: ~/thesis/x.saddle'],
    ["ENOENT: open '/Users/grace/x y.json'", "ENOENT: open '~/x y.json'"],
    [String.raw`C:\Users\alan\AppData\x.log`, String.raw`~\AppData\x.log`],
    ['/srv/people/lovelace/a.csv of lovelace', '~/a.csv of user'],
    ['lovelaces and love-lovelace-x stay', 'lovelaces and love-lovelace-x stay'],
  ])('%s', (text, told) => {
    expect(withoutPersonalPaths(text, '/srv/people/lovelace', 'lovelace')).toBe(told);
  });

  test('versions, the machine and the end of the log', () => {
    const log = new LogFile(join(folder, 'told.log'));
    log.write('Something went wrong in /home/ada/x');
    const text = diagnostics({ version: '1.2.3', build: 'abc' }, log);
    expect(text).toMatch(/^Saddlescope 1\.2\.3, core abc\n/);
    expect(text).toContain(`Node ${process.versions.node}`);
    expect(text).toContain('Something went wrong in ~/x');
  });
});
