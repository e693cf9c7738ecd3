import { limits } from '../../model/limits';
import { type LineDirectionName, lineDirections } from '../line/directions';
import { lineReport } from '../line/line';
import { pointFields, studiedPoint } from './point';
import { defineWholeStudy } from './study';

export const line = defineWholeStudy({
  name: 'line',
  label: 'Line',
  summary: 'The loss and the gradient norm along one line through a point, beside the Taylor polynomials.',
  fields: {
    ...pointFields,
    direction: {
      kind: 'choice',
      label: 'Direction',
      help: 'The direction of the line.',
      default: 'eigenvector',
      choices: Object.entries(lineDirections).map(([value, { label }]) => ({ value, label })),
    },
    index: {
      kind: 'number',
      label: 'Eigenvector',
      help: 'Which eigenvector: 0 = lowest, 1 = second lowest …, -1 = highest.',
      default: 0,
      min: -limits.parameters,
      max: limits.parameters,
      integer: true,
    },
    parameter: {
      kind: 'text',
      label: 'Parameter',
      help: 'Name of the one parameter, such as W1[0][0] or b1[0]; empty = the first.',
      default: '',
      maxLength: 40,
      role: 'parameter-name',
    },
    to: {
      kind: 'text',
      label: 'To',
      help: 'The other point of the run: origin, init, final, best or step:N.',
      default: 'final',
      maxLength: 24,
      role: 'point',
    },
    directionSeed: {
      kind: 'number',
      label: 'Seed of the direction',
      help: 'Seed of a random direction.',
      default: 1,
      min: 0,
      max: limits.seed,
      integer: true,
    },
    values: {
      kind: 'numbers',
      label: 'Direction',
      help: 'All entries of a given direction, layer by layer, weights before biases.',
      default: [],
      maxItems: 1_000_000,
    },
    extent: {
      kind: 'number',
      label: 'Extent',
      help: 'The line goes from −extent to extent, in units of the direction.',
      default: 1,
      min: 0,
      max: 1e6,
      exclusiveMin: true,
      scale: 'log',
    },
    count: {
      kind: 'number',
      label: 'Points',
      help: 'Points on the line.',
      default: 201,
      min: 3,
      max: 20_001,
      integer: true,
    },
    curvature: {
      kind: 'flag',
      label: 'Curvature',
      help: 'Also the curvature along the line: the second derivative of the loss per unit of length.',
      default: false,
    },
  },
  run: (context, { at, theta, direction, ...rest }) =>
    lineReport(context, studiedPoint(context, { at, theta }), {
      ...rest,
      direction: direction as LineDirectionName,
    }),
});
