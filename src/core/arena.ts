import { UserError } from '../model/user-error';
import type { Problem } from './contract';
import { planLanes, type LanesRegion } from './lanes-region';

/** The sample sets of an instance; the value is the set's number in the core. */
export const SETS = { train: 0, test: 1, batch: 2, probe: 3 } as const;
export type SetName = keyof typeof SETS;

/** Bytes of one vector; two samples in f64, four in f32. */
const VECTOR = 16;
/** What the activations of one block may take: most of a first-level cache. */
const CACHE_BYTES = 32 * 1024;
/** Wide networks do not fit anyway; shorter rows would spend their time on the ends of the sums over samples. */
const FEWEST_VECTORS = 32;
const MOST_VECTORS = 64;
/** Points of a landscape row that are computed in one call. */
export const GRID_CAPACITY = 1024;
/** Positions that the queue of batches has at least. */
const QUEUE_CAPACITY = 4096;
/** What the ring of a trainer's record may take, unless one row is more: the rows of a tiny network for about 50 µs of work. */
const RECORD_BYTES = 32 * 1024;
/** Training samples with which points of a landscape go through the lanes. */
const FEW_SAMPLES = 8;
/** Larger networks gain nothing, and their lanes would take memory. */
const FEW_PARAMETERS = 4096;
const LARGEST_MEMORY = 2 ** 32;
const PAGE = 65_536;

/** The shape of a set: `blocks` blocks whose rows have `vectors` vectors each. */
export interface Blocks {
  readonly blocks: number;
  readonly vectors: number;
}

export interface SetRegion extends Blocks {
  readonly inputs: number;
  readonly targets: number;
  readonly masks: number;
  /** Samples it has room for. */
  readonly capacity: number;
}

export interface LayerRegion {
  readonly inputs: number;
  readonly outputs: number;
  /** Byte offsets in a parameter vector. */
  readonly weights: number;
  readonly biases: number;
  /** Addresses of rows of vectors. */
  readonly values: number;
  readonly slopes: number;
  /** Factors of dropout, 0 where the layer has none. */
  readonly masks: number;
}

/** A ring of rows. */
export interface RecordRegion {
  readonly at: number;
  readonly rows: number;
  readonly rowBytes: number;
  /** Bytes of a row before its θ. */
  readonly headBytes: number;
}

/** Parameter vectors. */
export interface VectorRegions {
  /** Parameters of the trainer, and what its rule remembers. */
  readonly theta: number;
  readonly firstMoment: number;
  readonly secondMoment: number;
  readonly gradient: number;
  /** One learning rate per parameter, where layers have rates of their own. */
  readonly rates: number;
  /** The point at which something is evaluated. */
  readonly point: number;
  readonly centre: number;
  readonly firstDirection: number;
  readonly secondDirection: number;
}

/** Where everything stands in the linear memory of one workspace: addresses in bytes, each on a vector's boundary. */
export interface Arena {
  readonly bytes: number;
  readonly pages: number;
  readonly realBytes: 4 | 8;
  readonly parameterCount: number;
  readonly parameterBytes: number;
  readonly blockVectors: number;
  readonly layers: readonly LayerRegion[];
  readonly layerRecords: number;
  readonly setRecords: number;
  readonly sets: Readonly<Record<SetName, SetRegion | undefined>>;
  readonly outputSlopes: number;
  /** Four reals per input of the widest layer. */
  readonly panel: number;
  readonly vectors: VectorRegions;
  readonly ball: number;
  readonly randomState: number;
  /** State of the generator that dropout draws from. */
  readonly dropoutState: number;
  readonly randomStateBytes: number;
  readonly starts: number;
  readonly indices: number;
  /** Indices that fit in the queue; the starts have one place more. */
  readonly queueCapacity: number;
  /** Rows that a trainer notes before they must be read; see assembly/training/record.ts. */
  readonly record: RecordRegion;
  readonly alphas: number;
  readonly values: number;
  /** For landscapes of few samples: points in the lanes. */
  readonly lanes: LanesRegion | undefined;
  /** Where the reserve starts. */
  readonly reserved: number;
}

/** Sizes that only the module knows. */
export interface ModuleSizes {
  readonly heapBase: number;
  readonly layerRecordBytes: number;
  readonly sampleSetRecordBytes: number;
  readonly randomStateBytes: number;
  readonly recordHeadBytes: number;
}

/** Blocks as equal as they can be, none with more than `blockVectors` vectors in a row; the same in assembly/network/samples.ts. */
export function blocksOf(count: number, realBytes: number, blockVectors: number): Blocks {
  const total = Math.ceil((count * realBytes) / VECTOR);
  const blocks = Math.ceil(total / blockVectors);
  return { blocks, vectors: Math.ceil(total / blocks) };
}

/**
 * Lays out the memory of a checked problem, and `reserve` bytes after it. Throws UserError when it does not fit in 4 GiB; nothing is
 * allocated here.
 */
