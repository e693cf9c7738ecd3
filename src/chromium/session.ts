/** Electron's `session`, as far as permissions and requests go: what the app's handlers refuse is denied in the browser. */
import { EventEmitter } from 'node:events';
import { runtime } from './runtime';

type Check = (webContents: object | null, permission: string, requestingOrigin: string) => boolean;
type Ask = (
  webContents: object | null,
  permission: string,
  callback: (granted: boolean) => void,
  details: object,
) => void;

/** Electron's names of permissions, and DevTools' for the same. */
const permissionNames = [
  ['geolocation', 'geolocation'],
  ['notifications', 'notifications'],
  ['media', 'camera'],
  ['media', 'microphone'],
  ['midi', 'midi'],
  ['clipboard-read', 'clipboard-read'],
  ['clipboard-sanitized-write', 'clipboard-write'],
  ['idle-detection', 'idle-detection'],
  ['display-capture', 'display-capture'],
] as const;

type BeforeRequest = (
  details: { readonly url: string },
  callback: (answer: { readonly cancel?: boolean }) => void,
) => void;

/** What a page asks for, before anybody answers it. */
class WebRequests {
  #before: BeforeRequest | null = null;

  onBeforeRequest(listener: BeforeRequest | null): void {
    this.#before = listener;
  }

  /** Whether the app lets a request go. @param url the app's own address, e.g. `app://…` */
  allows(url: string): boolean {
    let cancelled = false;
    this.#before?.({ url }, ({ cancel }) => (cancelled = cancel ?? false));
    return !cancelled;
  }
}

/** Downloads and dictionaries don't exist here: nothing is ever emitted, and the browser has no spell-checker. */
class Permissions extends EventEmitter {
  readonly webRequest = new WebRequests();

  #ask: Ask | null = null;
  #check: Check | null = null;

  setPermissionRequestHandler(handler: Ask | null): void {
    this.#ask = handler;
  }
  setPermissionCheckHandler(handler: Check | null): void {
    this.#check = handler;
  }
  /** Devices (USB, serial, Bluetooth) are chosen in the browser's own list; nothing is granted without it. */
  setDevicePermissionHandler(): void {}
  setSpellCheckerEnabled(): void {}

  /** Tells the browser what the app's handlers say for its pages. */
  async apply(origin: string): Promise<void> {
    const { devtools } = await runtime().browser;
    for (const [permission, name] of permissionNames) {
      if (this.#ask === null && this.#check === null) continue;
      const setting = this.#allows(permission, origin) ? 'granted' : 'denied';
      // A browser that doesn't know one of the names has nothing to grant there.
      devtools.browser.post('Browser.setPermission', { permission: { name }, setting, origin });
    }
  }

  #allows(permission: string, origin: string): boolean {
    if (this.#check && !this.#check(null, permission, origin)) return false;
    let granted = true;
    this.#ask?.(null, permission, (answer) => (granted = answer), { requestingUrl: origin });
    return granted;
  }
}

export const defaultSession = new Permissions();
export const session = { defaultSession };
