import { afterAll, describe, expect, test } from 'vitest';
import { createSaddlescope, type Landscape, type RunView } from '../../src/app';
import { core } from '../../src/core';
import type { PointName } from '../../src/model/experiment';
import { planes } from '../../src/model/planes';
import { dot, norm } from '../../src/model/vectors';
import { setUp } from '../../src/runs/setup';

/** Oracle: each plane's definition, checked with the core's gradient and Hessian at the plane's centre. */

const app = createSaddlescope({ workers: 1 });
afterAll(() => app.dispose());

const small = { resolution: 3 };
const ask = (view: RunView, name: string, settings: object = {}, centre: PointName = 'origin') =>
  app.landscape(view.run, { ...small, centre, plane: { name, ...settings } });

function derivatives(view: RunView) {
  const workspace = core().workspace(setUp(view.experiment, core()).problem);
  return {
    gradient: (theta: Float64Array) => workspace.gradient(theta),
    hessian: (theta: Float64Array, d: Float64Array) => workspace.secondOrder().hessianVector(theta, d),
    loss: (theta: Float64Array) => workspace.evaluate(theta).loss,
  };
}
const curvature = (view: RunView, { plane }: Landscape, which: 'first' | 'second') => {
  const d = plane[which];
  const product = derivatives(view).hessian(plane.centreTheta, d);
  const value = dot(product, d);
  return { value, residual: norm(product.map((entry, i) => entry - value * d[i]!)) };
};

const start = async (document: object, steps = 0) => {
  const view = await app.createRun(app.checkExperiment(document));
  return steps > 0 ? app.train(view.run, { steps }) : view;
};
/** AND(±1) without biases: a strict saddle at the origin, eigenvalues ±1/√2 twice and two zeros. */
const strict = {
  data: { name: 'and', coding: 'plus-minus' },
  network: { sizes: [2, 2, 1], activations: 'tanh', biases: false },
  loss: 'half-mean-squared-error',
};
const random = {
  data: 'xor',
  network: { sizes: [2, 3, 1], activations: 'tanh' },
  initialisation: { seed: 2, weights: { name: 'normal', deviation: 0.7 } },
};
const twins = { ...random, initialisation: { weights: { name: 'constant', value: 0.5 } } };

describe('curvature on a plane', () => {
  test('of the two extreme eigenvectors is the lowest eigenvalue, of the centre and of a path off the plane', async () => {
    const view = await start({ ...strict, initialisation: { perturbation: { size: 0.3 } } }, 20);
    const { centreValue, values, plane, trajectory } = await app.landscape(view.run, {
      ...small,
      quantity: 'curvature',
      plane: { name: 'eigenvectors' },
    });
    expect(centreValue).toBeCloseTo(-Math.SQRT1_2, 13);
    expect(values[4]).toBe(centreValue);
    expect(plane.caveats.join(' ')).not.toContain('kinks');
    // The path: the Hessian at θ itself, between the plane's directions, which are orthonormal here.
    const { hessian } = derivatives(view);
    const { theta } = await app.inspect(view.run, 'init');
    const [u, v] = [plane.first, plane.second];
    const [a, b, c] = [dot(u, hessian(theta, u)), dot(u, hessian(theta, v)), dot(v, hessian(theta, v))];
    expect(trajectory.distance[0]).toBeGreaterThan(0.01);
    expect(trajectory.loss[0]).toBeCloseTo((a + c) / 2 - Math.hypot((a - c) / 2, b), 12);
    expect(trajectory.planeLoss[0]).not.toBe(trajectory.loss[0]);
  });

  test('names the kinks that it does not see, and only for itself', async () => {
    const view = await start({
      ...random,
      network: { sizes: [2, 3, 1], activations: 'relu' },
      training: { l1: 0.01 },
    });
    const { plane } = await app.landscape(view.run, {
      ...small,
      plane: { name: 'random' },
      quantity: 'curvature',
    });
    expect(plane.caveats.at(-1)).toMatch(
      /^Curvature is that of the smooth pieces: at the kinks of ReLU and the L1 penalty the slope jumps/,
    );
    expect((await ask(view, 'random')).plane.caveats.join(' ')).not.toContain('Curvature');
    const elu = await start({ ...random, network: { sizes: [2, 3, 1], activations: 'elu' } });
    expect(
      (
        await app.landscape(elu.run, { ...small, quantity: 'curvature', plane: { name: 'random' } })
      ).plane.caveats.join(' '),
    ).not.toContain('Curvature');
  });
});

