import { expect, test } from 'vitest';
import { claimNamed } from '../../src/claims';
import { core } from '../../src/core';
import type { Core, Problem, SecondOrder } from '../../src/core/contract';
import { decide, doctored, overlaid, wrongTheta } from './decide';

/** Oracle: a verdict that is computed must change with the engine that it is computed with. */

const verdict = (id: string, engine = core()) => decide(claimNamed(id), engine).verdict;

test('the core itself gives the verdicts that the others change', () => {
  const ids = ['A1a', 'A3a', 'A3b', 'A1d', 'A1h', 'A1i', 'A2b', 'A2e', 'A3c', 'A3h', 'A6b', 'A7b', 'Q2'];
  expect(Object.fromEntries(ids.map((id) => [id, verdict(id)]))).toEqual({
    A1a: 'true',
    A3a: 'false',
    A3b: 'true',
    A1d: 'depends',
    A1h: 'false',
    A1i: 'depends',
    A2b: 'depends',
    A2e: 'depends',
    A3c: 'depends',
    A3h: 'depends',
    A6b: 'true',
    A7b: 'depends',
    Q2: 'true',
  });
});

test('an engine whose noise, rules and pushes are wrong', () => {
  expect(['E5', 'E6', 'A6d', 'A2f'].map((id) => verdict(id))).toEqual([
    'depends',
    'false',
    'depends',
    'depends',
  ]);
  const drifting = doctored(core(), (workspace) =>
    wrongTheta(workspace, (theta, { step }) => theta.map((value, i) => value + (step > 0 ? i * 1e-9 : 0))),
  );
  expect(verdict('E5', drifting)).toBe('true');
  expect(verdict('E6', drifting)).toBe('true');
  expect(decide(claimNamed('A6d'), drifting).rows[0]!.holds).toBe(false);
  // The function of one unit is still that of the many: the path is not.
  expect(decide(claimNamed('A2f'), drifting).decisive).toEqual(['reading']);
});

/** Ensembles whose members all end so, after so many steps. */
const ensembles = (engine: Core, state: 'running' | 'loss-below', trained: boolean): Core =>
  overlaid(engine, {
    ensemble: (problem, options) => {
      const ensemble = engine.ensemble(problem, options);
      return overlaid(ensemble, {
        states: () => Array.from({ length: options.members }, () => state),
        steps: () => new Float64Array(options.members),
        ...(trained ? {} : { thetas: () => options.starts }),
      });
    },
  });
const scaledAtEnd = (factor: number) =>
  doctored(core(), (workspace) =>
    wrongTheta(workspace, (theta, { step }) => theta.map((value) => (step > 0 ? factor * value : value))),
  );

test('an engine whose pushes never leave, or leave at once', () => {
  expect(decide(claimNamed('A6e'), core()).decisive).toContain('push ε');
  expect(decide(claimNamed('A6e'), ensembles(core(), 'running', true)).decisive).toEqual(['starting point']);
  expect(verdict('A6e', ensembles(scaledAtEnd(0), 'running', true))).toBe('false');
  expect(verdict('A6e', ensembles(scaledAtEnd(1e6), 'loss-below', true))).toBe('true');
  expect([...decide(claimNamed('A6d'), core()).decisive!].sort()).toEqual(['activation', 'reading']);
  expect(decide(claimNamed('A6d'), ensembles(core(), 'running', false)).decisive).toEqual(['reading']);
});

/** The same engine for other networks than it was asked for. */
const insteadOf = (engine: Core, other: (problem: Problem) => Problem): Core =>
  overlaid(engine, {
    workspace: (problem) => engine.workspace(other(problem)),
    ensemble: (problem, options) => engine.ensemble(other(problem), options),
  });

test('an engine with a single ReLU, and one without dropout', () => {
  expect(verdict('E1')).toBe('depends');
  const single = insteadOf(core(), (problem) => {
    const activations = problem.network.activations.map((name) =>
      name.startsWith('relu') ? ('relu-one' as const) : name,
    );
    return { ...problem, network: { ...problem.network, activations } };
  });
  expect(verdict('E1', single)).toBe('true');
  const dry = insteadOf(core(), ({ dropout: _, ...problem }) => problem);
  expect(verdict('E5', dry)).toBe('false');
});

