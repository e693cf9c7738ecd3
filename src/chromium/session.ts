/** Electron's `session`, as far as permissions go: what the app's handler refuses is denied in the browser. */
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

class Permissions {
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
