import { UserError } from '../model/user-error';
import type { RandomStream } from './contract';

/** What the module must export for `createRandomStreams`: assembly/random/exports.ts. Addresses are bytes. */
export interface RandomExports {
  random_state_bytes(): number;
  random_seed(state: number, seed: bigint): void;
  random_uniform(state: number): number;
  random_normal(state: number): number;
  random_integer(state: number, bound: number): number;
}

const LARGEST_SEED = Number.MAX_SAFE_INTEGER;
const LARGEST_BOUND = 2 ** 32 - 1;
const LARGEST_PERMUTATION = 2 ** 31 - 1;

/**
 * The 64-bit seed of `stream(seed, purpose)`: m(m(seed) xor h), where m is the first output of splitmix64 and h the 64-bit FNV-1a hash
 * (Fowler, Noll & Vo) of the purpose in UTF-8. For one purpose, different seeds always give different results.
 * Throws UserError unless `seed` is an integer 0 … 2⁵³ − 1.
 */
export function streamSeed(seed: number, purpose: string): bigint {
  checkSeed(seed);
  return mixed(mixed(BigInt(seed)) ^ hash(purpose));
}

/** Throws UserError unless `seed` is an integer 0 … 2⁵³ − 1. */
export function checkSeed(seed: number): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > LARGEST_SEED) {
    throw new UserError(`The seed is ${seed}, but must be a whole number from 0 to ${LARGEST_SEED}.`, 'seed');
  }
}

/** The first output of splitmix64 seeded with `seed`. */
function mixed(seed: bigint): bigint {
  let z = BigInt.asUintN(64, seed + 0x9e3779b97f4a7c15n);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return z ^ (z >> 31n);
}

/** Purposes are few, and a sweep asks for the same ones with every run. */
const hashes = new Map<string, bigint>();
const mostHashes = 1000;

function hash(text: string): bigint {
  const known = hashes.get(text);
  if (known !== undefined) return known;
  let value = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) {
    value = BigInt.asUintN(64, (value ^ BigInt(byte)) * 0x100000001b3n);
  }
  if (hashes.size >= mostHashes) hashes.clear();
  hashes.set(text, value);
  return value;
}

/** The block of memory in which the module advances a state, and whose state is there. */
class Block {
  readonly words: number;
  #resident: BlockStream | undefined;
  #view: BigUint64Array | undefined;

  constructor(
    readonly exports: RandomExports,
    private readonly memory: WebAssembly.Memory,
    readonly address: number,
  ) {
    this.words = exports.random_state_bytes() / 8;
  }

  /** Moves a stream's state in. */
  enter(stream: BlockStream): void {
    if (this.#resident === stream) return;
    // Growing the memory detaches older views.
    if (this.#view?.buffer !== this.memory.buffer)
      this.#view = new BigUint64Array(this.memory.buffer, this.address, this.words);
    this.#resident?.state.set(this.#view);
    this.#view.set(stream.state);
    this.#resident = stream;
  }
}

class BlockStream implements RandomStream {
  /** Of use while it is not the resident one. */
  readonly state: BigUint64Array;

  constructor(
    private readonly block: Block,
    seed: bigint,
  ) {
    this.state = new BigUint64Array(block.words);
    block.enter(this);
    block.exports.random_seed(block.address, BigInt.asUintN(64, seed));
  }

  uniform(): number {
    const { block } = this;
    block.enter(this);
    return block.exports.random_uniform(block.address);
  }

  normal(): number {
    const { block } = this;
    block.enter(this);
    return block.exports.random_normal(block.address);
  }

  integer(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > LARGEST_BOUND) {
      throw new UserError(
        `The bound is ${bound}, but must be a whole number from 1 to ${LARGEST_BOUND}.`,
        'bound',
      );
    }
    const { block } = this;
    block.enter(this);
    // An i32 result of the module reads as signed.
    return block.exports.random_integer(block.address, bound) >>> 0;
  }

  permutation(n: number): Int32Array {
    if (!Number.isInteger(n) || n < 0 || n > LARGEST_PERMUTATION) {
      throw new UserError(
        `The length is ${n}, but must be a whole number from 0 to ${LARGEST_PERMUTATION}.`,
        'n',
      );
    }
    const order = Int32Array.from({ length: n }, (_, index) => index);
    for (let last = n - 1; last > 0; last--) {
      const chosen = this.integer(last + 1);
      const moved = order[last] ?? 0;
      order[last] = order[chosen] ?? 0;
      order[chosen] = moved;
    }
    return order;
  }
}

/**
 * Makes streams that share one block of `random_state_bytes()` bytes at `address` (a multiple of 8) of the memory; nothing else may
 * write there. A stream keeps its own state and moves it into the block when it is its turn, so streams are as many and as short-lived
 * as one likes.
 */
export function createRandomStreams(
  exports: RandomExports,
  memory: WebAssembly.Memory,
  address: number,
): (seed: bigint) => RandomStream {
  const block = new Block(exports, memory, address);
  return (seed) => new BlockStream(block, seed);
}

/** A stream with a block of its own at `address`; see `createRandomStreams`. */
export function createRandomStream(
  exports: RandomExports,
  memory: WebAssembly.Memory,
  address: number,
  seed: bigint,
): RandomStream {
  return createRandomStreams(exports, memory, address)(seed);
}
