import type { Trainer } from '../../core/contract';
import type { NetworkSpec } from '../../model/experiment';
import { layerRanges } from '../../model/network';
import { UserError } from '../../model/user-error';
import type { CellRun } from '../cell-run';
import type { Curve } from '../experiment';

/** Largest absolute entry. */
export function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** One layer's weights and biases out of θ (layer 1 = first); the biases are empty where it has none. */
export function layerOf(network: NetworkSpec, theta: Float64Array, layer: number) {
  const { weights, biases, end } = layerRanges(network)[layer - 1]!;
  return {
    weights: theta.subarray(weights, biases ?? end),
    biases: biases === null ? theta.subarray(end, end) : theta.subarray(biases, end),
  };
}

/** All weights out of θ, without the biases. */
export function weightsOf(network: NetworkSpec, theta: Float64Array): Float64Array {
  const parts = layerRanges(network).map((_, index) => layerOf(network, theta, index + 1).weights);
  return Float64Array.from(parts.flatMap((weights) => [...weights]));
}

/** The largest difference between units of layer 1 in one and the same input weight; NaN where there is only one unit. */
export function betweenUnits(network: NetworkSpec, theta: Float64Array): number {
  const { weights, outputs, inputs } = firstLayer(network, theta);
  if (outputs < 2) return NaN;
  let most = 0;
  for (let k = 0; k < inputs; k++) {
    const column = Array.from({ length: outputs }, (_, j) => weights[j * inputs + k]!);
    most = Math.max(most, Math.max(...column) - Math.min(...column));
  }
  return most;
}

/** The largest difference between input weights of one and the same unit of layer 1; NaN where there is only one input. */
export function withinUnit(network: NetworkSpec, theta: Float64Array): number {
  const { weights, outputs, inputs } = firstLayer(network, theta);
  if (inputs < 2) return NaN;
  let most = 0;
  for (let j = 0; j < outputs; j++) {
    const row = weights.subarray(j * inputs, (j + 1) * inputs);
    most = Math.max(most, Math.max(...row) - Math.min(...row));
  }
  return most;
}

function firstLayer(network: NetworkSpec, theta: Float64Array) {
  const { outputs, inputs } = layerRanges(network)[0]!;
  return { weights: layerOf(network, theta, 1).weights, outputs, inputs };
}

/** Steps of one slice between two looks at whether the person has cancelled. */
const slice = 2000;

/** Trains from the cell's start; with `watch`, tells θ at about as many steps as are asked, spread evenly over the logarithm of the step. */
export function train(
  { workspace, trainer: options, initial, progress, checkCancelled }: CellRun,
  steps: number,
  watch: (step: number, theta: Float64Array) => void = () => undefined,
  points = 60,
): Trainer {
  const trainer = workspace.startTraining(initial, options);
  watch(0, initial);
  for (const stop of stops(steps, points)) {
    while (trainer.step < stop && !trainer.diverged) {
      checkCancelled();
      trainer.advance(Math.min(slice, stop - trainer.step));
    }
    if (trainer.diverged)
      throw new UserError(
        `the parameters stopped being finite after step ${trainer.step}, so nothing can be measured: use a smaller rate.`,
        'training.rule.rate',
      );
    watch(trainer.step, trainer.theta());
    progress(stop / steps);
  }
  return trainer;
}

/** Whole steps from 1 to the last, each about as many times the one before as the next one is. */
function stops(steps: number, points: number): number[] {
  const all: number[] = [];
  let at = 1;
  while (at < steps) {
    all.push(at);
    at = Math.max(at + 1, Math.round(at * factorFor(steps, points)));
  }
  if (steps > 0) all.push(steps);
  return all;
}

/** The factor between neighbours, by bisection: its power `points` is the number of steps. Only multiplications, so it is the same everywhere. */
function factorFor(steps: number, points: number): number {
  let [low, high] = [1, 2];
  for (let pass = 0; pass < 30; pass++) {
    const middle = (low + high) / 2;
    let power = 1;
    for (let i = 0; i < points && power <= steps; i++) power *= middle;
    if (power > steps) high = middle;
    else low = middle;
  }
  return high;
}

/** Collects one number over steps into a curve. */
export function recorder(name: string): {
  readonly add: (x: number, y: number) => void;
  readonly curve: () => Curve;
} {
  const xs: number[] = [];
  const ys: number[] = [];
  return {
    add: (x, y) => {
      xs.push(x);
      ys.push(y);
    },
    curve: () => ({ name, x: Float64Array.from(xs), y: Float64Array.from(ys) }),
  };
}
