/** What of the package for macOS can be looked at anywhere: the program before it is signed and packed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { readFuses } from '../../src/packaging/fuses.mjs';

/** The values of a property list, by their keys, whatever dictionary they are in; of values in an array only the last. */
function properties(plist: string): Record<string, string> {
  const pairs = plist.matchAll(/<key>([^<]*)<\/key>(?:\s*<array>)?\s*<string>([^<]*)<\/string>/g);
  return Object.fromEntries([...pairs].map(([, key, value]) => [key!, value!]));
}

export async function expectProgramForMac(unpacked: string): Promise<void> {
  const app = join(unpacked, 'Saddlescope.app');
  const contents = join(app, 'Contents');
  expect(properties(readFileSync(join(contents, 'Info.plist'), 'utf8'))).toMatchObject({
    CFBundleIdentifier: 'org.saddlescope.Saddlescope',
    CFBundleExecutable: 'Saddlescope',
    CFBundleIconFile: 'icon.icns',
    CFBundleTypeExtensions: 'saddle',
    CFBundleTypeIconFile: 'file.icns',
    CFBundleTypeName: 'Saddlescope experiment',
    CFBundleTypeRole: 'Editor',
    LSHandlerRank: 'Owner',
    // Of the archive's head: Electron compares it at each start.
    hash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(readdirSync(join(contents, 'MacOS'))).toEqual(['Saddlescope']);
  // Electron looks for them by the program's name.
  expect(readdirSync(join(contents, 'Frameworks')).sort()).toEqual([
    'Electron Framework.framework',
    'Saddlescope Helper (GPU).app',
    'Saddlescope Helper (Plugin).app',
    'Saddlescope Helper (Renderer).app',
    'Saddlescope Helper.app',
  ]);
  const resources = readdirSync(join(contents, 'Resources'));
  for (const file of ['app.asar', 'icon.icns', 'file.icns', 'LICENSE.txt', 'THIRD-PARTY-NOTICES.txt'])
    expect(resources).toContain(file);
  expect(readdirSync(join(contents, 'Resources/node_modules/@napi-rs')).sort()).toEqual([
    'canvas',
    'canvas-darwin-x64',
  ]);
  expect(await readFuses(app)).toMatchObject({ RunAsNode: false, OnlyLoadAppFromAsar: true });
}
