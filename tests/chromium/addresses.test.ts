import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { acceptList, chosenFile, startingPoint } from '../../src/chromium/dialog-options';
import { nativeDialogCommand } from '../../src/chromium/native-dialogs';
import { addScheme, toAppAddress, toPageAddress } from '../../src/chromium/page-address';
import { readTar } from '../../src/chromium/tar';

/** Oracle: pairs written by hand. */

addScheme('app');

test.each([
  ['app://saddlescope/index.html?a=1#b', 'https://saddlescope.app.invalid/index.html?a=1#b'],
  ['app://saddlescope/', 'https://saddlescope.app.invalid/'],
])('%s lives at %s', (app, page) => {
  expect(toPageAddress(app)).toBe(page);
  expect(toAppAddress(page)).toBe(app);
});

test('other addresses stay, also those that look alike', () => {
  for (const url of [
    'https://example.com/',
    'https://saddlescope.app.invalid.example.com/x',
    'https://a.other.invalid/',
    'http://saddlescope.app.invalid/',
  ]) {
    expect(toAppAddress(url)).toBe(url);
  }
  expect(toPageAddress('file:///etc/passwd')).toBe('file:///etc/passwd');
});

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const filters = [{ name: 'Experiment', extensions: ['saddle'] }];

test('a typed folder and name become a path, or a sentence', () => {
  mkdirSync(join(folder, 'taken'));
  writeFileSync(join(folder, 'plain'), '');
  expect(chosenFile(folder, ' run 1 ', filters)).toEqual({ path: join(folder, 'run 1.saddle') });
  expect(chosenFile(folder, 'a.json', filters)).toEqual({ path: join(folder, 'a.json') });
  expect(chosenFile('~', 'x.saddle', filters)).toEqual({ path: join(homedir(), 'x.saddle') });
  expect(chosenFile(join(folder, 'no'), 'x', filters)).toEqual({
    problem: `The folder ${join(folder, 'no')} does not exist.`,
  });
  expect(chosenFile(folder, 'taken', [])).toMatchObject({ problem: expect.stringContaining('is a folder') });
  expect(chosenFile(folder, '  ', filters)).toEqual({ problem: 'Give the file a name.' });
});

test('where a dialog starts, and what it accepts', () => {
  expect(startingPoint(undefined, folder)).toEqual({ folder, name: '' });
  expect(startingPoint('x.saddle', folder)).toEqual({ folder, name: 'x.saddle' });
  expect(startingPoint(join(folder, 'taken'), '/')).toEqual({ folder: join(folder, 'taken'), name: '' });
  expect(acceptList([...filters, { name: 'CSV', extensions: ['csv', 'saddle'] }])).toBe('.saddle,.csv');
  expect(acceptList([...filters, { name: 'All', extensions: ['*'] }])).toBe('');
});

test('the desktop’s dialogs: zenity, else kdialog, else none', () => {
  const question = {
    kind: 'save',
    title: 'Save as',
    start: '/home/me/x.saddle',
    filters,
    multiple: false,
  } as const;
  const having = (...names: string[]) =>
    nativeDialogCommand(question, (name) => (names.includes(name) ? `/usr/bin/${name}` : null));
  expect(having('zenity', 'kdialog')).toEqual([
    '/usr/bin/zenity',
    [
      '--file-selection',
      '--title=Save as',
      '--filename=/home/me/x.saddle',
      '--save',
      '--confirm-overwrite',
      '--file-filter=Experiment | *.saddle',
    ],
  ]);
  expect(having('kdialog')).toEqual([
    '/usr/bin/kdialog',
    ['--title', 'Save as', '--getsavefilename', '/home/me/x.saddle', 'Experiment (*.saddle)'],
  ]);
  expect(having()).toBeNull();
});

test('a tar archive written by hand: plain files, modes, nothing outside the folder', () => {
  const entry = (name: string, content: string, mode: string, type = '0') => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write(mode, 100);
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    header.write(type, 156);
    header.write('ustar', 257);
    const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
    body.write(content);
    return Buffer.concat([header, body]);
  };
  const archive = Buffer.concat([
    entry('bin/', '', '0000755', '5'),
    entry('bin/tool', 'x'.repeat(513), '0000755'),
    entry('../evil', 'no', '0000644'),
    entry('/evil', 'no', '0000644'),
    entry('readme', 'θ'.repeat(1), '0000644'),
    Buffer.alloc(1024),
  ]);
  const files = readTar(archive);
  expect(files.map(({ name, executable, bytes }) => [name, executable, bytes.length])).toEqual([
    ['bin/tool', true, 513],
    ['readme', false, 1],
  ]);
});