describe('eigenvectors', () => {
  test('most negative and most positive of a strict saddle: H v = λ v with the published eigenvalues', async () => {
    const view = await start(strict);
    const landscape = await ask(view, 'eigenvectors');
    for (const [which, expected] of [
      ['first', -Math.SQRT1_2],
      ['second', Math.SQRT1_2],
    ] as const) {
      const { value, residual } = curvature(view, landscape, which);
      expect(value).toBeCloseTo(expected, 13);
      expect(residual).toBeLessThan(1e-13);
    }
    expect(landscape.plane.caveats[0]).toContain('occurs 2 times');
  });

  test('two flat directions', async () => {
    const view = await start(strict);
    const landscape = await ask(view, 'eigenvectors', { first: 'null', second: 'second-null' });
    for (const which of ['first', 'second'] as const)
      expect(
        norm(derivatives(view).hessian(landscape.plane.centreTheta, landscape.plane[which])),
      ).toBeLessThan(1e-13);
    expect(Math.abs(landscape.plane.cosine)).toBeLessThan(1e-13);
  });

  test('without a negative eigenvalue it says so and takes the lowest', async () => {
    const view = await start({ data: 'xor', network: { sizes: [2, 2, 1] } });
    const { plane } = await ask(view, 'eigenvectors');
    expect(plane.caveats[0]).toMatch(
      /no negative eigenvalue here; the lowest that is left is 0: .* flat to second order/,
    );
    expect(plane.secondLabel).toContain('λ = ');
  });

  test('without a flat one it says so and takes the one nearest to 0', async () => {
    const view = await start(random);
    const { plane } = await ask(view, 'eigenvectors', { first: 'null', second: 'second-null' }, 'init');
    expect(plane.caveats.filter((caveat) => caveat.includes('eigenvalue 0'))).toHaveLength(2);
    expect(Math.abs(plane.cosine)).toBeLessThan(1e-12);
  });

  test('too many parameters: one sentence', async () => {
    const view = await start({ ...random, network: { sizes: [2, 300, 1] } });
    await expect(ask(view, 'eigenvectors')).rejects.toThrow(
      /up to 1,000 parameters, and this network has 1,201/,
    );
  });
});

describe('gradient', () => {
  test.each(['random', 'bend', 'step'])('steepest descent and, orthogonal to it, %s', async (second) => {
    const view = await start({ ...random, training: { rule: 'momentum', steps: 50 } }, 50);
    const centre = `step:20` as const;
    const { plane } = await ask(view, 'gradient', { second }, centre);
    const slope = derivatives(view).gradient(plane.centreTheta);
    expect(dot(plane.first, slope)).toBeCloseTo(-norm(slope), 13);
    expect(norm(plane.second)).toBeCloseTo(1, 13);
    expect(Math.abs(plane.cosine)).toBeLessThan(1e-13);
    if (second === 'random') return;
    const next = (await app.inspect(view.run, 'step:21')).theta;
    const source =
      second === 'bend'
        ? derivatives(view).hessian(plane.centreTheta, plane.first)
        : next.map((value, i) => value - plane.centreTheta[i]!);
    const along = dot(source, plane.first);
    const beside = dot(source, plane.second);
    expect(beside).toBeGreaterThan(0);
    expect(
      norm(source.map((value, i) => value - along * plane.first[i]! - beside * plane.second[i]!)),
    ).toBeLessThan(1e-12 * norm(source));
  });

  test('where the next step is along the gradient, a random direction stands in', async () => {
    const view = await start(random, 5);
    const { plane } = await ask(view, 'gradient', { second: 'step' }, 'init');
    expect(plane.caveats[0]).toContain('next move is along the gradient');
  });

  test('a gradient of exactly 0 is refused', async () => {
    await expect(ask(await start(strict), 'gradient')).rejects.toThrow(/gradient is exactly 0 at the centre/);
  });
});

