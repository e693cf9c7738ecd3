import type { createCodec } from '../codec';
import type { createPieces } from '../pieces';
import type { createWorldPort } from './world-port';

/** What the page is told about the program. */
export interface PageSettings {
  /** Names that only the two ends know. */
  readonly secret: string;
  readonly binding: string;
  /** Characters per piece of a message. */
  readonly pieceSize: number;
  /** `process` as the preload script sees it. */
  readonly argv: readonly string[];
  readonly platform: string;
  readonly arch: string;
  readonly versions: Readonly<Record<string, string | undefined>>;
}

/** A message from the page: an answer is wanted for `invoke`; `host` is about the window itself. */
export type UpMessage =
  | {
      readonly kind: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly args: readonly unknown[];
    }
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly kind: 'host'; readonly name: string; readonly payload: unknown };

/** A message to the page. */
export type DownMessage =
  | { readonly kind: 'reply'; readonly id: number; readonly ok: boolean; readonly value: unknown }
  | { readonly kind: 'send'; readonly channel: string; readonly args: readonly unknown[] };

/** The preload script as a CommonJS module. */
export type PreloadModule = (
  require: (name: string) => unknown,
  process: object,
  module: object,
  exports: object,
) => void;

/** Where Node finds the receiver in the isolated world. */
export const receiverName = '__fromMain';

/**
 * The isolated world of a page: `ipcRenderer` and `contextBridge` for the preload script, then the preload script itself.
 * Crosses into the page as source text, so it uses nothing outside its own body.
 */
export function isolatedWorld(
  settings: PageSettings,
  makeCodec: typeof createCodec,
  makePieces: typeof createPieces,
  makePort: typeof createWorldPort,
  host: (send: (name: string, payload: unknown) => void) => void,
  receiver: string,
  preload: PreloadModule | null,
): void {
  type Listener = (event: object, ...args: unknown[]) => void;
  const world = globalThis as unknown as Record<string, (text: string) => void>;
  const codec = makeCodec();
  const pieces = makePieces(settings.pieceSize, codec);
  const port = makePort(settings.secret, 'isolated');
  const waiting = new Map<
    number,
    { channel: string; resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  const listeners = new Map<string, Set<Listener>>();
  let nextId = 1;

  function send(message: UpMessage): void {
    const attached: Uint8Array[] = [];
    const text = codec.encode(message, (bytes) => attached.push(bytes) - 1);
    for (const piece of pieces.split(text, attached)) world[settings.binding]!(piece);
  }
  const sendHost = (name: string, payload: unknown) => send({ kind: 'host', name, payload });

  world[receiver] = (piece) => {
    const joined = pieces.join(piece);
    if (joined === null) return;
    const message = codec.decode(joined.text, joined.attached) as DownMessage;
    if (message.kind === 'send') {
      for (const listener of [...(listeners.get(message.channel) ?? [])])
        listener({ sender: ipcRenderer }, ...message.args);
      return;
    }
    const asked = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) asked?.resolve(message.value);
    else
      asked?.reject(new Error(`Error invoking remote method '${asked.channel}': ${String(message.value)}`));
  };

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        send({ kind: 'invoke', id, channel, args });
        waiting.set(id, { channel, resolve, reject });
      }),
    send: (channel: string, ...args: unknown[]) => send({ kind: 'send', channel, args }),
    on(channel: string, listener: Listener) {
      const set = listeners.get(channel) ?? new Set();
      listeners.set(channel, set.add(listener));
      return ipcRenderer;
    },
    once(channel: string, listener: Listener) {
      const once: Listener = (...args) => {
        ipcRenderer.removeListener(channel, once);
        listener(...args);
      };
      return ipcRenderer.on(channel, once);
    },
    off: (channel: string, listener: Listener) => ipcRenderer.removeListener(channel, listener),
    removeListener(channel: string, listener: Listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
    removeAllListeners(channel: string) {
      listeners.delete(channel);
      return ipcRenderer;
    },
  };

  const contextBridge = {
    exposeInMainWorld: (key: string, api: unknown) => port.offer(`expose:${key}`, api),
  };

  port.offer('host', { open: (url: string) => sendHost('open', url) });
  host(sendHost);
  if (!preload) return;
  const process = {
    argv: [...settings.argv],
    platform: settings.platform,
    arch: settings.arch,
    versions: { ...settings.versions },
    env: {},
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
  };
  const module = { exports: {} };
  const require = (name: string): unknown => {
    if (name === 'electron' || name === 'electron/renderer') return { ipcRenderer, contextBridge };
    throw new Error(`module not found: ${name} (a sandboxed preload script has only 'electron')`);
  };
  try {
    preload(require, process, module, module.exports);
  } catch (error) {
    sendHost('preload-error', error);
  }
}
