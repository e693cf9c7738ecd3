/**
 * Values as text, for the way between Node and a page: everything that a structured clone of plain data may hold, bit for bit (typed arrays,
 * Map, Set, Date, bigint, undefined, NaN, ±∞, −0, errors). Shared references are written once per use, cycles are refused.
 *
 * In the text (JSON) a plain object stays a plain object, and every JSON array is a tagged tuple: ["a", …items] is an array,
 * ["t", type, base64] a typed array, and so on. A long typed array may travel beside the text: ["x", type, index].
 */
export interface Codec {
  /** @param attach takes the bytes of a long typed array and answers their index; without it everything is in the text */
  encode(value: unknown, attach?: (bytes: Uint8Array) => number): string;
  /** @param attached the bytes that `attach` took, in its order */
  decode(text: string, attached?: readonly Uint8Array<ArrayBuffer>[]): unknown;
  toBase64(bytes: Uint8Array): string;
  fromBase64(text: string): Uint8Array<ArrayBuffer>;
}

/** Crosses into the page as source text, so it uses nothing outside its own body. */
export function createCodec(): Codec {
  type Tuple = [string, ...unknown[]];
  /** Bytes from which a typed array is long. */
  const long = 1 << 15;
  let attach: ((bytes: Uint8Array) => number) | undefined;
  let attached: readonly Uint8Array<ArrayBuffer>[] = [];

  const arrayTypes: Record<string, new (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
    DataView,
  };
  const errorTypes: Record<string, new (message: string) => Error> = {
    EvalError,
    RangeError,
    ReferenceError,
    SyntaxError,
    TypeError,
    URIError,
  };
  type Base64Bytes = Uint8Array & { toBase64?: () => string };
  const fromBase64 = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> })
    .fromBase64;

  function toText(bytes: Uint8Array): string {
    const native = (bytes as Base64Bytes).toBase64;
    if (native) return native.call(bytes);
    if (typeof Buffer !== 'undefined')
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
    let binary = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(binary);
  }

  function toBytes(text: string): Uint8Array<ArrayBuffer> {
    if (fromBase64) return fromBase64.call(Uint8Array, text);
    // The copy makes the buffer the array's own: Node's Buffer shares a pool.
    if (typeof Buffer !== 'undefined') return new Uint8Array(Buffer.from(text, 'base64'));
    const binary = atob(text);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
    return bytes;
  }

  function refuse(value: unknown): never {
    throw new TypeError(`A value of type ${typeof value} could not be cloned.`);
  }

  function pack(value: unknown, above: object[]): unknown {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        if (Number.isFinite(value) && !Object.is(value, -0)) return value;
        return ['n', Object.is(value, -0) ? '-0' : String(value)];
      case 'undefined':
        return ['u'];
      case 'bigint':
        return ['b', String(value)];
      case 'object':
        if (value === null) return null;
        if (above.includes(value)) throw new TypeError('A value that contains itself could not be cloned.');
        above.push(value);
        try {
          return packObject(value, above);
        } finally {
          above.pop();
        }
      default:
        return refuse(value);
    }
  }

  function packObject(value: object, above: object[]): unknown {
    const kind = Object.prototype.toString.call(value).slice(8, -1);
    if (Array.isArray(value)) {
      const tuple: Tuple = ['a'];
      for (let i = 0; i < value.length; i++) tuple.push(pack(value[i], above));
      return tuple;
    }
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      const type = kind in arrayTypes ? kind : 'Uint8Array';
      if (attach && bytes.byteLength >= long) return ['x', type, attach(bytes)];
      return ['t', type, toText(bytes)];
    }
    if (kind === 'ArrayBuffer') return ['t', kind, toText(new Uint8Array(value as ArrayBuffer))];
    if (kind === 'Date') return ['d', pack((value as Date).getTime(), above)];
    if (kind === 'Map')
      return [
        'm',
        ...[...(value as Map<unknown, unknown>)].map(([k, v]) => [pack(k, above), pack(v, above)]),
      ];
    if (kind === 'Set') return ['s', ...[...(value as Set<unknown>)].map((item) => pack(item, above))];
    if (value instanceof Error || kind === 'Error') {
      const { name, message, stack } = value as Error;
      return ['e', String(name), String(message), String(stack ?? '')];
    }
    if (kind !== 'Object') refuse(value);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, pack(item, above)]));
  }

  function unpack(node: unknown): unknown {
    if (typeof node !== 'object' || node === null) return node;
    // fromEntries defines own properties: a key "__proto__" stays a key.
    if (!Array.isArray(node))
      return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, unpack(item)]));
    const [tag, ...rest] = node as Tuple;
    switch (tag) {
      case 'a':
        return rest.map(unpack);
      case 'u':
        return undefined;
      case 'n':
        return Number(rest[0]);
      case 'b':
        return BigInt(rest[0] as string);
      case 't':
      case 'x': {
        const { buffer } = tag === 't' ? toBytes(rest[1] as string) : attached[rest[1] as number]!;
        const type = arrayTypes[rest[0] as string];
        return type ? new type(buffer) : buffer;
      }
      case 'd':
        return new Date(unpack(rest[0]) as number);
      case 'm':
        return new Map((rest as [unknown, unknown][]).map(([k, v]) => [unpack(k), unpack(v)]));
      case 's':
        return new Set(rest.map(unpack));
      case 'e': {
        const [name, message, stack] = rest as [string, string, string];
        const error = new (errorTypes[name] ?? Error)(message);
        if (error.name !== name)
          Object.defineProperty(error, 'name', { value: name, configurable: true, writable: true });
        if (stack)
          Object.defineProperty(error, 'stack', { value: stack, configurable: true, writable: true });
        return error;
      }
      default:
        throw new TypeError(`unknown tag ${String(tag)} in a message`);
    }
  }

  return {
    encode: (value, attachTo) => {
      attach = attachTo;
      return JSON.stringify(pack(value, []));
    },
    decode: (text, beside = []) => {
      attached = beside;
      try {
        return unpack(JSON.parse(text));
      } finally {
        attached = [];
      }
    },
    toBase64: toText,
    fromBase64: toBytes,
  };
}
