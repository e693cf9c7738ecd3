import { EventEmitter } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { WindowsParts } from '../../src/main/windows';

/** Oracle: what windows, settings and an engine that only write down what they are asked for have been asked. */

const electron = vi.hoisted(() => ({
  app: null as unknown as EventEmitter,
  quits: 0,
  equipped: [] as { parts: Record<string, unknown>; asked: unknown[][] }[],
}));
vi.mock('electron', () => ({
  get app() {
    return electron.app;
  },
}));
let putAway: () => void = () => undefined;
const pieces = { end: vi.fn(() => new Promise<void>((done) => (putAway = done))) };
const service = { dispose: vi.fn(async () => undefined), keepPieces: vi.fn((_folder: string) => pieces) };
vi.mock('../../src/app', () => ({ createSaddlescope: () => service }));
vi.mock('../../src/main/app-window', () => ({
  AppWindow: class {
    readonly window: unknown;
    readonly handlers = {};
    readonly asked: unknown[][] = [];
    constructor(readonly parts: Record<string, unknown>) {
      this.window = parts['window'];
      electron.equipped.push(this);
    }
    show = () => this.asked.push(['show']);
    send = (...args: unknown[]) => this.asked.push(['send', ...args]);
    openRecent = (index: number) => this.asked.push(['open', index]);
    settled = async () => undefined;
  },
}));
const { equipWindows } = await import('../../src/main/windows');

class FakeWindow extends EventEmitter {
  readonly webContents = {};
  gone = false;
  isDestroyed = () => this.gone;
  close(): void {
    this.gone = true;
    this.emit('closed');
  }
}
let opened: FakeWindow[];
let settle: () => void;
let parts: WindowsParts;
const equip = (first = new FakeWindow()) => {
  opened.unshift(first);
  return equipWindows(parts, first as never);
};

beforeEach(() => {
  electron.app = Object.assign(new EventEmitter(), { quit: () => electron.quits++ });
  Object.assign(electron, { quits: 0, equipped: [] });
  service.dispose.mockClear();
  service.keepPieces.mockClear();
  pieces.end.mockClear();
  opened = [];
  const writing = new Promise<void>((done) => (settle = done));
  const store = { settled: async () => undefined };
  parts = {
    folders: { kept: join(tmpdir(), 'saddlescope-none'), problem: 'Nothing is kept.' },
    log: {},
    pending: {},
    state: store,
    appearance: store,
    recent: { settled: () => writing },
    openWindow: () => {
      opened.push(new FakeWindow());
      return opened.at(-1);
    },
  } as unknown as WindowsParts;
});

test('a window gets what there is, and its places in the folder of this person', () => {
  equip();
  const { kept } = parts.folders;
  expect(electron.equipped[0]!.parts).toMatchObject({
    window: opened[0],
    service,
    log: parts.log,
    pending: parts.pending,
    state: parts.state,
    appearance: parts.appearance,
    recent: parts.recent,
    problem: 'Nothing is kept.',
    pieces,
    autosaves: join(kept, 'unsaved'),
    sweeps: join(kept, 'sweeps'),
  });
  expect(service.keepPieces.mock.calls).toEqual([[join(kept, 'unfinished')]]);
});

describe('who is answered, and what is passed on', () => {
  test('the window that is open, and no other page', () => {
    const windows = equip();
    expect(windows.handlersOf(opened[0]!.webContents as never)).toBeDefined();
    expect(windows.handlersOf({} as never)).toBeUndefined();
    opened[0]!.close();
    expect(windows.handlersOf(opened[0]!.webContents as never)).toBeUndefined();
  });

  test('the menu acts on the window that is open', () => {
    const windows = equip();
    windows.act('help.keys');
    windows.openRecent(3);
    windows.show();
    expect(electron.equipped[0]!.asked).toEqual([['send', 'action', 'help.keys'], ['open', 3], ['show']]);
    opened[0]!.close();
    windows.act('help.keys');
    expect(electron.equipped[0]!.asked).toHaveLength(3);
  });

  test('where none is open, another start and macOS open one, once', () => {
    const windows = equip();
    electron.app.emit('activate');
    expect(electron.equipped).toHaveLength(1);
    opened[0]!.close();
    electron.app.emit('activate');
    electron.app.emit('activate');
    expect(electron.equipped.map(({ parts }) => parts['window'])).toEqual(opened);
    expect(opened).toHaveLength(2);
    expect(windows.handlersOf(opened[1]!.webContents as never)).toBeDefined();
    opened[1]!.close();
    windows.show();
    expect(opened).toHaveLength(3);
  });

  test('a first window that was closed before the engine was there is left alone', () => {
    const first = new FakeWindow();
    first.close();
    equip(first);
    expect(electron.equipped).toEqual([]);
  });
});

test('the end waits until the settings are written, kept work is put away and the workers have stopped, and then comes', async () => {
  equip();
  let held = 0;
  const event = { preventDefault: () => held++ };
  electron.app.emit('will-quit', event);
  await new Promise((done) => setTimeout(done, 10));
  expect([held, electron.quits, service.dispose.mock.calls.length]).toEqual([1, 0, 1]);
  settle();
  await new Promise((done) => setTimeout(done, 10));
  expect([electron.quits, pieces.end.mock.calls.length]).toEqual([0, 1]);
  putAway();
  await vi.waitFor(() => expect(electron.quits).toBe(1));
  electron.app.emit('will-quit', event);
  expect(held).toBe(1);
});
