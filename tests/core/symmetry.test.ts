import { describe, expect, test } from 'vitest';
import { core, type LossName, type Problem, type UpdateRule } from '../../src/core';
import { ACTIVATIONS, LOSSES } from '../../src/core/codes';
import { layerStarts } from './plain/network';
import { numbers } from './problems';
import { randomTheta, RULE_SETTINGS, targetsFor } from './random-problems';

/** Oracle: equality of bits. Equal units stay equal, and a unit's numbers do not depend on its index or on its layer's width. */

const WIDTHS = [1, 2, 3, 5, 7, 13, 37];
const STEPS = 1000;

function problemOfWidth(width: number, seed: number, rest: Partial<Problem>): Problem {
  const next = numbers(seed);
  const count = 2 + (seed % 8);
  const inputs = Float64Array.from({ length: 3 * count }, () => 1.5 * next());
  const activation = rest.network?.activations[0] ?? ACTIVATIONS[seed % ACTIVATIONS.length]!;
  const loss = rest.loss ?? 'half-mean-squared-error';
  return {
    network: {
      sizes: [3, width, width, 2],
      activations: [activation, activation, 'linear'],
      biases: [true, true, seed % 2 === 0],
    },
    loss,
    precision: 'f64',
    train: { count, inputs, targets: targetsFor(loss, count, 2, next) },
    accuracy: { kind: 'none' },
    l1: seed % 5 === 0 ? 1e-3 : 0,
    l2: seed % 4 === 0 ? 1e-3 : 0,
    batchSize: count,
    ...rest,
  };
}

/** One constant per layer for the weights and one for the biases. */
function constantTheta(problem: Problem): Float64Array {
  const { sizes, biases } = problem.network;
  return Float64Array.from(
    biases.flatMap((biased, l) => [
      ...new Array<number>(sizes[l]! * sizes[l + 1]!).fill([0.3, -0.2, 0.5][l]! / Math.sqrt(sizes[l]!)),
      ...new Array<number>(biased ? sizes[l + 1]! : 0).fill([0.1, 0.05, 0][l]!),
    ]),
  );
}

/** Every number of a hidden unit in a group that must hold one value: [name, values]. */
function twinGroups(problem: Problem, theta: Float64Array): [string, Float64Array][] {
  const width = problem.network.sizes[1]!;
  const starts = layerStarts(problem);
  const groups: [string, Float64Array][] = [];
  for (let k = 0; k < 3; k++) {
    groups.push([
      `W1[·][${k}]`,
      Float64Array.from({ length: width }, (_, j) => theta[starts[0]!.weights + j * 3 + k]!),
    ]);
  }
  groups.push(['b1', theta.subarray(starts[0]!.biases, starts[0]!.biases + width)]);
  groups.push(['W2', theta.subarray(starts[1]!.weights, starts[1]!.weights + width * width)]);
  groups.push(['b2', theta.subarray(starts[1]!.biases, starts[1]!.biases + width)]);
  for (let o = 0; o < 2; o++) {
    const from = starts[2]!.weights + o * width;
    groups.push([`W3[${o}]`, theta.subarray(from, from + width)]);
  }
  return groups;
}

/** The same, without the noise, which breaks symmetry on purpose. */
function quiet(rule: UpdateRule): UpdateRule {
  return rule.name === 'perturbed-gradient-descent' ? { ...rule, radius: 0 } : rule;
}

describe.each(ACTIVATIONS)(`twin units of %s stay twins for ${STEPS} steps`, (activation) => {
  test.each(LOSSES)('under %s and every rule', (loss: LossName) => {
    RULE_SETTINGS.forEach((setting, r) => {
      // The ReLUs share problems, in which not every unit is dead from the start.
      const family = activation.startsWith('relu') ? 'relu' : activation;
      const seed = ACTIVATIONS.indexOf(family) * 40 + LOSSES.indexOf(loss) * 8 + r;
      const width = WIDTHS[seed % WIDTHS.length]!;
      const network = {
        sizes: [3, width, width, 2],
        activations: [activation, activation, 'linear'] as const,
        biases: [true, true, seed % 2 === 0],
      };
      const problem = problemOfWidth(width, seed, {
        network,
        loss,
        precision: seed % 3 === 0 ? 'f32' : 'f64',
      });
      const workspace = core().workspace(problem);
      const start = constantTheta(problem);
      const rule = { ...quiet(setting), rate: setting.rate / 5 };
      const order =
        seed % 2 === 0
          ? ({ kind: 'full' } as const)
          : ({ kind: 'shuffled', size: 1 + ((seed % 3) % problem.train.count), seed } as const);
      const trainer = workspace.startTraining(start, { rule, order, noiseSeed: seed });
      trainer.advance(STEPS);
      const theta = trainer.theta();
      const place = `${rule.name}, width ${width}, ${problem.precision}, ${order.kind}`;
      expect(trainer.diverged, place).toBe(false);
      for (const [name, values] of twinGroups(problem, theta)) {
        expect(
          values.every((value) => Object.is(value, values[0])),
          `${name} of ${place}`,
        ).toBe(true);
      }
      expect(
        theta.some((value, i) => value !== start[i]),
        place,
      ).toBe(true);
    });
  });
});

