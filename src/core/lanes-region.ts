import type { Blocks, LayerRegion } from './arena';

/** Where the parameter lanes of assembly/lanes/plan.ts stand: addresses in bytes, one group of `vectors` vectors of lanes. */
export interface LanesRegion {
  readonly vectors: number;
  /** Samples of one block, padding included. */
  readonly places: number;
  readonly layerRows: number;
  readonly rowsOfLayers: number;
  readonly inputs: number;
  readonly targets: number;
  readonly masks: number;
  readonly outputSlopes: number;
  readonly gradients: number;
  readonly points: number;
  readonly losses: number;
}

/** What the module exports of assembly/lanes. */
export interface LanesExports {
  defineLanes(
    vectors: number,
    inputs: number,
    targets: number,
    masks: number,
    outputSlopes: number,
    layerRows: number,
    gradients: number,
    points: number,
    losses: number,
  ): void;
}

const VECTOR = 16;
/** What one group may take of the first-level cache. */
const CACHE_BYTES = 32 * 1024;
const MOST_VECTORS = 16;

/** Vectors of a group, from half of the most on, with which the last group is fullest: what it lacks is computed for nothing. */
function fullestGroup(total: number, most: number): number {
  let best = Math.min(most, total);
  for (let vectors = best - 1; vectors >= most / 2; vectors--) {
    if (Math.ceil(total / vectors) * vectors < Math.ceil(total / best) * best) best = vectors;
  }
  return best;
}

/** Lays out the lanes of `members` parameter vectors at most at a time, with the caller's way of taking memory. */
export function planLanes(
  sizes: readonly number[],
  train: Blocks,
  realBytes: number,
  parameterCount: number,
  members: number,
  take: (bytes: number) => number,
): LanesRegion {
  const lanes = VECTOR / realBytes;
  const first = sizes[0] ?? 0;
  const last = sizes[sizes.length - 1] ?? 0;
  const units = sizes.slice(1).reduce((sum, size) => sum + size, 0);
  const places = train.vectors * lanes;
  const bytesPerVector = VECTOR * (places * (first + 2 * units + 2 * last + 1) + 4 * parameterCount);
  const fitting = Math.floor(CACHE_BYTES / bytesPerVector);
  const vectors = fullestGroup(Math.ceil(members / lanes), Math.max(1, Math.min(MOST_VECTORS, fitting)));
  const placeBytes = places * vectors * VECTOR;
  return {
    vectors,
    places,
    layerRows: take((sizes.length - 1) * 8),
    rowsOfLayers: take(2 * units * placeBytes),
    inputs: take(train.blocks * first * placeBytes),
    targets: take(train.blocks * last * placeBytes),
    masks: take(train.blocks * placeBytes),
    outputSlopes: take(last * placeBytes),
    gradients: take(vectors * parameterCount * VECTOR),
    points: take(vectors * parameterCount * VECTOR),
    losses: take(vectors * lanes * 8),
  };
}

/** The region with groups that fit fewer members, no larger ones than those that it was planned for. */
export function lanesOfFewer(region: LanesRegion, members: number, realBytes: number): LanesRegion {
  const vectors = fullestGroup(Math.ceil((members * realBytes) / VECTOR), region.vectors);
  return { ...region, vectors };
}

/** Tells an instance where its lanes stand. */
export function defineLanes(
  exports: LanesExports,
  buffer: ArrayBuffer,
  layers: readonly LayerRegion[],
  lanes: LanesRegion,
): void {
  const records = new Uint32Array(buffer, lanes.layerRows, 2 * layers.length);
  let next = lanes.rowsOfLayers;
  layers.forEach(({ outputs }, l) => {
    const bytes = outputs * lanes.places * lanes.vectors * VECTOR;
    records[2 * l] = next;
    records[2 * l + 1] = next + bytes;
    next += 2 * bytes;
  });
  exports.defineLanes(
    lanes.vectors,
    lanes.inputs,
    lanes.targets,
    lanes.masks,
    lanes.outputSlopes,
    lanes.layerRows,
    lanes.gradients,
    lanes.points,
    lanes.losses,
  );
}
