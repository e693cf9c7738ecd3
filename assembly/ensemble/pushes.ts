import { measureGradients } from '../lanes/measure';
import { laneColumn, laneGradients } from '../lanes/plan';
import { normAlong } from '../network/norm';
import { parameterCount } from '../network/problem';
import { VECTOR } from '../network/vectors';
import { RANDOM_STATE_BYTES } from '../random/xoshiro256';
import { fillBall } from '../random/ball';
import { a, b, c, step } from '../training/settings';
import { groupSlots, groupTheta, isAlive, slotMember, slotTheta } from './slots';

/** Per member a random state and, as u32, the step of its last push, 0 before the first; one f64 per parameter for a sample of the ball. */
let randomStates: usize = 0;
let lastPushes: usize = 0;
let ball: usize = 0;

export function definePushes(states: usize, pushes: usize, sample: usize): void {
  randomStates = states;
  lastPushes = pushes;
  ball = sample;
}

/**
 * The pushes of perturbed gradient descent, each member with its own noise: see training/rules/perturbed-gradient-descent.ts. Gradients
 * are then taken anew; those of members without a push come out as they were.
 */
export function pushGroup<T>(group: usize): void {
  const slots = groupSlots<T>();
  let any = false;
  for (let place: usize = 0; place < slots; place++) {
    const slot = group * slots + place;
    if (!isAlive<T>(slot)) continue;
    const member = slotMember(slot);
    const last = load<u32>(lastPushes + (member << 2));
    if (last != 0 && <f64>(step - last) <= c) continue;
    const column = laneColumn<T>(laneGradients, place);
    if (!(normAlong<T>(column, <u32>VECTOR) <= b)) continue;
    store<u32>(lastPushes + (member << 2), step);
    push<T>(slotTheta<T>(slot), randomStates + member * RANDOM_STATE_BYTES);
    any = true;
  }
  if (any) measureGradients<T>(groupTheta(group), false);
}

function push<T>(column: usize, randomState: usize): void {
  fillBall(randomState, ball, parameterCount, a);
  for (let i: u32 = 0; i < parameterCount; i++) {
    const at = column + (i << 4);
    store<T>(at, <T>(load<T>(at) + <T>load<f64>(ball + (i << 3))));
  }
}
