import { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { windowUrl } from '../../src/main/navigation-policy';
import type { Windows, WindowsParts } from '../../src/main/windows';

/** Oracle: the order of what an Electron is asked for that only writes it down, with an engine that is there when the test says so. */

interface Item {
  readonly id?: string;
  readonly label?: string;
  readonly submenu?: readonly Item[];
  click?(): void;
}
const electron = vi.hoisted(() => ({
  app: null as unknown as EventEmitter,
  windows: [] as object[],
  menus: [] as Item[][],
  serve: null as null | ((request: Request) => Promise<Response>),
  call: null as null | ((event: object, method: unknown, args: unknown) => Promise<unknown>),
  told: [] as string[],
  waits: [] as (() => void)[],
  equipped: [] as { parts: WindowsParts; first: object }[],
  engine: null as unknown as () => Windows,
}));
vi.mock('electron', async () => {
  const events = await import('node:events');
  class BrowserWindow extends events.EventEmitter {
    readonly webContents = new events.EventEmitter();
    constructor() {
      super();
      electron.windows.push(this);
    }
    async loadURL() {}
  }
  const nothing = () => undefined;
  const defaultSession = Object.assign(new events.EventEmitter(), {
    setPermissionRequestHandler: nothing,
    setPermissionCheckHandler: nothing,
    setDevicePermissionHandler: nothing,
    setSpellCheckerEnabled: nothing,
    webRequest: { onBeforeRequest: nothing },
  });
  return {
    get app() {
      return electron.app;
    },
    BrowserWindow,
    Menu: {
      buildFromTemplate: (template: Item[]) => template,
      setApplicationMenu: (menu: Item[]) => electron.menus.push(menu),
    },
    dialog: { showErrorBox: (title: string, text: string) => electron.told.push(title, text) },
    ipcMain: { handle: (_channel: string, call: typeof electron.call) => (electron.call = call) },
    nativeTheme: {},
    protocol: {
      registerSchemesAsPrivileged: nothing,
      handle: (_scheme: string, serve: typeof electron.serve) => (electron.serve = serve),
    },
    screen: { getAllDisplays: () => [] },
    session: { defaultSession },
  };
});
vi.mock('node:timers/promises', () => ({
  setTimeout: () => new Promise<void>((done) => electron.waits.push(done)),
}));
vi.mock('../../src/main/windows', () => ({
  equipWindows(parts: WindowsParts, first: object): Windows {
    electron.equipped.push({ parts, first });
    return electron.engine();
  },
}));

const folder = mkdtempSync(join(tmpdir(), 'saddlescope-program-'));
const script = join(folder, 'out', 'main', 'index.js');
const folders = { kept: join(folder, 'kept'), problem: 'Settings cannot be kept.' };
mkdirSync(join(folder, 'out', 'renderer'), { recursive: true });
writeFileSync(join(folder, 'out', 'renderer', 'index.js'), 'export {}');
const print = console.error;
const argv = process.argv;
afterEach(() => {
  console.error = print;
  process.argv = argv;
  process.removeAllListeners('uncaughtExceptionMonitor');
});
afterAll(() => rmSync(folder, { recursive: true }));

const about = { version: '1', build: 'b' };
let asked: string[];
beforeEach(async () => {
  vi.resetModules();
  Object.assign(electron, { windows: [], menus: [], told: [], waits: [], equipped: [] });
  electron.app = Object.assign(new EventEmitter(), {
    commandLine: { appendSwitch: () => undefined },
    whenReady: async () => undefined,
    clearRecentDocuments: () => electron.told.push('cleared'),
    exit: (code: number) => electron.told.push(`ended with ${code}`),
    quit: () => electron.told.push('quit'),
  });
  asked = [];
  electron.engine = () => ({
    handlersOf: (contents) =>
      contents === (electron.windows[0] as { webContents: unknown }).webContents
        ? ({ about: () => about } as never)
        : undefined,
    show: () => asked.push('show'),
    act: (id) => asked.push(`act ${id}`),
    openRecent: (index) => asked.push(`open ${index}`),
  });
  process.argv = ['electron', script, 'first.saddle'];
  const { openProgram } = await import('../../src/main/program');
  openProgram([script], { ...folders, machine: folder });
  await moments();
});

const moments = () => new Promise((done) => setTimeout(done, 20));
const giveScript = async () => {
  expect((await electron.serve!(new Request('app://saddlescope/index.js'))).status).toBe(200);
  await vi.waitFor(() => expect(electron.equipped).toHaveLength(1));
  await moments();
};
const call = (window = electron.windows[0]) =>
  electron.call!(
    {
      sender: (window as { webContents: unknown }).webContents,
      senderFrame: { url: windowUrl, parent: null },
    },
    'about',
    [],
  );
const flat = (items: readonly Item[]): Item[] => items.flatMap((one) => [one, ...flat(one.submenu ?? [])]);
const choose = (wanted: (item: Item) => boolean) => flat(electron.menus.at(-1)!).find(wanted)!.click!();

test('the window is there before the engine, which waits for the page’s script; calls wait for the engine', async () => {
  expect(electron.windows).toHaveLength(1);
  expect(electron.equipped).toEqual([]);
  const early = call();
  let answered = false;
  void early.then(() => (answered = true));
  await moments();
  expect([answered, electron.equipped]).toEqual([false, []]);
  await giveScript();
  expect(electron.equipped[0]!.first).toBe(electron.windows[0]);
  expect(await early).toEqual({ ok: true, value: about });
  expect(await call()).toEqual({ ok: true, value: about });
});

test('a page that asks for no script keeps the engine away for a while only', async () => {
  expect(electron.waits).toHaveLength(1);
  electron.waits[0]!();
  await vi.waitFor(() => expect(electron.equipped).toHaveLength(1));
  expect(await call()).toEqual({ ok: true, value: about });
});

test('the windows get everything that was there before', async () => {
  await giveScript();
  const { parts } = electron.equipped[0]!;
  expect(parts.folders).toEqual(folders);
  expect(parts.pending.take(() => undefined)).toEqual([join(process.cwd(), 'first.saddle')]);
  expect(parts.state.place([])).toMatchObject({ maximized: false });
  expect(parts.appearance.theme).toBe('system');
  parts.log.write('A mishap.');
  expect(parts.log.tail(100)).toContain('A mishap.');
  expect(parts.openWindow()).toBe(electron.windows[1]);
  parts.recent.add(join(folder, 'x.saddle'));
  choose(({ id }) => id === 'file.recent.0');
  expect(asked).toEqual(['open 0']);
  choose(({ label }) => label === 'Clear the List');
  expect([parts.recent.paths, electron.told]).toEqual([[], ['cleared']]);
  expect(flat(electron.menus.at(-1)!).some(({ id }) => id === 'file.recent.0')).toBe(false);
  await parts.recent.settled();
});

test('the menu acts once there is somebody to act', async () => {
  choose(({ id }) => id === 'help.keys');
  expect(asked).toEqual([]);
  await giveScript();
  choose(({ id }) => id === 'help.keys');
  expect(asked).toEqual(['act help.keys']);
});

test('what a second start, or macOS, asks to open is opened by this one; names are those of its own folder', async () => {
  electron.app.emit('second-instance', {}, ['electron', script, 'other.saddle'], '/elsewhere');
  let stopped = false;
  electron.app.emit('open-file', { preventDefault: () => (stopped = true) }, '/there/third.saddle');
  await giveScript();
  expect(stopped).toBe(true);
  expect(asked).toEqual(['show']);
  const waiting = electron.equipped[0]!.parts.pending.take(() => undefined);
  expect(waiting.slice(1)).toEqual([resolve('/elsewhere', 'other.saddle'), '/there/third.saddle']);
});

test('an engine that cannot be had is told of, and ends the program', async () => {
  console.error = () => undefined;
  electron.engine = () => {
    throw new Error('the core is damaged');
  };
  const early = call();
  await giveScript();
  expect(electron.told).toEqual([
    'Saddlescope could not start',
    'Something went wrong in Saddlescope itself: the core is damaged',
    'ended with 1',
  ]);
  expect(await early).toMatchObject({ ok: false });
});
