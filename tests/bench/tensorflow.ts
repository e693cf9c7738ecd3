import { existsSync } from 'node:fs';

/** What we use of TensorFlow.js, which is not among the project's dependencies. */
interface Tensor {
  dataSync(): Float32Array;
}
interface TensorFlow {
  readonly version: { readonly tfjs: string };
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tensor1d(values: readonly number[]): Tensor;
  tensor2d(values: readonly number[], shape: readonly [number, number]): Tensor;
  scalar(value: number): Tensor;
  tidy<T>(run: () => T): T;
  dispose(tensors: readonly Tensor[]): void;
  add(a: Tensor, b: Tensor): Tensor;
  sub(a: Tensor, b: Tensor): Tensor;
  mul(a: Tensor, b: Tensor): Tensor;
  sum(a: Tensor, axis: number): Tensor;
  tanh(a: Tensor): Tensor;
  matMul(a: Tensor, b: Tensor, transposeA?: boolean, transposeB?: boolean): Tensor;
}

export interface TensorFlowXor {
  readonly version: string;
  readonly step: () => void;
  readonly theta: () => number[];
}

/** Imports a module by its URL, as the host does it. */
export type ImportModule = (url: string) => Promise<unknown>;

const ENTRY = new URL('peers/node_modules/@tensorflow/tfjs/dist/tf.node.js', import.meta.url);

/**
 * XOR training on TensorFlow.js's CPU backend, if it was installed (`npm ci --prefix tests/bench/peers`); undefined otherwise. The
 * fastest form we know: the forward and backward passes written by hand with its operations, in one `tidy` per step.
 */
export async function tensorflowXor(
  importModule: ImportModule,
  inputs: readonly number[],
  targets: readonly number[],
  start: readonly number[],
  rate: number,
): Promise<TensorFlowXor | undefined> {
  if (!existsSync(ENTRY)) return undefined;
  const { default: tf } = (await importModule(ENTRY.href)) as { default: TensorFlow };
  // Its first operation prints an invitation to install another backend.
  const quiet = console.warn;
  console.warn = () => undefined;
  await tf.setBackend('cpu');
  await tf.ready();
  const x = tf.tensor2d(inputs, [4, 2]);
  const y = tf.tensor2d(targets, [4, 1]);
  console.warn = quiet;
  let weights1 = tf.tensor2d(start.slice(0, 4), [2, 2]);
  let bias1 = tf.tensor1d(start.slice(4, 6));
  let weights2 = tf.tensor2d(start.slice(6, 8), [1, 2]);
  let bias2 = tf.tensor1d(start.slice(8, 9));
  const one = tf.scalar(1);
  const eta = tf.scalar(rate);
  const perSample = tf.scalar(1 / 4);

  const step = (): void => {
    const next = tf.tidy((): [Tensor, Tensor, Tensor, Tensor] => {
      const hidden = tf.tanh(tf.add(tf.matMul(x, weights1, false, true), bias1));
      const output = tf.add(tf.matMul(hidden, weights2, false, true), bias2);
      const delta2 = tf.mul(tf.sub(output, y), perSample);
      const delta1 = tf.mul(tf.matMul(delta2, weights2), tf.sub(one, tf.mul(hidden, hidden)));
      return [
        tf.sub(weights1, tf.mul(eta, tf.matMul(delta1, x, true))),
        tf.sub(bias1, tf.mul(eta, tf.sum(delta1, 0))),
        tf.sub(weights2, tf.mul(eta, tf.matMul(delta2, hidden, true))),
        tf.sub(bias2, tf.mul(eta, tf.sum(delta2, 0))),
      ];
    });
    tf.dispose([weights1, bias1, weights2, bias2]);
    [weights1, bias1, weights2, bias2] = next;
  };
  const theta = (): number[] =>
    [weights1, bias1, weights2, bias2].flatMap((tensor) => Array.from(tensor.dataSync()));
  return { version: tf.version.tfjs, step, theta };
}
