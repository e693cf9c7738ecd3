import type { Arithmetic, BatchOrder, Problem } from './contract';
import type { WorkspaceMemory } from './workspace-memory';

/** Gives the core its next batches, whole batches at a time, in an order that does not depend on how training is called. */
export interface BatchQueue {
  /** Queues more batches where none is left, and returns how many steps may be made before it must be asked again. */
  ready(): number;
  /** Tells the queue that steps were made. */
  used(steps: number): void;
}

/**
 * The queue for an order; the core reads from it from now on.
 * @param made batches that have been used already
 */
export function createBatchQueue(
  memory: WorkspaceMemory,
  problem: Problem,
  arithmetic: Arithmetic,
  order: BatchOrder,
  made = 0,
): BatchQueue {
  if (order.kind === 'full') {
    memory.exports.useFullBatch();
    return { ready: () => Infinity, used: () => undefined };
  }
  const batches = batchesOf(order, problem.train.count, arithmetic);
  for (let i = 0; i < made; i++) batches.next();
  return new QueuedBatches(memory, batches);
}

function batchesOf(
  order: Exclude<BatchOrder, { readonly kind: 'full' }>,
  count: number,
  arithmetic: Arithmetic,
): Iterator<ArrayLike<number>, never> {
  switch (order.kind) {
    case 'listed':
      return listed(order.batches);
    case 'shuffled':
      return shuffled(count, order.size, arithmetic, order.seed);
    case 'drawn':
      return drawn(count, order.size, arithmetic, order.seed);
  }
}

class QueuedBatches implements BatchQueue {
  private left = 0;
  private pending: ArrayLike<number> | undefined;

  constructor(
    private readonly memory: WorkspaceMemory,
    private readonly batches: Iterator<ArrayLike<number>, never>,
  ) {}

  ready(): number {
    if (this.left === 0) this.fill();
    return this.left;
  }

  used(steps: number): void {
    this.left -= steps;
  }

  /** Writes as many batches as fit; the one that no longer does is kept for the next time. */
  private fill(): void {
    const { arena, buffer, exports } = this.memory;
    const starts = new Uint32Array(buffer, arena.starts, arena.queueCapacity + 1);
    const indices = new Uint32Array(buffer, arena.indices, arena.queueCapacity);
    let end = 0;
    starts[0] = 0;
    for (;;) {
      const batch: ArrayLike<number> = this.pending ?? this.batches.next().value;
      this.pending = undefined;
      if (end + batch.length > arena.queueCapacity) {
        this.pending = batch;
        break;
      }
      indices.set(batch, end);
      end += batch.length;
      this.left += 1;
      starts[this.left] = end;
    }
    exports.useQueuedBatches(arena.starts, arena.indices);
  }
}

function* listed(batches: readonly (readonly number[])[]): Generator<ArrayLike<number>, never> {
  for (;;) yield* batches;
}

/** A new permutation of all samples per epoch, cut into batches; the last one of an epoch may be smaller. */
function* shuffled(
  count: number,
  size: number,
  arithmetic: Arithmetic,
  seed: number,
): Generator<ArrayLike<number>, never> {
  const stream = arithmetic.stream(seed, 'batches');
  for (;;) {
    const order = stream.permutation(count);
    for (let start = 0; start < count; start += size) yield order.subarray(start, start + size);
  }
}

/** Independent uniform draws, with replacement. */
function* drawn(
  count: number,
  size: number,
  arithmetic: Arithmetic,
  seed: number,
): Generator<ArrayLike<number>, never> {
  const stream = arithmetic.stream(seed, 'draws');
  for (;;) yield Int32Array.from({ length: size }, () => stream.integer(count));
}
