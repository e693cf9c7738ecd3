import { measureGradients, measureLosses, measureRight } from '../lanes/measure';
import { groupVectors, laneColumn, laneGradients, laneLosses, lanePoints, lanesOf, trainSet } from '../lanes/plan';
import { normAlong } from '../network/norm';
import { parameterCount } from '../network/problem';
import { VECTOR } from '../network/vectors';
import { GRADIENT_NORM, LOSS } from './landscape';

/** `landscapeRow` for data of few samples, points in the lanes: same arguments, same bits. */
export function landscapeRowInLanes<T>(
  centre: usize,
  first: usize,
  second: usize,
  alphas: usize,
  count: u32,
  beta: f64,
  quantity: u32,
  values: usize,
): void {
  const lanes = groupVectors * lanesOf<T>();
  for (let start: usize = 0; start < count; start += lanes) {
    const here = min(lanes, <usize>count - start);
    placePoints<T>(centre, first, second, alphas + (start << 3), here, beta);
    measurePoints<T>(quantity);
    for (let i: usize = 0; i < here; i++) store<f64>(values + ((start + i) << 3), valueIn<T>(i, quantity));
  }
}

/** Points (centre + alpha·first) + beta·second of `count` alphas; the lanes after them repeat the last. */
function placePoints<T>(centre: usize, first: usize, second: usize, alphas: usize, count: usize, beta: f64): void {
  const b = v128.splat<T>(<T>beta);
  let point = lanePoints;
  for (let vector: usize = 0; vector < groupVectors; vector++) {
    for (let lane: usize = 0; lane < lanesOf<T>(); lane++) {
      const place = min(vector * lanesOf<T>() + lane, count - 1);
      store<T>(ALPHAS + lane * sizeof<T>(), <T>load<f64>(alphas + (place << 3)));
    }
    const a = v128.load(ALPHAS);
    for (let i: usize = 0; i < parameterCount; i++) {
      const at = i * sizeof<T>();
      const along = v128.add<T>(v128.load_splat<T>(centre + at), v128.mul<T>(a, v128.load_splat<T>(first + at)));
      v128.store(point, v128.add<T>(along, v128.mul<T>(b, v128.load_splat<T>(second + at))));
      point += VECTOR;
    }
  }
}

const ALPHAS: usize = memory.data(16, 16);

function measurePoints<T>(quantity: u32): void {
  if (quantity == LOSS) measureLosses<T>(lanePoints);
  else if (quantity == GRADIENT_NORM) measureGradients<T>(lanePoints, false);
  else measureRight<T>(lanePoints);
}

function valueIn<T>(lane: usize, quantity: u32): f64 {
  if (quantity == GRADIENT_NORM) return normAlong<T>(laneColumn<T>(laneGradients, lane), <u32>VECTOR);
  const value = load<f64>(laneLosses + (lane << 3));
  return quantity == LOSS ? value : value / <f64>trainSet().count;
}
