import { defineDirection, normalise } from './definition';

export const random = defineDirection({
  name: 'random',
  label: 'Random',
  summary: 'Uniform on the sphere of all directions, chosen by the weight seed.',
  fields: {},
  fill(target, _, { random }) {
    for (let i = 0; i < target.length; i++) target[i] = random.normal();
    normalise(target);
  },
});