test('twins in long mini-batch training of wide layers stay twins', () => {
  for (const width of WIDTHS) {
    const problem = problemOfWidth(width, 9 + width, {});
    const workspace = core().workspace(problem);
    const trainer = workspace.startTraining(constantTheta(problem), {
      rule: { name: 'gradient-descent', rate: 0.02 },
      order: { kind: 'shuffled', size: 2, seed: 3 },
      noiseSeed: 0,
    });
    trainer.advance(5000);
    for (const [name, values] of twinGroups(problem, trainer.theta())) {
      expect(
        values.every((value) => Object.is(value, values[0])),
        `${name} of width ${width}`,
      ).toBe(true);
    }
  }
});

describe.each(['f64', 'f32'] as const)('a unit does not know its place (%s)', (precision) => {
  test.each(ACTIVATIONS)('alone it computes what it computes among others: %s', (activation) => {
    for (const width of WIDTHS) {
      const build = (units: number): Problem =>
        problemOfWidth(units, 6, {
          precision,
          network: { sizes: [3, units, 2], activations: [activation, 'linear'], biases: [true, true] },
        });
      const wide = core().workspace(build(width));
      const theta = randomTheta(wide.parameterCount, width);
      const [values] = wide.activations(theta);
      const alone = core().workspace(build(1));
      for (let j = 0; j < width; j++) {
        const own = Float64Array.of(
          theta[3 * j]!,
          theta[3 * j + 1]!,
          theta[3 * j + 2]!,
          theta[3 * width + j]!,
          0,
          0,
          0,
          0,
        );
        const [value] = alone.activations(own);
        value!.forEach((v, i) => expect(Object.is(v, values![i * width + j])).toBe(true));
      }
    }
  });

  test.each(RULE_SETTINGS)('permuting the outputs permutes 300 steps of training: $name', (setting) => {
    const rule = quiet(setting);
    for (const loss of LOSSES.filter((name) => name !== 'softmax-cross-entropy')) {
      for (const outputs of WIDTHS) {
        const next = numbers(outputs);
        const count = 6;
        const inputs = Float64Array.from({ length: 3 * count }, next);
        const targets = targetsFor(loss, count, outputs, next);
        const order = Array.from({ length: outputs }, (_, o) => (o * 5 + 2) % outputs);
        if (new Set(order).size < outputs) order.reverse().forEach((_, o) => (order[o] = outputs - 1 - o));
        const permuted = targets.map((_, at) => targets[at - (at % outputs) + order[at % outputs]!]!);
        const train = (y: Float64Array, pick: (o: number) => number): Float64Array => {
          const workspace = core().workspace({
            network: { sizes: [3, outputs], activations: ['tanh'], biases: [true] },
            loss,
            precision,
            train: { count, inputs, targets: y },
            accuracy: { kind: 'none' },
            l1: 0.001,
            l2: 0.002,
            batchSize: count,
          });
          const base = randomTheta(workspace.parameterCount, 77);
          const start = base.map((_, i) =>
            i < 3 * outputs
              ? base[pick(Math.floor(i / 3)) * 3 + (i % 3)]!
              : base[3 * outputs + pick(i - 3 * outputs)]!,
          );
          const trainer = workspace.startTraining(start, { rule, order: { kind: 'full' }, noiseSeed: 0 });
          trainer.advance(300);
          return trainer.theta();
        };
        const plain = train(targets, (o) => o);
        const moved = train(permuted, (o) => order[o]!);
        moved.forEach((value, i) => {
          const at =
            i < 3 * outputs ? order[Math.floor(i / 3)]! * 3 + (i % 3) : 3 * outputs + order[i - 3 * outputs]!;
          expect(Object.is(value, plain[at])).toBe(true);
        });
      }
    }
  });
});
