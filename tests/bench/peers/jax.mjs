/** jax-js on its WebAssembly backend in single precision: `jit` of `grad`, as its documentation shows it. In f64 its Hessian was wrong when we tried. */
import { createRequire } from 'node:module';
import { layersOf } from './layers.mjs';

const require = createRequire(import.meta.url);

/** @param {any} work */
export async function prepare(work) {
  const kinds = ['training', 'landscape', 'hessian', 'hessian-vector'];
  if (!kinds.includes(work.kind)) return undefined;
  const jax = await import('@jax-js/jax');
  const { version } = JSON.parse(
    await (
      await import('node:fs/promises')
    ).readFile(require.resolve('@jax-js/jax').replace(/dist.*/, 'package.json'), 'utf8'),
  );
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const { numpy: np, nn } = jax;
  const { sizes, classes, inputs, targets } = work;
  const count = inputs.length / sizes[0];
  const array = (values, shape) => np.array(Float32Array.from(values)).reshape(shape);
  const x = array(inputs, [count, sizes[0]]);
  const y = array(targets, [count, sizes.at(-1)]);
  const layers = layersOf(sizes);

  /** @param {any[]} parameters weights and biases in turn, each used once */
  const loss = (parameters) => {
    let value = x.ref;
    layers.forEach(({ last }, l) => {
      const z = np.add(np.matmul(value, np.transpose(parameters[2 * l])), parameters[2 * l + 1]);
      value = last ? z : classes ? nn.relu(z) : np.tanh(z);
    });
    if (classes) return np.sum(nn.logSoftmax(value, -1).mul(y.ref)).mul(-1 / count);
    const error = value.sub(y.ref);
    return np.sum(np.square(error)).mul(1 / (2 * count));
  };
  const parametersOf = (theta) =>
    layers.flatMap(({ inputs: from, outputs, weights, biases }) => [
      array(Array.prototype.slice.call(theta, weights, biases), [outputs, from]),
      array(Array.prototype.slice.call(theta, biases, biases + outputs), [outputs]),
    ]);
  /** From one flat vector, for second derivatives and landscapes. */
  const flatLoss = (theta) => {
    const parts = layers.flatMap(({ inputs: from, outputs, weights, biases }) => [
      theta.ref.slice([weights, biases]).reshape([outputs, from]),
      theta.ref.slice([biases, biases + outputs]),
    ]);
    theta.dispose();
    return loss(parts);
  };

  if (work.kind === 'training') {
    const gradient = jax.grad(loss);
    const step = jax.jit((parameters) => {
      const g = gradient(parameters.map((p) => p.ref));
      return parameters.map((p, i) => p.sub(g[i].mul(work.rate)));
    });
    let parameters = parametersOf(work.theta);
    return {
      version,
      run: async (steps) => {
        // Waiting after each step is much the fastest: it evaluates lazily, and long chains cost more than their steps.
        for (let i = 0; i < steps; i++) {
          parameters = step(parameters);
          await jax.blockUntilReady(parameters);
        }
      },
      result: () => parameters.flatMap((p) => Array.from(p.ref.dataSync())),
    };
  }
  if (work.kind === 'landscape') {
    const [centre, first, second] = work.plane.map((v) => array(v, [v.length]));
    const at = jax.jit((alpha, beta) =>
      flatLoss(centre.ref.add(first.ref.mul(alpha)).add(second.ref.mul(beta))),
    );
    const { axis } = work;
    const grid = new Float64Array(axis.length ** 2).fill(NaN);
    return {
      version,
      run: (points) => {
        for (let i = 0; i < points; i++) {
          const place = i % grid.length;
          const alpha = np.array(axis[place % axis.length]);
          const beta = np.array(axis[Math.floor(place / axis.length)]);
          grid[place] = at(alpha, beta).dataSync()[0];
        }
      },
      result: () => grid,
    };
  }
  const theta = array(work.theta, [work.theta.length]);
  let result = new Float32Array();
  if (work.kind === 'hessian') {
    if (work.eigenvalues) return undefined;
    const hessian = jax.jit(jax.hessian(flatLoss));
    return {
      version,
      run: (times) => {
        for (let i = 0; i < times; i++) result = hessian(theta.ref).dataSync();
      },
      result: () => result,
    };
  }
  const direction = array(work.direction, [work.direction.length]);
  const product = jax.jit((at, v) => jax.jvp(jax.grad(flatLoss), [at], [v])[1]);
  return {
    version,
    run: (times) => {
      for (let i = 0; i < times; i++) result = product(theta.ref, direction.ref).dataSync();
    },
    result: () => result,
  };
}
