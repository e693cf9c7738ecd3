import { beforeEach, describe, expect, test, vi } from 'vitest';
import { UserError } from '../../src/model/user-error';
import { windowUrl } from '../../src/main/navigation-policy';

type Handler = (event: object, method: unknown, args: unknown) => Promise<unknown>;
const electron = vi.hoisted(() => ({ handlers: new Map<string, unknown>() }));
vi.mock('electron', () => ({
  ipcMain: { handle: (channel: string, handler: unknown) => electron.handlers.set(channel, handler) },
}));

const { checkCall, callArguments } = await import('../../src/main/call-arguments');
const { answerCalls, callChannel } = await import('../../src/main/wire');
const { methodNames } = await import('../../src/preload/names');

/** Oracle: messages written by hand, right ones and wrong ones. */

describe('arguments', () => {
  test.each([
    ['about', []],
    ['template', ['xor']],
    ['checkExperiment', [{ anything: 1 }, true]],
    ['checkExperiment', [undefined, false]],
    ['train', ['run-1', null, 30]],
    ['train', ['run-1', 1, null]],
    ['inspect', ['run-1', 'step:12']],
    ['inspect', ['run-1', Float64Array.of(0, 0.5)]],
    ['landscape', ['run-1', {}]],
    ['openDropped', ['a.saddle', new Uint8Array(3)]],
    ['exportData', ['run-1', 'theta-npy', 'final']],
    ['exportData', ['run-1', 'theta-safetensors', Float64Array.of(1)]],
    ['setTheme', ['dark']],
    ['zoom', ['in']],
    ['removeKept', [null]],
    ['labelKept', ['kept-1', '']],
    ['comparisonCsv', [['kept-2', 'kept-1']]],
    [
      'readTable',
      [{ delimiter: 'tab', decimal: 'auto', header: 'no', task: 'classes', roles: ['input', 'target'] }],
    ],
  ])('%s %j is passed on as it is', (method, args) => {
    expect(checkCall(method, args)).toEqual({ method, args });
  });

  test.each([
    ['nonsense', [], 'unknown method'],
    ['constructor', [], 'unknown method'],
    ['__proto__', [], 'unknown method'],
    [7, [], 'unknown method'],
    ['about', [1], 'about'],
    ['about', null, 'about'],
    ['template', [], 'template'],
    ['template', [''], 'template'],
    ['train', ['run-1', 0, null], 'train, 1'],
    ['train', ['run-1', 1.5, null], 'train, 1'],
    ['train', ['run-1', null, 0], 'train, 2'],
    ['train', ['run-1', null, NaN], 'train, 2'],
    ['inspect', ['run-1', 'nowhere'], 'inspect, 1'],
    ['inspect', ['run-1', [0, 0.5]], 'inspect, 1'],
    ['inspect', ['run-1', 'step:-1'], 'inspect, 1'],
    ['createRun', ['text', true], 'createRun, 0'],
    ['createRun', [[], true], 'createRun, 0'],
    ['createRun', [{}, 'yes'], 'createRun, 1'],
    ['openRecent', [-1], 'openRecent, 0'],
    ['openRecent', ['/etc/passwd'], 'openRecent, 0'],
    ['openDropped', ['a', [1, 2]], 'openDropped, 1'],
    ['exportData', ['run-1', 'exe', 'final'], 'exportData, 1'],
    ['setTheme', ['pink'], 'setTheme, 0'],
    ['zoom', [2], 'zoom, 0'],
    ['removeKept', [], 'removeKept'],
    ['comparisonCsv', ['kept-1'], 'comparisonCsv, 0'],
    ['readTable', [{ delimiter: '|' }], 'readTable, 0'],
    ['dropTable', ['a.csv', 'a,b'], 'dropTable, 1'],
    ['saveComparisonPicture', [[1, 2], 'png'], 'saveComparisonPicture, 0'],
    ['saveComparisonPicture', [new Uint8Array(3), 'exe'], 'saveComparisonPicture, 1'],
  ])('%j %j is refused', (method, args, said) => {
    expect(() => checkCall(method, args)).toThrow(said);
  });
});

test('the preload script and the main process know the same methods', () => {
  expect([...methodNames].sort()).toEqual(Object.keys(callArguments).sort());
});

describe('answers', () => {
  const window = { id: 1 };
  const frame = { url: windowUrl, parent: null };
  const service = {
    about: () => ({ version: '1', build: 'b' }),
    reset: () => Promise.reject(new UserError('This run is no longer open.', 'run')),
    view: () => Promise.reject(new UserError('claim Z9 is not known: did you mean A9?', 'claim')),
    pause: () => {
      throw new TypeError('x is undefined\n    at secret/path.js:1');
    },
  };
  beforeEach(() =>
    answerCalls((contents) => (contents === (window as never) ? (service as never) : undefined)),
  );
  const ask = (method: unknown, args: unknown, event: object = { sender: window, senderFrame: frame }) =>
    (electron.handlers.get(callChannel) as Handler)(event, method, args);

  test('calls that come before there is anybody to answer them wait', async () => {
    let equip: (handlers: never) => void = () => undefined;
    const handlers = new Promise<never>((done) => (equip = done));
    answerCalls(() => handlers);
    const early = ask('about', []);
    const elsewhere = ask('about', [], {
      sender: window,
      senderFrame: { url: 'https://example.com/', parent: null },
    });
    // Who may not ask need not wait.
    expect(await elsewhere).toMatchObject({ ok: false });
    equip(service as never);
    expect(await early).toEqual({ ok: true, value: { version: '1', build: 'b' } });
  });
  test('a value', async () => {
    expect(await ask('about', [])).toEqual({ ok: true, value: { version: '1', build: 'b' } });
  });
  test('a mistake keeps its sentence and its place', async () => {
    const error = { message: 'This run is no longer open.', place: 'run', internal: false };
    expect(await ask('reset', ['run-1'])).toEqual({ ok: false, error });
  });
  test('a mistake that begins with a plain word becomes a proper sentence', async () => {
    expect(await ask('view', ['run-1'])).toMatchObject({
      error: { message: 'Claim Z9 is not known: did you mean A9?' },
    });
  });
  test('a fault of ours is named as one, logged, and brings no stack', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const message = 'Something went wrong in Saddlescope itself: x is undefined';
    expect(await ask('pause', ['run-1'])).toEqual({
      ok: false,
      error: { message, place: null, internal: true },
    });
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
  });
  test.each([
    ['another window', { sender: { id: 2 }, senderFrame: frame }],
    ['a frame inside the window', { sender: window, senderFrame: { url: windowUrl, parent: frame } }],
    [
      'another page in the window',
      { sender: window, senderFrame: { url: 'https://example.com/', parent: null } },
    ],
    ['a frame that has gone', { sender: window, senderFrame: null }],
  ])('%s is not answered', async (_name, event) => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await ask('about', [], event)).toMatchObject({
      ok: false,
      error: { internal: true, message: expect.stringContaining('not the window') },
    });
    log.mockRestore();
  });
});
