import { twoParameters } from './checks';
import { definePlane, unitLength } from './plane';

/** The direction that proves the kind of the centre, and the most curved one beside it. */
export const witness = definePlane({
  name: 'witness',
  label: 'Witness',
  summary:
    'The direction that proves that the loss falls from the centre, and the most curved one beside it.',
  fields: {},
  build(_options, context) {
    const { first, second, order } = context.witness();
    return {
      first,
      second,
      firstLabel: `witness (order ${order})`,
      secondLabel: 'most curved beside it',
      description: `The plane of the direction along which the loss falls at order ${order} from the centre, and of the highest curvature, made orthogonal to it.`,
      rule: unitLength,
      caveats: ['The witness proves a descent near the centre; it need not be the way that a run takes.'],
    };
  },
  check: twoParameters,
});
