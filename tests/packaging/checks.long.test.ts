import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkArchive, checkSize } from '../../src/packaging/check-package.mjs';
import { fuses, readFuses, setFuses } from '../../src/packaging/fuses.mjs';
import { budget } from '../../src/packaging/settings.mjs';
import { installTools, tool } from '../../src/packaging/tools.mjs';
import { targets } from '../../src/packaging/targets.mjs';
import { standInDistribution } from './stand-in-distribution';

/** Oracle: binaries and archives with one thing wrong. Needs src/packaging/node_modules, which is installed here when absent. */

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-checks-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.runIf(process.env['SADDLESCOPE_LONG'] !== undefined)('what is made sure of in a package', () => {
  beforeAll(() => installTools(), 600_000);

  describe('fuses', () => {
    const electron = async (wire?: string) => {
      const place = mkdtempSync(join(folder, 'electron-'));
      await standInDistribution(place, wire);
      return join(place, 'electron');
    };

    test('are set and read back, and nothing else in the binary changes', async () => {
      const binary = await electron();
      const before = readFileSync(binary);
      const states = await setFuses(binary);
      expect(Object.keys(states)).toHaveLength(9);
      for (const [name, state] of fuses) expect(states[name]).toBe(state ?? true);
      expect(await readFuses(binary)).toEqual(states);
      const after = readFileSync(binary);
      const changed = [...after.keys()].filter((i) => after[i] !== before[i]);
      const wire = before.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX') + 34;
      expect(changed.every((i) => i >= wire && i < wire + 8)).toBe(true);
    });

    test('WebAssembly’s trap handlers stay as they are', async () => {
      expect((await setFuses(await electron('101100010')))['WasmTrapHandlers']).toBe(false);
    });

    test.each([
      ['a fuse more than is known here', '1011000110', /has 10 fuses/],
      ['a fuse less', '10110001', /has 8 fuses/],
      ['a fuse that is gone', 'r01100011', /RunAsNode can no longer be set/],
    ])('%s ends the build', async (_name, wire, message) => {
      await expect(setFuses(await electron(wire))).rejects.toThrow(message);
    });
  });

  describe('the archive', () => {
    const needed = ['package.json', 'out/main/index.js', 'out/main/worker.js', 'out/core/core.wasm'];
    const archive = async (files: Record<string, string>) => {
      const source = mkdtempSync(join(folder, 'app-'));
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(source, name)), { recursive: true });
        writeFileSync(join(source, name), content);
      }
      await tool('@electron/asar').createPackage(source, `${source}.asar`);
      return `${source}.asar`;
    };
    const complete = Object.fromEntries(needed.map((name) => [name, '']));

    test('of nothing but the app is fine', async () => {
      expect(checkArchive(await archive(complete))).toEqual(
        expect.arrayContaining(needed.map((name) => `/${name}`)),
      );
    });

    test.each([
      ['packages', { 'node_modules/x/index.js': '' }, /node_modules.* does not belong/],
      ['packages within', { 'out/main/node_modules/x.js': '' }, /node_modules.* does not belong/],
      ['a source map', { 'out/main/index.js.map': '' }, /index\.js\.map does not belong/],
      ['what takes Electron’s place', { 'out/main/chromium/electron.js': '' }, /chromium.* does not belong/],
      ['a reference to a source map', { 'out/main/a.js': 'x\n//# sourceMappingURL=a.js.map' }, /source maps/],
      [
        'a path of this machine',
        { 'out/main/a.js': resolve(import.meta.dirname, '../..') },
        /a path of the machine/,
      ],
    ])('with %s is refused', async (_name, more, message) => {
      const path = await archive({ ...complete, ...more });
      expect(() => checkArchive(path)).toThrow(message);
    });

    test('without the core is refused', async () => {
      const { 'out/core/core.wasm': _, ...rest } = complete;
      const path = await archive({ ...rest, 'out/core/x': '' });
      expect(() => checkArchive(path)).toThrow(/core\.wasm is missing/);
    });
  });

  test('a program above its budget is refused, with both numbers', () => {
    const resources = join(folder, 'resources');
    mkdirSync(join(resources, 'node_modules'), { recursive: true });
    for (const name of ['THIRD-PARTY-NOTICES.txt', 'LICENSE.txt']) writeFileSync(join(resources, name), '');
    writeFileSync(join(resources, 'app.asar'), Buffer.alloc(budget.ours));
    expect(checkSize(resources, { executable: '', resources }).ours).toBe(budget.ours);
    writeFileSync(join(resources, 'LICENSE.txt'), 'x');
    expect(() => checkSize(resources, { executable: '', resources })).toThrow(
      /48\.0 MiB, more than the 48\.0 MiB/,
    );
  });

  test('the tools of the seed are those that this electron-builder asks for', () => {
    const library = resolve(
      import.meta.dirname,
      '../../src/packaging/node_modules/app-builder-lib/out/toolsets',
    );
    const sources = ['7zip', 'linux', 'windows', 'wine']
      .map((name) => readFileSync(join(library, `${name}.js`), 'utf8'))
      .join('\n');
    for (const { file, sha256, release } of targets.flatMap(({ tools }) => tools)) {
      expect(sources).toContain(`"${file}": "${sha256}"`);
      // Written as a template in places: `nsis@${version}`, with the version as a key of the sums.
      const [name, version] = release.split('@');
      expect(sources).toMatch(new RegExp(`["\`]${name}@(${version}|\\$\\{)`));
      expect(sources).toContain(version);
    }
  });
});
