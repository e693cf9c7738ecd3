import type { Core } from '../../core/contract';
import type { PointName } from '../../model/experiment';
import { parameterIndex, parameterNames } from '../../model/network';
import { isPointName } from '../../model/point-name';
import { UserError } from '../../model/user-error';
import { difference, isAllZero, norm, randomUnit, times } from '../../model/vectors';
import type { LocalDerivatives } from '../local/derivatives';
import { searchOfHigherOrders } from '../local/higher-orders';
import { witnessOf } from '../local/witness';
import type { StudyContext } from '../studies/study';
import { number } from '../words';

export interface LineSettings {
  /** Of an eigenvector: 0 = lowest, 1 = second lowest …; −1 = highest, −2 = second highest …. */
  readonly index: number;
  readonly parameter: string;
  readonly to: string;
  readonly directionSeed: number;
  /** All entries of a given direction. */
  readonly values: readonly number[];
}

export interface LineSource {
  readonly core: Core;
  readonly run: StudyContext;
  readonly local: LocalDerivatives;
}

interface LineDirection {
  readonly label: string;
  /** Throws `UserError` where there is no such direction here. */
  make(source: LineSource, settings: LineSettings): { readonly vector: Float64Array; readonly what: string };
}

/** Every direction that a line can take, in menu order, the default first. A new one is one entry here. */
export const lineDirections = {
  eigenvector: {
    label: 'Eigenvector of the Hessian',
    make({ local }, { index }) {
      const pairs = local.eigenpairs();
      const count = pairs.values.length;
      const k = index < 0 ? count + index : index;
      if (k < 0 || k >= count)
        throw new UserError(
          `line.index is ${index} but the Hessian has ${count} eigenvectors: choose 0 (lowest) to ${count - 1}, or −1 (highest) to −${count}.`,
          'line.index',
        );
      return {
        vector: pairs.vector(k),
        what: `eigenvector ${k} of the Hessian, λ = ${number(pairs.values[k]!)}`,
      };
    },
  },
  gradient: {
    label: 'Steepest descent',
    make({ local }) {
      const slope = local.gradient();
      if (isAllZero(slope))
        throw new UserError(
          'The gradient is exactly 0 at this point, so it has no direction: choose an eigenvector or a random direction.',
          'line.direction',
        );
      return { vector: times(slope, -1 / norm(slope)), what: 'steepest descent, −gradient' };
    },
  },
  witness: {
    label: 'Witness',
    make({ core, run, local }) {
      const { first, order } = witnessOf(
        local,
        () => core.stream(1, 'witness'),
        searchOfHigherOrders(core, run.problem, local.theta, run.checkCancelled),
      );
      return { vector: first, what: `the witness of order ${order}` };
    },
  },
  parameter: {
    label: 'One parameter',
    make({ run, local }, { parameter }) {
      const { network } = run.problem;
      const name = parameter.trim() || parameterNames(network)[0]!;
      const index = parameterIndex(network, name);
      if (index < 0)
        throw new UserError(
          `line.parameter is "${name}", which this network does not have: write a name such as W1[0][0] or b1[0].`,
          'line.parameter',
        );
      const vector = new Float64Array(local.theta.length);
      vector[index] = 1;
      return { vector, what: `the parameter ${name}` };
    },
  },
  random: {
    label: 'Random',
    make: ({ core, local }, { directionSeed: seed }) => ({
      vector: randomUnit(local.theta.length, core.stream(seed, 'line')),
      what: `a random direction (seed ${seed})`,
    }),
  },
  between: {
    label: 'To another point',
    make({ run, local }, { to }) {
      if (!isPointName(to))
        throw new UserError(`line.to is "${to}" but must be origin, init, final, best or step:N.`, 'line.to');
      const vector = difference(run.point(to satisfies PointName).theta, local.theta);
      if (isAllZero(vector))
        throw new UserError(
          `The point ${to} is the point itself, so there is no line between them: choose another one.`,
          'line.to',
        );
      return { vector, what: `the straight way to ${to}, which lies at t = 1` };
    },
  },
  given: {
    label: 'Given numbers',
    make({ local }, { values }) {
      const count = local.theta.length;
      if (values.length !== count)
        throw new UserError(
          `line.values has ${values.length} numbers but this network has ${count} parameters: give one per parameter, layer by layer, weights before biases.`,
          'line.values',
        );
      if (values.every((value) => value === 0))
        throw new UserError(
          'line.values has only zeros: a direction needs a number that is not 0.',
          'line.values',
        );
      return { vector: Float64Array.from(values), what: 'the given direction' };
    },
  },
} satisfies Readonly<Record<string, LineDirection>>;

export type LineDirectionName = keyof typeof lineDirections;
