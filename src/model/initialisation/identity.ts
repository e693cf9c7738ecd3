import { defineScheme, fillEach } from './scheme';
import { gainField } from './scaled';

export const identity = defineScheme({
  name: 'identity',
  label: 'Identity',
  summary: 'Ones on the diagonal, zeros elsewhere: each unit passes one input on.',
  forBiases: false,
  fields: { gain: gainField(1, 'The number on the diagonal.') },
  fill: (target, { gain }, context) =>
    fillEach(target, context, (row, column) => (row === column ? gain : 0)),
});
