/** A DevTools connection over the pipe: commands with answers, and events by session. */
import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { frame, FrameReader } from './pipe';

export type Fields = Record<string, unknown>;

interface Waiting {
  readonly method: string;
  readonly resolve: (result: Fields) => void;
  readonly reject: (error: Error) => void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Fields;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
}

/** One attached target, or the browser itself. Emits DevTools events by their method name. */
export class Session extends EventEmitter {
  constructor(
    private readonly connection: DevTools,
    readonly id: string | undefined,
  ) {
    super();
    this.setMaxListeners(0);
  }

  send(method: string, params: Fields = {}): Promise<Fields> {
    return this.connection.send(method, params, this.id);
  }

  /** For commands whose failure means that the page is gone, which its own event tells. */
  post(method: string, params: Fields = {}): void {
    this.send(method, params).catch(() => undefined);
  }
}

export class DevTools {
  readonly browser = new Session(this, undefined);
  readonly #sessions = new Map<string, Session>();
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #closed = false;

  constructor(
    private readonly toBrowser: Writable,
    fromBrowser: Readable,
  ) {
    const reader = new FrameReader();
    fromBrowser.on('data', (chunk: Buffer) =>
      reader.read(chunk).forEach((text) => this.#receive(JSON.parse(text) as Message)),
    );
    // The end of the browser shows as its exit; a broken pipe adds nothing.
    fromBrowser.on('error', () => this.close()).on('close', () => this.close());
    toBrowser.on('error', () => this.close());
  }

  send(method: string, params: Fields, sessionId?: string): Promise<Fields> {
    if (this.#closed) return Promise.reject(new Error('the browser has gone'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { method, resolve, reject });
      this.toBrowser.write(frame({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) }));
    });
  }

  /** Attaches to a target; its events come from the session. */
  async attach(targetId: string): Promise<Session> {
    const { sessionId } = await this.browser.send('Target.attachToTarget', { targetId, flatten: true });
    return this.#session(sessionId as string);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { reject } of this.#waiting.values()) reject(new Error('the browser has gone'));
    this.#waiting.clear();
  }

  #session(id: string): Session {
    let session = this.#sessions.get(id);
    if (!session) this.#sessions.set(id, (session = new Session(this, id)));
    return session;
  }

  #receive(message: Message): void {
    if (message.id !== undefined) {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`));
      else waiting?.resolve(message.result ?? {});
    } else if (message.method !== undefined) {
      const session = message.sessionId === undefined ? this.browser : this.#session(message.sessionId);
      session.emit(message.method, message.params ?? {});
      if (message.method === 'Target.detachedFromTarget')
        this.#sessions.delete(String(message.params?.['sessionId']));
    }
  }
}
