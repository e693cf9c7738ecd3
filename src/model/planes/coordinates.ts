import type { NetworkShape } from '../../core/contract';
import { layerRanges, parameterCount, parameterIndex } from '../network';
import { UserError } from '../user-error';
import { definePlane, unitLength } from './plane';

const nameField = (label: string, standard: string) =>
  ({
    kind: 'text',
    label,
    help: `Name of a parameter, such as W1[0][0] or b1[0]; empty = ${standard}.`,
    default: '',
    maxLength: 40,
    role: 'parameter-name',
  }) as const;

interface Names {
  readonly first: string;
  readonly second: string;
}

/** The two names with the defaults put in: the first weight of the first layer and the first weight of the last (the next parameter, in a single layer). */
function chosen(options: Names, network: NetworkShape): Names {
  const last = network.sizes.length - 1;
  const next = network.sizes[0]! > 1 ? 'W1[0][1]' : network.sizes[1]! > 1 ? 'W1[1][0]' : 'b1[0]';
  return {
    first: options.first.trim() || 'W1[0][0]',
    second: options.second.trim() || (last > 1 ? `W${last}[0][0]` : next),
  };
}

function mistake(options: Names, network: NetworkShape): string | undefined {
  const names = chosen(options, network);
  for (const name of [names.first, names.second])
    if (parameterIndex(network, name) < 0)
      return `names the parameter "${name}", which this network does not have: its weight layers are 1 to ${layerRanges(network).length}, with names such as W1[0][0] and b1[0]`;
  return parameterIndex(network, names.first) === parameterIndex(network, names.second)
    ? `names the parameter "${names.first}" twice: a plane needs two different ones`
    : undefined;
}

export const coordinates = definePlane({
  name: 'coordinates',
  label: 'Two parameters',
  summary: 'Two parameters are varied, all others stay at the centre.',
  fields: {
    first: nameField('First parameter', 'the first weight of the first layer'),
    second: nameField('Second parameter', 'the first weight of the last layer'),
  },
  build(options, { network }) {
    const wrong = mistake(options, network);
    if (wrong) throw new UserError(`landscape.plane ${wrong}`, 'landscape.plane');
    const names = chosen(options, network);
    const axis = (name: string) => {
      const unit = new Float64Array(parameterCount(network));
      unit[parameterIndex(network, name)] = 1;
      return unit;
    };
    return {
      first: axis(names.first),
      second: axis(names.second),
      firstLabel: names.first,
      secondLabel: names.second,
      description: `The plane of the parameters ${names.first} and ${names.second}.`,
      rule: unitLength,
      caveats: ['All other parameters stay at the centre; a run that moves them leaves this plane.'],
    };
  },
  check: mistake,
});
