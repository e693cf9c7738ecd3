import { parameterCount } from '../../network';
import { defineDirection, normalised } from './definition';

export const random = defineDirection({
  name: 'random',
  label: 'Random',
  summary: 'Uniform on the sphere of all directions, chosen by the weight seed.',
  fields: {},
  direction: (_, { network, random }) => {
    const drawn = new Float64Array(parameterCount(network));
    for (let i = 0; i < drawn.length; i++) drawn[i] = random.normal();
    return normalised(drawn);
  },
});