test('an engine in which the loss never falls at a higher order', () => {
  expect(verdict('A5e')).toBe('true');
  const upwards = (coefficients: Float64Array) =>
    coefficients.map((value, k) => (k > 0 ? Math.abs(value) : value));
  const engine = doctored(core(), (workspace) => {
    const second: SecondOrder = workspace.secondOrder();
    return {
      secondOrder: () =>
        overlaid(second, {
          hessian: (theta) => new Float64Array(theta.length ** 2),
          taylor: (...args) => upwards(second.taylor(...args)),
          taylorGradient: (...args) => {
            const { coefficients, gradients } = second.taylorGradient(...args);
            return { coefficients: upwards(coefficients), gradients };
          },
        }),
    };
  });
  expect(verdict('A5e', engine)).toBe('false');
});

test('an engine in which a weight is a factor of its own gradient', () => {
  const engine = doctored(core(), (workspace) => ({
    gradient: (theta) => workspace.gradient(theta).map((value, i) => value * theta[i]!),
    secondOrder: () => ({
      ...workspace.secondOrder(),
      hessianVector: (theta) => new Float64Array(theta.length),
    }),
  }));
  expect(decide(claimNamed('A1b'), engine).rows.map(({ holds }) => holds)).toEqual([
    ...Array.from({ length: 5 }, () => false),
    true,
    true,
  ]);
  expect(verdict('A1b1', engine)).toBe('true');
});

test('an engine that multiplies instead of adding', () => {
  const engine = doctored(core(), (workspace) => ({
    startTraining: (theta, options) =>
      workspace.startTraining(theta, {
        ...options,
        rule: { name: 'multiplicative', rate: options.rule.rate },
      }),
  }));
  expect(verdict('A1a', engine)).toBe('false');
  expect(verdict('A3a', engine)).toBe('true');
  expect(verdict('A3b', engine)).toBe('false');
  expect(verdict('A3c', engine)).toBe('true');
});

test('an engine that adds where a rule should multiply', () => {
  const engine = doctored(core(), (workspace) => ({
    startTraining: (theta, options) =>
      workspace.startTraining(theta, {
        ...options,
        rule: { name: 'gradient-descent', rate: options.rule.rate },
      }),
  }));
  expect(verdict('Q2', engine)).toBe('false');
});

test('an engine whose units drift apart', () => {
  const engine = doctored(core(), (workspace) =>
    wrongTheta(workspace, (theta, { step }) => theta.map((value, i) => value + (step > 0 ? i * 1e-12 : 0))),
  );
  expect(verdict('A1d', engine)).toBe('false');
  expect(verdict('A1h', engine)).toBe('true');
  expect(verdict('A1i', engine)).toBe('true');
  expect(verdict('A3c', engine)).toBe('false');
});

test('an engine that has no gradient, and one that has a gradient everywhere', () => {
  const none = doctored(core(), () => ({ gradient: (theta) => new Float64Array(theta.length) }));
  expect(verdict('A2b', none)).toBe('true');
  expect(verdict('A3h', none)).toBe('false');
  const everywhere = doctored(core(), (workspace) => ({
    gradient: (theta) => workspace.gradient(theta).map((value) => value + 1e-9),
  }));
  expect(verdict('A2b', everywhere)).toBe('false');
  expect(verdict('A3h', everywhere)).toBe('true');
  expect(verdict('A6b', everywhere)).toBe('false');
});

test('an engine in which tanh is not 0 at 0 no longer depends on the activation', () => {
  const right = core();
  const engine = {
    ...right,
    stream: right.stream.bind(right),
    workspace: (problem: Parameters<typeof right.workspace>[0]) => {
      const activations = problem.network.activations.map((name) => (name === 'linear' ? name : 'sigmoid'));
      return right.workspace({ ...problem, network: { ...problem.network, activations } });
    },
  } as typeof right;
  const { decisive } = decide(claimNamed('A3c'), engine);
  expect(decisive).toEqual(['mean loss slope at zero']);
  expect(decide(claimNamed('A3c'), right).decisive).toEqual(['φ(0)', 'mean loss slope at zero']);
});
