import { defineScheme, fillEach } from './scheme';

export const fanInUniform = defineScheme({
  name: 'fan-in-uniform',
  label: 'Uniform ±1/√inputs',
  summary: 'Uniform on ±1/√inputs, for weights and biases: what PyTorch’s linear layer does by default.',
  forBiases: true,
  fields: {},
  fill(target, _, context) {
    const bound = 1 / Math.sqrt(context.fanIn);
    fillEach(target, context, () => bound * (2 * context.random.uniform() - 1));
  },
});