export function planArena(problem: Problem, module: ModuleSizes, reserve = 0): Arena {
  const realBytes = problem.precision === 'f64' ? 8 : 4;
  const { sizes, biases } = problem.network;
  const first = sizes[0] ?? 0;
  const last = sizes[sizes.length - 1] ?? 0;
  const units = sizes.slice(1).reduce((sum, size) => sum + size, 0);
  const blockVectors = chooseBlockVectors(first, units);

  let end = module.heapBase;
  const take = (bytes: number): number => {
    const start = Math.ceil(end / VECTOR) * VECTOR;
    end = start + bytes;
    return start;
  };

  const layerRecords = take((sizes.length - 1) * module.layerRecordBytes);
  const setRecords = take(Object.keys(SETS).length * module.sampleSetRecordBytes);

  const takeSet = (count: number): SetRegion => {
    const { blocks, vectors } = blocksOf(count, realBytes, blockVectors);
    const rowBytes = blocks * vectors * VECTOR;
    return {
      blocks,
      vectors,
      capacity: count,
      inputs: take(rowBytes * first),
      targets: take(rowBytes * last),
      masks: take(rowBytes),
    };
  };
  const probeSamples = (blockVectors * VECTOR) / realBytes;
  const sets = {
    train: takeSet(problem.train.count),
    test: problem.test ? takeSet(problem.test.count) : undefined,
    batch: takeSet(problem.batchSize),
    probe: takeSet(probeSamples),
  };
  // Rows of scratch hold one block; the probe's block is the widest there is.
  const rowBytes = sets.probe.vectors * VECTOR;

  let parameterCount = 0;
  const layers = biases.map((biased, index): LayerRegion => {
    const inputs = sizes[index] ?? 0;
    const outputs = sizes[index + 1] ?? 0;
    const weights = parameterCount * realBytes;
    parameterCount += inputs * outputs;
    const biasesAt = parameterCount * realBytes;
    if (biased) parameterCount += outputs;
    return {
      inputs,
      outputs,
      weights,
      biases: biasesAt,
      values: take(outputs * rowBytes),
      slopes: take(outputs * rowBytes),
      masks: dropoutOf(problem, index) > 0 ? take(outputs * rowBytes) : 0,
    };
  });
  const outputSlopes = take(last * rowBytes);
  const panel = take(4 * Math.max(...sizes) * VECTOR);

  const parameterBytes = Math.ceil((parameterCount * realBytes) / VECTOR) * VECTOR;
  const queueCapacity = Math.max(QUEUE_CAPACITY, problem.train.count);
  const arena: Omit<Arena, 'bytes' | 'pages' | 'reserved'> = {
    realBytes,
    parameterCount,
    parameterBytes,
    blockVectors,
    layers,
    layerRecords,
    setRecords,
    sets,
    outputSlopes,
    panel,
    vectors: {
      theta: take(parameterBytes),
      firstMoment: take(parameterBytes),
      secondMoment: take(parameterBytes),
      gradient: take(parameterBytes),
      rates: take(parameterBytes),
      point: take(parameterBytes),
      centre: take(parameterBytes),
      firstDirection: take(parameterBytes),
      secondDirection: take(parameterBytes),
    },
    ball: take(parameterCount * 8),
    randomState: take(module.randomStateBytes),
    dropoutState: take(module.randomStateBytes),
    randomStateBytes: module.randomStateBytes,
    starts: take((queueCapacity + 1) * 4),
    indices: take(queueCapacity * 4),
    queueCapacity,
    record: takeRecord(module.recordHeadBytes, parameterBytes, take),
    alphas: take(GRID_CAPACITY * 8),
    values: take(GRID_CAPACITY * 8),
    lanes: fewSamples(problem, parameterCount)
      ? planLanes(sizes, sets.train, realBytes, parameterCount, GRID_CAPACITY, take)
      : undefined,
  };
  const reserved = take(reserve);
  if (!(end <= LARGEST_MEMORY)) {
    const gibibytes = (end / 2 ** 30).toFixed(1);
    throw new UserError(
      `The network with its data needs ${gibibytes} GiB, more than the 4 GiB the core can address: ` +
        'take fewer units, fewer samples, or precision f32.',
      'network.sizes',
    );
  }
  // Two at least: assembly/math/fast/tanh.ts may be led so far by a NaN.
  const pages = Math.max(2, Math.ceil(end / PAGE));
  return { ...arena, reserved, pages, bytes: pages * PAGE };
}

function takeRecord(
  headBytes: number,
  parameterBytes: number,
  take: (bytes: number) => number,
): RecordRegion {
  const rowBytes = headBytes + parameterBytes;
  const rows = Math.max(1, Math.floor(RECORD_BYTES / rowBytes));
  return { at: take(rows * rowBytes), rows, rowBytes, headBytes };
}

/** Share of the units of a weight layer that dropout silences: only hidden layers have one. */
export function dropoutOf(problem: Problem, layer: number): number {
  return problem.dropout?.[layer] ?? 0;
}

/**
 * Whether a landscape is faster with points in the lanes than with samples. Measured on tanh networks of 2 to 32 units a layer: 1.0 to 2.6 times as fast
 * up to 8 samples, as fast or slower from 16 on.
 */
function fewSamples({ train }: Problem, parameterCount: number): boolean {
  return train.count <= FEW_SAMPLES && parameterCount <= FEW_PARAMETERS;
}

/** Vectors per row of a block: even, and few enough for inputs, values and slopes of one block to share the cache. */
function chooseBlockVectors(inputs: number, units: number): number {
  const fitting = Math.floor(CACHE_BYTES / (VECTOR * (inputs + 2 * units)));
  const bounded = Math.min(MOST_VECTORS, Math.max(FEWEST_VECTORS, fitting));
  return bounded - (bounded % 2);
}
