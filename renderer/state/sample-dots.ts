import type { DataPreview } from '../../src/app/contract';

/** A sample as a dot over the first two inputs; with one input the target is its height. */
export interface Dot {
  readonly x: number;
  readonly y: number;
  readonly target: number;
  readonly classIndex: number;
  /** Held out for testing. */
  readonly held: boolean;
}

export function sampleDots(preview: DataPreview): Dot[] {
  const inputs = preview.inputNames.length;
  const targets = preview.targetNames.length;
  const lowClass = targets === 1 && preview.train.targets.some((value) => value < 0) ? 0 : 0.5;
  const dotsOf = (part: DataPreview['train'], held: boolean): Dot[] =>
    Array.from({ length: inputs > 0 ? Math.floor(part.inputs.length / inputs) : 0 }, (_, row) => {
      const values = part.targets.subarray(row * targets, (row + 1) * targets);
      const target = values[0] ?? 0;
      return {
        x: part.inputs[row * inputs] ?? 0,
        y: inputs > 1 ? (part.inputs[row * inputs + 1] ?? 0) : target,
        target,
        classIndex: targets > 1 ? values.indexOf(Math.max(...values)) : target > lowClass ? 1 : 0,
        held,
      };
    });
  return [...dotsOf(preview.train, false), ...dotsOf(preview.test, true)];
}
