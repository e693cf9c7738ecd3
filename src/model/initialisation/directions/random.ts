import { parameterCount } from '../../network';
import { defineDirection, normalised } from './definition';

export const random = defineDirection({
  name: 'random',
  label: 'Random',
  summary: 'Uniform on the sphere of all directions, chosen by the weight seed.',
  fields: {},
  direction: (_, context) =>
    normalised(Float64Array.from({ length: parameterCount(context.network) }, () => context.random.normal())),
});
