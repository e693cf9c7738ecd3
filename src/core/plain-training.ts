import { planArena, type ModuleSizes } from './arena';
import { checkPlainRule, checkProblem, known, sameLength, whole } from './check';
import { LOSSES, RULES, settingsOf, SUMMATIONS } from './codes';
import type { Arithmetic, PlainTraining, PlainTrainingOptions, Problem } from './contract';
import { streamSeed } from './random-stream';
import { writeMasks, writeRows } from './sample-rows';
import { createMemory, readVector, writeVector, type WorkspaceMemory } from './workspace-memory';

/** What the module exports of assembly/round-off; addresses in bytes. */
interface RoundOffExports {
  roundOffSamplesBytes(): number;
  defineRoundOff(
    method: number,
    samples: number,
    terms: number,
    layers: number,
    sampleOrders: number,
    orders: number,
  ): void;
  defineRoundOffSamples(count: number, vectors: number, inputs: number, targets: number, masks: number): void;
}

interface RoundOffKernels {
  gradient(theta: number, result: number): void;
  step(): number;
  loss(theta: number): number;
}

const VECTOR = 16;
/** Bytes of a sample set's record, with room to spare; the module's own size is checked. */
const RECORD_BYTES = 64;

/** Addresses after the workspace's own memory. */
interface Plan {
  readonly bytes: number;
  /** Vectors in a row: all samples. */
  readonly vectors: number;
  readonly record: number;
  readonly inputs: number;
  readonly targets: number;
  readonly masks: number;
  readonly terms: number;
  /** ∂loss/∂f where the output layer has a non-linear activation. */
  readonly outputSlopes: number;
  readonly layerRecords: number;
  readonly layers: readonly {
    readonly values: number;
    readonly slopes: number;
    readonly inputOrders: number;
    readonly outputOrders: number;
  }[];
  readonly sampleOrders: number;
  /** Permutations per table. */
  readonly orders: number;
}

/** The contract's plain training over an instance of its own. Throws UserError as the contract says. */
export function createPlainTraining(
  origin: {
    readonly module: WebAssembly.Module;
    readonly sizes: ModuleSizes;
    readonly arithmetic: Arithmetic;
  },
  problem: Problem,
  theta: Float64Array,
  options: PlainTrainingOptions,
): PlainTraining {
  checkProblem(problem);
  checkPlainRule(options.rule, problem, 'Training by plain loops');
  known(options.summation, SUMMATIONS, 'summation');
  const { test: _, ...own } = { ...problem, batchSize: 1 };
  const plan = planMemory(own, planArena(own, origin.sizes).reserved, options);
  const memory = createMemory(origin.module, origin.sizes, own, plan.bytes);
  sameLength(
    theta.length,
    memory.arena.parameterCount,
    'theta',
    'as many numbers as the network has parameters',
  );
  fill(memory, own, plan, options, origin.arithmetic);
  return new CorePlainTraining(memory, theta, options);
}

function planMemory(
  { network, train, precision }: Problem,
  start: number,
  options: PlainTrainingOptions,
): Plan {
  const { sizes } = network;
  const realBytes = precision === 'f64' ? 8 : 4;
  const vectors = Math.ceil((train.count * realBytes) / VECTOR);
  const row = vectors * VECTOR;
  const permuted = options.summation === 'permuted';
  const orders = permuted ? Math.max(...sizes) : 1;
  let end = start;
  const take = (bytes: number): number => {
    const at = end;
    end += Math.ceil(bytes / VECTOR) * VECTOR;
    return at;
  };
  const table = (length: number) => (permuted ? take(4 * orders * length) : 0);
  const regions = {
    vectors,
    record: take(RECORD_BYTES),
    inputs: take(sizes[0]! * row),
    targets: take(sizes.at(-1)! * row),
    masks: take(row),
    terms: take(Math.max(train.count, ...sizes) * realBytes),
    outputSlopes: take(sizes.at(-1)! * row),
    layerRecords: take(VECTOR * (sizes.length - 1)),
    layers: sizes.slice(1).map((outputs, l) => ({
      values: take(outputs * row),
      slopes: take(outputs * row),
      inputOrders: table(sizes[l]!),
      outputOrders: table(outputs),
    })),
    sampleOrders: table(train.count),
    orders,
  };
  return { ...regions, bytes: end - start };
}

