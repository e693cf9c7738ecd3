import { defineDirection, normalise } from './definition';

/** A normal vector gives the direction, U^(1/n) the distance (Muller 1959). */
export const ball = defineDirection({
  name: 'ball',
  label: 'Random in the ball',
  summary:
    'Uniform in the ball whose radius is the size, chosen by the weight seed: the push is at most that long.',
  fields: {},
  fill(target, _, { random, math }) {
    for (let i = 0; i < target.length; i++) target[i] = random.normal();
    normalise(target);
    // 1 − U is in (0, 1] and its logarithm finite.
    const distance = math.exp(math.log(1 - random.uniform()) / target.length);
    for (let i = 0; i < target.length; i++) target[i]! *= distance;
  },
});
