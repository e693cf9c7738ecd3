import { EventEmitter } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import type { WindowState } from '../../src/main/window-state';

/**
 * Oracle: Electron's own security checklist, item by item (electronjs.org/docs/latest/tutorial/security). The program's set-up runs against an Electron that only
 * writes down what is asked of it.
 */

type Listener = (...args: never[]) => unknown;
const electron = vi.hoisted(() => ({
  windows: [] as { webPreferences: Record<string, unknown> }[],
  addresses: [] as string[],
  switches: new Map<string, string>(),
  schemes: [] as { scheme: string; privileges: Record<string, boolean> }[],
  app: null as unknown as EventEmitter,
  session: null as unknown as EventEmitter,
  asked: {} as Record<string, Listener>,
  exposed: new Map<string, object>(),
}));
vi.mock('electron', async () => {
  const events = await import('node:events');
  electron.app = Object.assign(new events.EventEmitter(), {
    commandLine: { appendSwitch: (name: string, value: string) => electron.switches.set(name, value) },
  });
  const keep = (name: string) => (listener: Listener) => (electron.asked[name] = listener);
  electron.session = Object.assign(new events.EventEmitter(), {
    setPermissionRequestHandler: keep('request'),
    setPermissionCheckHandler: keep('check'),
    setDevicePermissionHandler: keep('device'),
    setSpellCheckerEnabled: (on: boolean) => (electron.asked['spelling'] = () => on),
    webRequest: { onBeforeRequest: keep('before') },
  });
  class BrowserWindow extends events.EventEmitter {
    constructor(options: { webPreferences: Record<string, unknown> }) {
      super();
      electron.windows.push(options);
    }
    async loadURL(url: string) {
      electron.addresses.push(url);
    }
    maximize() {}
    show() {}
  }
  return {
    app: electron.app,
    BrowserWindow,
    screen: { getAllDisplays: () => [] },
    session: { defaultSession: electron.session },
    protocol: {
      registerSchemesAsPrivileged: (list: typeof electron.schemes) => electron.schemes.push(...list),
      handle: () => undefined,
    },
    contextBridge: {
      exposeInMainWorld: (name: string, value: object) => electron.exposed.set(name, value),
    },
    ipcRenderer: { on: () => undefined, invoke: async () => ({ ok: true, value: 'asked' }) },
  };
});

const { guardNetwork, guardPages, guardPermissions, stayOffline } = await import('../../src/main/guards');
const { openMainWindow } = await import('../../src/main/main-window');
const { registerAppScheme } = await import('../../src/main/app-protocol');
const { contentSecurityPolicy, securityHeaders } = await import('../../src/main/content-policy');
const { windowUrl } = await import('../../src/main/navigation-policy');
await import('../../src/preload/index');

const root = resolve(import.meta.dirname, '../..');
const sources = (folder: string, ending: RegExp): { path: string; text: string }[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => ({ path: `${folder}/${path}`, text: readFileSync(join(root, folder, path), 'utf8') }));
const main = sources('src/main', /\.ts$/);
const renderer = sources('renderer', /\.(?:ts|svelte|html|css)$/);
const using = (files: typeof main, what: RegExp) =>
  files.filter(({ text }) => what.test(text)).map(({ path }) => path);

stayOffline();
registerAppScheme();
guardPages();
guardPermissions();
guardNetwork();
const state = { place: () => ({ width: 1, height: 1, maximized: false }), follow: () => undefined };
openMainWindow('/out', state as unknown as WindowState);
const preferences = electron.windows[0]!.webPreferences;

/** A page of the program, with its guards; answers what it was asked to do without. */
function page() {
  let opening: Listener = () => undefined;
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: Listener) => (opening = handler),
  });
  electron.app.emit('web-contents-created', {}, contents);
  const prevented = (name: string, url: string): boolean => {
    let stopped = false;
    contents.emit(name, { url, preventDefault: () => (stopped = true) });
    return stopped;
  };
  return { prevented, opens: (url: string) => (opening as (details: object) => unknown)({ url }) };
}

const cancelled = (url: string): boolean => {
  let answer = { cancel: false };
  (electron.asked['before'] as (details: object, answer: (a: { cancel: boolean }) => void) => void)(
    { url },
    (given) => (answer = given),
  );
  return answer.cancel;
};