describe('witness', () => {
  test('of a strict saddle: the loss falls by ½λt² along it, and is most curved across', async () => {
    const view = await start(strict);
    const landscape = await ask(view, 'witness');
    expect(curvature(view, landscape, 'first').value).toBeCloseTo(-Math.SQRT1_2, 13);
    expect(curvature(view, landscape, 'second').value).toBeCloseTo(Math.SQRT1_2, 13);
    expect(landscape.plane.firstLabel).toContain('order 2');
    const { first } = landscape.plane;
    const { loss } = derivatives(view);
    const t = 1e-3;
    const change = loss(first.map((value) => t * value)) - landscape.centreValue;
    expect(change / (t * t)).toBeCloseTo(-Math.SQRT1_2 / 2, 5);
  });

  test.each([
    ['tanh', 4],
    ['gelu', 3],
    ['relu', 2],
  ])(
    'of the all-zero point of XOR with %s: order %i, and the loss falls along it',
    async (activation, order) => {
      const view = await start({ network: { sizes: [2, 2, 1], activations: activation } });
      const { plane, centreValue } = await ask(view, 'witness');
      expect(plane.firstLabel).toBe(`α · witness (order ${order})`);
      const { loss } = derivatives(view);
      const changes = [0.05, 0.1].map((t) => loss(plane.first.map((value) => t * value)) - centreValue);
      expect(changes[0]).toBeLessThan(0);
      // Twice as far, 2^order times as deep, up to the higher terms.
      expect(changes[1]! / changes[0]!).toBeGreaterThan(0.8 * 2 ** order);
      expect(changes[1]! / changes[0]!).toBeLessThan(1.2 * 2 ** order);
    },
  );

  test('where the gradient is not 0: steepest descent', async () => {
    const view = await start(random);
    const { plane } = await ask(view, 'witness', {}, 'init');
    const slope = derivatives(view).gradient(plane.centreTheta);
    expect(dot(plane.first, slope)).toBeCloseTo(-norm(slope), 13);
    expect(Math.abs(plane.cosine)).toBeLessThan(1e-13);
  });
});

describe('tied units', () => {
  const unitParameters = [
    [0, 1, 6, 9],
    [2, 3, 7, 10],
  ] as const;

  test.each(['curvature', 'random'])(
    'one direction keeps two twins equal, the other splits them (%s)',
    async (along) => {
      const view = await start(twins);
      const { plane } = await ask(view, 'tied-units', { along }, 'init');
      const [one, two] = unitParameters;
      plane.first.forEach((value, i) => {
        if (![...one, ...two].includes(i as never)) expect([value, plane.second[i]]).toEqual([0, 0]);
      });
      one.forEach((i, k) => {
        expect(plane.first[i]).toBe(plane.first[two[k]!]);
        expect(plane.second[i]).toBe(-plane.second[two[k]!]!);
      });
      expect(norm(plane.first)).toBeCloseTo(1, 14);
      expect(norm(plane.second)).toBeCloseTo(1, 14);
      expect(plane.cosine).toBeCloseTo(0, 14);
      expect(plane.caveats.join(' ')).toContain('points where the two are twins');
    },
  );

  test('on β = 0 the two units have equal gradients to the bit, so none points along β', async () => {
    const view = await start(twins);
    const { plane } = await ask(view, 'tied-units', { along: 'random' }, 'init');
    const [one, two] = unitParameters;
    for (const t of [-1, 0.3, 2]) {
      const theta = plane.centreTheta.map((value, i) => value + t * plane.first[i]!);
      const slope = derivatives(view).gradient(theta);
      one.forEach((i, k) => expect(slope[i]).toBe(slope[two[k]!]));
    }
  });

  test('lowest curvature: an eigenvector of the Hessian restricted to its kind', async () => {
    const view = await start(twins);
    const { plane } = await ask(view, 'tied-units', {}, 'init');
    const [one, two] = unitParameters;
    for (const [direction, sign] of [
      [plane.first, 1],
      [plane.second, -1],
    ] as const) {
      const product = derivatives(view).hessian(plane.centreTheta, direction);
      const value = dot(product, direction);
      one.forEach((i, k) => {
        const part = (product[i]! + sign * product[two[k]!]!) / 2;
        expect(part).toBeCloseTo(value * direction[i]!, 12);
      });
    }
  });

  test('units that differ at the centre are said to', async () => {
    const { plane } = await ask(await start(random), 'tied-units', { unit: 3, twin: 1 }, 'init');
    expect(plane.caveats.join(' ')).toContain('differ at the centre');
  });

  test.each([
    [{ layer: 2 }, /hidden layer 2, but this network has 1/],
    [{ twin: 4 }, /unit 4 of hidden layer 1, which has 3 units/],
    [{ unit: 2 }, /names unit 2 twice/],
  ])('%o is refused', async (settings, sentence) => {
    await expect(ask(await start(random), 'tied-units', settings)).rejects.toThrow(sentence);
  });
});

