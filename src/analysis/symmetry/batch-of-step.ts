import type { Arithmetic, BatchOrder } from '../../core/contract';

/**
 * The batch that the trainer used in its step number `step` (1 = the first), as an order that begins with it.
 * @param samples training samples
 */
export function batchOfStep(
  order: BatchOrder,
  samples: number,
  step: number,
  arithmetic: Arithmetic,
): BatchOrder {
  if (order.kind === 'full') return order;
  if (order.kind === 'listed')
    return { kind: 'listed', batches: [order.batches[(step - 1) % order.batches.length]!] };
  if (order.kind === 'drawn') {
    const draws = arithmetic.stream(order.seed, 'draws');
    for (let earlier = (step - 1) * order.size; earlier > 0; earlier--) draws.integer(samples);
    return {
      kind: 'listed',
      batches: [Array.from({ length: order.size }, () => draws.integer(samples))],
    };
  }
  const perEpoch = Math.ceil(samples / order.size);
  const epoch = Math.floor((step - 1) / perEpoch);
  const stream = arithmetic.stream(order.seed, 'batches');
  for (let earlier = 0; earlier < epoch; earlier++) stream.permutation(samples);
  const start = ((step - 1) % perEpoch) * order.size;
  return {
    kind: 'listed',
    batches: [Array.from(stream.permutation(samples).subarray(start, start + order.size))],
  };
}

/** The batches of a training one after the other, without end. */
export function* batchesInOrder(
  order: Exclude<BatchOrder, { readonly kind: 'full' }>,
  samples: number,
  arithmetic: Arithmetic,
): Generator<ArrayLike<number>, never> {
  if (order.kind === 'listed') for (;;) yield* order.batches;
  if (order.kind === 'drawn') {
    const draws = arithmetic.stream(order.seed, 'draws');
    for (;;) yield Int32Array.from({ length: order.size }, () => draws.integer(samples));
  }
  const stream = arithmetic.stream(order.seed, 'batches');
  for (;;) {
    const permutation = stream.permutation(samples);
    for (let start = 0; start < samples; start += order.size)
      yield permutation.subarray(start, start + order.size);
  }
}