describe("Electron's security checklist", () => {
  test('1 only secure content is loaded: the program’s own, and nothing by http', () => {
    expect(electron.addresses).toEqual([windowUrl]);
    expect(cancelled(windowUrl)).toBe(false);
    expect(['http://example.com/', 'https://example.com/', 'ws://x/', 'file:///x'].every(cancelled)).toBe(
      true,
    );
    expect(using(renderer, /(?:src|href)=["']https?:/)).toEqual([]);
  });
  test('2 no Node in the page', () => {
    expect(preferences['nodeIntegration']).toBe(false);
    expect(preferences).not.toHaveProperty('nodeIntegrationInWorker');
    expect(preferences).not.toHaveProperty('nodeIntegrationInSubFrames');
  });
  test('3 the preload script has a world of its own', () => {
    expect(preferences['contextIsolation']).toBe(true);
  });
  test('4 every page is in the sandbox', () => {
    expect(preferences['sandbox']).toBe(true);
    expect(using(main, /app\.enableSandbox\(\)/)).toEqual(['src/main/index.ts']);
  });
  test('5 permissions are refused unless named', () => {
    const grants = (permission: string, url: string): boolean => {
      let granted = true;
      const ask = electron.asked['request'] as (...args: unknown[]) => void;
      ask(null, permission, (answer: boolean) => (granted = answer), { requestingUrl: url });
      const check = electron.asked['check'] as (...args: unknown[]) => boolean;
      expect(check(null, permission, url)).toBe(granted);
      return granted;
    };
    expect(grants('clipboard-sanitized-write', windowUrl)).toBe(true);
    for (const permission of ['media', 'geolocation', 'notifications', 'midi', 'usb', 'openExternal'])
      expect(grants(permission, windowUrl)).toBe(false);
    expect((electron.asked['device'] as () => boolean)()).toBe(false);
  });
  test.each([
    ['6', 'webSecurity'],
    ['8', 'allowRunningInsecureContent'],
    ['9', 'experimentalFeatures'],
    ['10', 'enableBlinkFeatures'],
  ])('%s %s is left as it is', (_item, name) => {
    expect(preferences).not.toHaveProperty(name);
    expect(using(main, new RegExp(name))).toEqual([]);
  });
  test('7 a content policy that starts from nothing goes with every answer', () => {
    expect(securityHeaders['content-security-policy']).toBe(contentSecurityPolicy);
    expect(contentSecurityPolicy).toMatch(/^default-src 'none'/);
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|https?:|\*/);
  });
  test('11, 12 there are no webviews, and none can be attached', () => {
    expect(preferences['webviewTag']).toBe(false);
    expect(using(renderer, /<webview/)).toEqual([]);
    expect(page().prevented('will-attach-webview', '')).toBe(true);
  });
  test('13 a page goes nowhere', () => {
    const { prevented } = page();
    expect(prevented('will-frame-navigate', windowUrl)).toBe(false);
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'javascript:1', 'app://evil/index.html'])
      expect(prevented('will-frame-navigate', url)).toBe(true);
    expect(prevented('will-redirect', windowUrl)).toBe(true);
  });
  test('14 a page opens no window', () => {
    expect(page().opens('https://example.com/')).toEqual({ action: 'deny' });
  });
  test('15 no address is handed to the system', () => {
    expect(using([...main, ...sources('src/preload', /\.ts$/)], /\bshell\b|openExternal\(/)).toEqual([]);
  });
  test('16 Electron is pinned to one version, of a line that is still looked after', () => {
    const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
    };
    expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number.parseInt(devDependencies['electron']!)).toBeGreaterThanOrEqual(45);
  });
  test('17 only the window’s own top frame is answered', () => {
    expect(using(main, /ipcMain/)).toEqual(['src/main/wire.ts']);
    expect(main.find(({ path }) => path.endsWith('/wire.ts'))!.text).toMatch(
      /isTrustedSender\(event\.senderFrame\)/,
    );
  });
  test('18 pages come by a protocol of our own, which may do no more than it must', () => {
    expect(electron.schemes.map(({ scheme }) => scheme)).toEqual(['app']);
    expect(electron.schemes[0]!.privileges).not.toHaveProperty('bypassCSP');
    expect(electron.schemes[0]!.privileges).not.toHaveProperty('allowServiceWorkers');
    expect(using(main, /loadFile\(|file:\/\//)).toEqual([]);
  });
  test('20 the page is given the bridge’s four things, and the bridge knows only the wire’s calls', async () => {
    expect([...electron.exposed.keys()]).toEqual(['saddlescope']);
    const bridge = electron.exposed.get('saddlescope') as { call: (method: string) => Promise<unknown> };
    expect(Object.keys(bridge).sort()).toEqual(['call', 'drawMenu', 'on', 'platform']);
    await expect(bridge.call('about')).resolves.toBe('asked');
    for (const method of ['__proto__', 'constructor', 'eval', 'readFile'])
      await expect(bridge.call(method)).rejects.toMatchObject({ internal: true });
  });
});

test('downloads are refused, and no dictionary is fetched', () => {
  let stopped = false;
  electron.session.emit('will-download', { preventDefault: () => (stopped = true) });
  expect(stopped).toBe(true);
  expect((electron.asked['spelling'] as () => boolean)()).toBe(false);
  expect(preferences['spellcheck']).toBe(false);
});