describe('through points of the run', () => {
  test('three checkpoints lie at (0, 0), (1, 0) and (0, 1)', async () => {
    const view = await start(random, 30);
    const { plane, trajectory } = await ask(view, 'three-checkpoints', { a: 'init', b: 'final' });
    const last = trajectory.steps.length - 1;
    expect([trajectory.alpha[0], trajectory.beta[0]].map((x) => Math.round(x! * 1e12) / 1e12)).toEqual([
      1, 0,
    ]);
    expect(trajectory.alpha[last]).toBeCloseTo(0, 12);
    expect(trajectory.beta[last]).toBeCloseTo(1, 12);
    expect(Math.max(trajectory.distance[0]!, trajectory.distance[last]!)).toBeLessThan(1e-12);
    expect(plane.first).toEqual((await app.inspect(view.run, 'init')).theta);
  });

  test.each(['random', 'gradient'])('the line between two checkpoints, and %s across it', async (across) => {
    const view = await start(random, 30);
    const { plane, trajectory } = await ask(view, 'between-checkpoints', { across }, 'init');
    const last = trajectory.steps.length - 1;
    expect(trajectory.alpha[last]).toBeCloseTo(1, 12);
    expect(trajectory.distance[last]).toBeLessThan(1e-12);
    expect(Math.abs(plane.cosine)).toBeLessThan(1e-13);
    expect(norm(plane.second)).toBeCloseTo(1, 13);
    if (across !== 'gradient') return;
    const slope = derivatives(view).gradient(plane.centreTheta);
    const unit = plane.first.map((value) => value / norm(plane.first));
    const part = slope.map((value, i) => -(value - dot(slope, unit) * unit[i]!));
    expect(dot(part, plane.second)).toBeCloseTo(norm(part), 12);
  });

  test('points that coincide are refused with the remedy', async () => {
    const view = await start(random, 5);
    await expect(ask(view, 'three-checkpoints', { a: 'origin' })).rejects.toThrow(/is the centre itself/);
    await expect(ask(view, 'between-checkpoints', { to: 'init' }, 'init')).rejects.toThrow(/no line between/);
    await expect(ask(view, 'between-checkpoints', { to: 'there' })).rejects.toThrow(
      /names the point "there"/,
    );
    await expect(ask(view, 'three-checkpoints', { a: 'final', b: 'final' })).rejects.toThrow(/twice/);
    await expect(ask(view, 'three-checkpoints', { a: 'final', b: 'step:5' })).rejects.toThrow(/parallel/);
  });
});

test('every plane says its rule of scaling, keeps it in a file, and is in the JSON Schema', async () => {
  const view = await start(random, 20);
  const schema = JSON.stringify(app.schema());
  for (const { name } of planes) {
    expect(schema).toContain(`"const":"${name}"`);
    const settings = name === 'three-checkpoints' ? { a: 'origin', b: 'final' } : {};
    const { plane } = await ask(view, name, settings, 'init');
    expect(plane.rule).toMatch(/\.$/);
    const opened = await app.open('a.saddle', await app.encode(view.run, 'saddle'));
    expect(opened.landscape!.plane).toEqual(plane);
    await app.closeRun(opened.view.run);
  }
});
