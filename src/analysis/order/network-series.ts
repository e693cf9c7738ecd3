import type { Problem, Workspace } from '../../core/contract';
import { addScaled } from '../../model/vectors';
import type { LineSeries } from './line-series';

/** The problem in f64 with the numbers that it is trained with, so that lines are not rounded to single precision. */
export function inDoublePrecision(problem: Problem): Problem {
  if (problem.precision === 'f64') return problem;
  const { count, inputs, targets } = problem.train;
  const { test: _, ...rest } = problem;
  const train = { count, inputs: inputs.map(Math.fround), targets: targets.map(Math.fround) };
  return { ...rest, precision: 'f64', train };
}

/** The training loss of a network around θ. At a kink its series are one-sided, for t ≥ 0. */
export function networkSeries(workspace: Workspace, theta: Float64Array, kinked: boolean): LineSeries {
  const second = workspace.secondOrder();
  const branch = kinked ? 'right' : 'frozen';
  return {
    dimension: theta.length,
    oneSided: kinked,
    coefficients: (direction, order) => second.taylor(theta, direction, order, branch),
    expand: (direction, order) => second.taylorGradient(theta, direction, order, branch),
    loss(direction, t) {
      const point = theta.slice();
      addScaled(point, t, direction);
      return workspace.evaluate(point).loss;
    },
  };
}
