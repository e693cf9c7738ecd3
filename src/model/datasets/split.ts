import type { RandomStream, Samples } from '../../core/contract';
import { UserError } from '../user-error';

/** Samples held out for testing: the whole part of share·count, so that at least one sample is left for training. Throws where a share > 0 holds out none. */
export function testCount(count: number, share: number): number {
  // A share such as 0.3 is not exact in binary: 0.3·10 must hold out 3, not 2.
  const held = Math.floor(share * count + 1e-9);
  if (share > 0 && held === 0)
    throw new UserError(
      `data.test is ${share} but that share of ${count} samples holds out none: set data.test to 0 or to more than 1/${count}`,
      'data.test',
    );
  return held;
}

/** Splits samples by a random permutation; both parts keep the dataset's order. */
export function split(
  samples: Samples,
  share: number,
  random: RandomStream,
): { train: Samples; test?: Samples } {
  const held = testCount(samples.count, share);
  if (held === 0) return { train: samples };
  const isTest = new Uint8Array(samples.count);
  for (const index of random.permutation(samples.count).subarray(0, held)) isTest[index] = 1;
  return { train: pick(samples, isTest, 0), test: pick(samples, isTest, 1) };
}

function pick(samples: Samples, marks: Uint8Array, mark: number): Samples {
  const rows = Array.from(marks.keys()).filter((index) => marks[index] === mark);
  const take = (values: Float64Array) => {
    const width = values.length / samples.count;
    const taken = new Float64Array(rows.length * width);
    rows.forEach((row, place) => taken.set(values.subarray(row * width, (row + 1) * width), place * width));
    return taken;
  };
  return { count: rows.length, inputs: take(samples.inputs), targets: take(samples.targets) };
}