function fill(
  memory: WorkspaceMemory,
  { network, train, loss, l1, l2 }: Problem,
  plan: Plan,
  { summation, seed }: PlainTrainingOptions,
  arithmetic: Arithmetic,
): void {
  const { arena, buffer, reals } = memory;
  const exports = memory.exports as unknown as RoundOffExports;
  if (exports.roundOffSamplesBytes() > RECORD_BYTES) throw new Error('A sample set has outgrown its record.');
  const { vectors, inputs, targets, masks } = plan;
  const region = { blocks: 1, vectors, inputs, targets, masks, capacity: train.count };
  writeRows(reals, inputs, region, train.inputs, train.count, network.sizes[0]!);
  writeRows(reals, targets, region, train.targets, train.count, network.sizes.at(-1)!);
  writeMasks(buffer, region, train.count, arena.realBytes);
  const records = new Uint32Array(buffer, plan.layerRecords, 4 * plan.layers.length);
  plan.layers.forEach(({ values, slopes, inputOrders, outputOrders }, l) =>
    records.set([values, slopes, inputOrders, outputOrders], 4 * l),
  );
  exports.defineRoundOff(
    SUMMATIONS.indexOf(summation),
    plan.record,
    plan.terms,
    plan.layerRecords,
    plan.sampleOrders,
    plan.orders,
  );
  memory.exports.defineLoss(LOSSES.indexOf(loss), plan.outputSlopes, l1, l2);
  exports.defineRoundOffSamples(train.count, vectors, inputs, targets, masks);
  if (summation !== 'permuted') return;
  const random = arithmetic.stream(seed, 'round-off');
  const draw = (at: number, length: number): void => {
    for (let i = 0; i < plan.orders; i++)
      new Uint32Array(buffer, at + 4 * i * length, length).set(random.permutation(length));
  };
  plan.layers.forEach(({ inputOrders, outputOrders }, l) => {
    draw(inputOrders, network.sizes[l]!);
    draw(outputOrders, network.sizes[l + 1]!);
  });
  draw(plan.sampleOrders, train.count);
}

class CorePlainTraining implements PlainTraining {
  private readonly kernels: RoundOffKernels;
  private made = 0;
  private stopped = false;

  constructor(
    private readonly memory: WorkspaceMemory,
    theta: Float64Array,
    { rule, seed }: PlainTrainingOptions,
  ) {
    const { arena, exports } = memory;
    const { vectors } = arena;
    this.kernels = kernelsOf(memory);
    writeVector(memory, vectors.theta, theta);
    exports.defineTrainer(vectors.theta, vectors.gradient, vectors.firstMoment, vectors.secondMoment);
    exports.defineRule(RULES.indexOf(rule.name), rule.rate, ...settingsOf(rule));
    exports.defineNoise(arena.randomState, arena.ball, streamSeed(seed, 'noise'));
  }

  get step(): number {
    return this.made;
  }

  get diverged(): boolean {
    return this.stopped;
  }

  theta(): Float64Array {
    return readVector(this.memory, this.memory.arena.vectors.theta);
  }

  loss(): number {
    return this.kernels.loss(this.memory.arena.vectors.theta);
  }

  gradient(): Float64Array {
    const { theta, point } = this.memory.arena.vectors;
    this.kernels.gradient(theta, point);
    return readVector(this.memory, point);
  }

  advance(count: number): number {
    whole(count, 'steps', 0, Number.MAX_SAFE_INTEGER);
    let done = 0;
    while (done < count && !this.stopped) {
      this.stopped = this.kernels.step() === 0;
      done++;
    }
    this.made += done;
    return done;
  }
}

function kernelsOf({ exports, arena }: WorkspaceMemory): RoundOffKernels {
  const all = exports as unknown as Record<string, never>;
  const suffix = arena.realBytes === 8 ? 'F64' : 'F32';
  return {
    gradient: all[`plainGradient${suffix}`]!,
    step: all[`plainStep${suffix}`]!,
    loss: all[`plainLoss${suffix}`]!,
  };
}
