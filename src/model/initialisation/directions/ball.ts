import { parameterCount } from '../../network';
import { defineDirection, normalised } from './definition';

/** A normal vector gives the direction, U^(1/n) the distance (Muller 1959). */
export const ball = defineDirection({
  name: 'ball',
  label: 'Random in the ball',
  summary:
    'Uniform in the ball whose radius is the size, chosen by the weight seed: the push is at most that long.',
  fields: {},
  direction(_, { network, random, math }) {
    const count = parameterCount(network);
    const unit = normalised(Float64Array.from({ length: count }, () => random.normal()));
    // 1 − U is in (0, 1] and its logarithm finite.
    const distance = math.exp(math.log(1 - random.uniform()) / count);
    return unit.map((value) => value * distance);
  },
});
