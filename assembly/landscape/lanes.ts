import { measureGradients, measureLosses, measureRight } from '../lanes/measure';
import { groupVectors, laneColumn, laneGradients, laneLosses, lanePoints, lanesBytes, lanesOf, trainSet } from '../lanes/plan';
import { lossesTwoTwoOne, placeSamples } from '../lanes/two-two-one';
import { normAlong } from '../network/norm';
import { parameterCount } from '../network/problem';
import { VECTOR } from '../network/vectors';
import { isTwoTwoOneProblem } from '../training/two-two-one';
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
  const special = quantity == LOSS && isTwoTwoOneProblem(trainSet());
  if (special) placeSamples();
  for (let start: usize = 0; start < count; start += lanes) {
    const here = min(lanes, <usize>count - start);
    placePoints<T>(centre, first, second, alphas + (start << 3), here, beta);
    if (special) lossesTwoTwoOne<T>(lanePoints);
    else measurePoints<T>(quantity);
    for (let i: usize = 0; i < here; i++) store<f64>(values + ((start + i) << 3), valueIn<T>(i, quantity));
  }
}

/** Points (centre + alpha·first) + beta·second of `count` alphas; the lanes after them repeat the last. */
function placePoints<T>(centre: usize, first: usize, second: usize, alphas: usize, count: usize, beta: f64): void {
  // The room of the gradients: nobody has measured any yet.
  const spread = laneGradients;
  const lanes = groupVectors * lanesOf<T>();
  for (let lane: usize = 0; lane < lanes; lane++) {
    store<T>(spread + lane * sizeof<T>(), <T>load<f64>(alphas + (min(lane, count - 1) << 3)));
  }
  const b = v128.splat<T>(<T>beta);
  const pitch = lanesBytes();
  const end = spread + groupVectors * VECTOR;
  for (let i: usize = 0; i < parameterCount; i++) {
    const at = i * sizeof<T>();
    const start = v128.load_splat<T>(centre + at);
    const slope = v128.load_splat<T>(first + at);
    const along = v128.mul<T>(b, v128.load_splat<T>(second + at));
    let point = lanePoints + i * VECTOR;
    for (let a = spread; a < end; a += VECTOR) {
      v128.store(point, v128.add<T>(v128.add<T>(start, v128.mul<T>(v128.load(a), slope)), along));
      point += pitch;
    }
  }
}

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
