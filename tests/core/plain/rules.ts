import type { Problem, UpdateRule } from '../../../src/core/contract';
import { plainNetwork } from './network';

/** Optimiser state of the plain twin. */
export interface PlainState {
  theta: number[];
  first: number[];
  second: number[];
  step: number;
}

export function plainStart(theta: ArrayLike<number>): PlainState {
  const zeros = (): number[] => new Array<number>(theta.length).fill(0);
  return { theta: Array.from(theta), first: zeros(), second: zeros(), step: 0 };
}

/** One step of a rule on the given samples; returns false once something is no longer finite. Perturbed gradient descent has no twin here: its noise is the core's; Newton's method has its own test. */
export function plainStep(
  problem: Problem,
  rule: UpdateRule,
  state: PlainState,
  samples?: readonly number[],
  factors?: readonly (readonly (readonly number[])[])[],
): boolean {
  const { gradient } = plainNetwork(problem, state.theta, samples, factors);
  state.step += 1;
  const { first, second, step } = state;
  state.theta = state.theta.map((value, i) => {
    const g = gradient[i]!;
    switch (rule.name) {
      case 'gradient-descent':
        return value - rule.rate * g;
      case 'momentum':
        first[i] = rule.momentum * first[i]! + g;
        return value - rule.rate * first[i]!;
      case 'nesterov':
        first[i] = rule.momentum * first[i]! + g;
        return value - rule.rate * (g + rule.momentum * first[i]!);
      case 'rmsprop':
        second[i] = rule.decay * second[i]! + (1 - rule.decay) * g * g;
        return value - (rule.rate * g) / (Math.sqrt(second[i]!) + rule.epsilon);
      case 'adam': {
        first[i] = rule.beta1 * first[i]! + (1 - rule.beta1) * g;
        second[i] = rule.beta2 * second[i]! + (1 - rule.beta2) * g * g;
        const m = first[i]! / (1 - rule.beta1 ** step);
        const v = second[i]! / (1 - rule.beta2 ** step);
        return value - (rule.rate * m) / (Math.sqrt(v) + rule.epsilon);
      }
      case 'multiplicative':
        return value * (1 - rule.rate * g);
      case 'exponentiated-gradient':
        return value * Math.exp(-rule.rate * g);
      case 'perturbed-gradient-descent':
      case 'newton':
      case 'saddle-free-newton':
        throw new Error('no plain twin');
    }
  });
  return [...gradient, ...state.theta, ...first, ...second].every(Number.isFinite);
}
