/** A value from the other world: functions and promises of it work here. */
export interface WorldPort {
  /** Makes a value known to the other world under a name; the other side's `arrived` gets it. */
  offer(name: string, value: unknown): void;
  /** Called with each offer of the other world. */
  arrived: (name: string, value: unknown) => void;
}

/**
 * One end of the bridge between a page's own world and the preload script's isolated world. They share the document but no object: values
 * cross as structured clones in the `detail` of an event whose name only the two ends know; functions and promises cross as tokens. Dispatching
 * is synchronous, so a function of the other world can be called like one's own. Errors keep name, message and stack, as in Electron. A long array in the
 * answer of a promise crosses in parts, between which the page can draw.
 *
 * Crosses into the page as source text, so it uses nothing outside its own body.
 */
export function createWorldPort(secret: string, side: 'main' | 'isolated'): WorldPort {
  type Outcome = { ok: boolean; value: unknown };
  type Message =
    | { kind: 'offer'; name: string; value: unknown }
    | { kind: 'call'; call: number; id: number; args: unknown }
    | { kind: 'return'; call: number; outcome: Outcome }
    | { kind: 'part'; id: number; type: string; total: number; at: number; bytes: Uint8Array }
    | { kind: 'settle'; id: number; outcome: Outcome };

  const { Map, WeakMap, Promise, CustomEvent, Object: Obj, Array: Arr } = globalThis;
  const { Uint8Array, ArrayBuffer, setTimeout } = globalThis;
  /** Bytes from which an array is long, and those of one part: some milliseconds. */
  const [long, partSize] = [1 << 20, 1 << 18];
  /** Milliseconds from one part to the next, so that they fill no frame. */
  const partPause = 8;
  const dispatch = window.dispatchEvent.bind(window);
  const outgoing = `${secret}-to-${side === 'main' ? 'isolated' : 'main'}`;
  let nextId = 1;
  const functions = new Map<number, (...args: unknown[]) => unknown>();
  const functionIds = new WeakMap<object, number>();
  const returns = new Map<number, Outcome>();
  const promises = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (reason: unknown) => void }
  >();
  /** Long arrays of the answer that is being packed; null where they cross with the rest. */
  let apart: { readonly id: number; readonly view: ArrayBufferView }[] | null = null;
  const arriving = new Map<number, { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }>();
  /** Proxies made here, so that the same function of the other world is the same function here. */
  const proxies = new Map<number, (...args: unknown[]) => unknown>();

  const port: WorldPort = {
    offer: (name, value) => post({ kind: 'offer', name, value: pack(value) }),
    arrived: () => undefined,
  };

  function post(message: Message): void {
    dispatch(new CustomEvent(outgoing, { detail: message }));
  }

  function isPlain(value: object): boolean {
    const prototype: unknown = Obj.getPrototypeOf(value);
    return prototype === Obj.prototype || prototype === null;
  }

  function pack(value: unknown): unknown {
    if (typeof value === 'function') {
      let id = functionIds.get(value);
      if (id === undefined) {
        id = nextId++;
        functionIds.set(value, id);
        functions.set(id, value as (...args: unknown[]) => unknown);
      }
      return { [secret]: 'function', id };
    }
    if (typeof value !== 'object' || value === null) return value;
    if (value instanceof Promise) {
      const id = nextId++;
      const settle = (ok: boolean) => (result: unknown) => {
        const list = (apart = []);
        const outcome = safely(() => ({ ok, value: pack(result) }));
        apart = null;
        sendParts(list, 0, () => post({ kind: 'settle', id, outcome }));
      };
      value.then(settle(true), settle(false));
      return { [secret]: 'promise', id };
    }
    if (Arr.isArray(value)) return value.map(pack);
    if (apart && ArrayBuffer.isView(value) && value.byteLength >= long) {
      const id = nextId++;
      apart.push({ id, view: value });
      return { [secret]: 'parts', id };
    }
    if (isPlain(value)) return Obj.fromEntries(Obj.entries(value).map(([key, item]) => [key, pack(item)]));
    return value;
  }

  /** The first of the list from byte `at` on, a part at a time, then the others, then `done`. */
  function sendParts(
    list: readonly { readonly id: number; readonly view: ArrayBufferView }[],
    at: number,
    done: () => void,
  ): void {
    const [first, ...rest] = list;
    if (!first) return done();
    const { buffer, byteOffset, byteLength: total } = first.view;
    const bytes = new Uint8Array(buffer, byteOffset + at, Math.min(partSize, total - at)).slice();
    post({ kind: 'part', id: first.id, type: first.view.constructor.name, total, at, bytes });
    const end = at + bytes.length;
    if (end < total) setTimeout(() => sendParts(list, end, done), partPause);
    else sendParts(rest, 0, done);
  }

  /** The long array that has come in parts. */
  function assembled(id: number): unknown {
    const { type, bytes } = arriving.get(id)!;
    arriving.delete(id);
    const types = globalThis as unknown as Record<string, new (buffer: ArrayBuffer) => unknown>;
    return new types[type]!(bytes.buffer);
  }

  function unpack(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Arr.isArray(value)) return value.map(unpack);
    if (!isPlain(value)) return value;
    const token = value as { [key: string]: unknown; id: number };
    if (token[secret] === 'function') return proxyOf(token.id);
    if (token[secret] === 'parts') return assembled(token.id);
    if (token[secret] === 'promise') {
      return new Promise((resolve, reject) => promises.set(token.id, { resolve, reject }));
    }
    return Obj.fromEntries(Obj.entries(value).map(([key, item]) => [key, unpack(item)]));
  }

  function proxyOf(id: number): (...args: unknown[]) => unknown {
    let proxy = proxies.get(id);
    if (!proxy) {
      proxy = (...args) => {
        const call = nextId++;
        post({ kind: 'call', call, id, args: pack(args) });
        const outcome = returns.get(call);
        returns.delete(call);
        if (!outcome) throw new Error('the other side of the bridge is gone');
        const value = unpack(outcome.value);
        if (outcome.ok) return value;
        throw value;
      };
      proxies.set(id, proxy);
    }
    return proxy;
  }

  function safely(work: () => Outcome): Outcome {
    try {
      return work();
    } catch (error) {
      return { ok: false, value: error };
    }
  }

  window.addEventListener(
    `${secret}-to-${side}`,
    (event) => {
      event.stopImmediatePropagation();
      const message = (event as CustomEvent<Message>).detail;
      if (message.kind === 'offer') port.arrived(message.name, unpack(message.value));
      else if (message.kind === 'return') returns.set(message.call, message.outcome);
      else if (message.kind === 'part') {
        const { id, type, total, at, bytes } = message;
        const known = arriving.get(id) ?? { type, bytes: new Uint8Array(total) };
        known.bytes.set(bytes, at);
        arriving.set(id, known);
      } else if (message.kind === 'settle') {
        const promise = promises.get(message.id);
        promises.delete(message.id);
        const value = unpack(message.outcome.value);
        if (message.outcome.ok) promise?.resolve(value);
        else promise?.reject(value);
      } else {
        const outcome = safely(() => {
          const work = functions.get(message.id);
          if (!work) throw new Error('unknown function');
          return { ok: true, value: pack(work(...(unpack(message.args) as unknown[]))) };
        });
        post({ kind: 'return', call: message.call, outcome });
      }
    },
    true,
  );
  return port;
}
