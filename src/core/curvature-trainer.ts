import { UserError } from '../model/user-error';
import { checkRecording, whole } from './check';
import type {
  Core,
  RecordingOptions,
  SecondOrder,
  Trainer,
  TrainerOptions,
  TrainingNote,
  UpdateRule,
  Workspace,
} from './contract';
import { parameterRates } from './parameter-rates';
import { wrongState } from './trainer-state';
import { twinOrbits } from './twin-orbits';

/** Eigenvalues (damping included) of at most this share of the largest count as 0 where they would be divided by. */
const VANISHING = 1e-12;

type CurvatureRule = Extract<UpdateRule, { readonly name: 'newton' | 'saddle-free-newton' }>;

export function isCurvatureRule(rule: UpdateRule): rule is CurvatureRule {
  return rule.name === 'newton' || rule.name === 'saddle-free-newton';
}

/**
 * Newton's method and its saddle-free relative: the whole Hessian and all its eigenvectors at every step, so for small networks. Twin units stay
 * twins to the bit: the exact step treats them alike, and what the eigenvectors' rounding makes of it is averaged over them.
 */
export class CurvatureTrainer implements Trainer {
  private readonly rule: CurvatureRule;
  private readonly rates: Float64Array;
  private readonly round: (value: number) => number;
  private readonly point: Float64Array;
  private made = 0;
  private stopped = false;

  /** Options and the length of θ are checked by the caller. */
  constructor(
    private readonly workspace: Workspace,
    private readonly curves: SecondOrder,
    private readonly eigen: Core['eigen'],
    theta: Float64Array,
    options: TrainerOptions & { readonly rule: CurvatureRule },
    state: Uint8Array | null,
  ) {
    const { problem } = workspace;
    const { sizes } = problem.network;
    this.rule = options.rule;
    const factors = options.rateFactors ?? sizes.slice(1).map(() => ({ weights: 1, biases: 1 }));
    this.rates = parameterRates(problem, options.rule.rate, factors);
    this.round = problem.precision === 'f32' ? Math.fround : (value) => value;
    this.point = theta.map(this.round);
    if (state !== null) this.made = this.restore(state);
  }

  get step(): number {
    return this.made;
  }

  get diverged(): boolean {
    return this.stopped;
  }

  theta(): Float64Array {
    return this.point.slice();
  }

  advance(count: number): number {
    whole(count, 'steps', 0, Number.MAX_SAFE_INTEGER);
    let done = 0;
    for (; done < count && !this.stopped; done++) this.move();
    this.made += done;
    return done;
  }

  /** A step costs so much here that evaluating a point, even at every step, does not count. */
  advanceRecording(
    count: number,
    { every, stopBelow }: RecordingOptions,
    note: (note: TrainingNote) => void,
  ): number {
    whole(count, 'steps', 0, Number.MAX_SAFE_INTEGER);
    checkRecording({ every, stopBelow });
    const start = this.made;
    const end = start + count;
    let noted = start;
    let low = false;
    const noteAt = (step: number, theta: Float64Array): void => {
      const evaluation = this.workspace.evaluate(theta);
      low = stopBelow !== null && evaluation.loss <= stopBelow;
      if (step === noted || !(step % every === 0 || low || this.stopped || step === end)) return;
      noted = step;
      note({ step, theta, ...evaluation });
    };
    while (this.made < end && !this.stopped && !low) {
      const before = this.theta();
      this.advance(1);
      if (!this.stopped) noteAt(this.made, this.theta());
      else if (stopBelow !== null) noteAt(this.made - 1, before);
    }
    return this.made - start;
  }

  /** Steps made, then θ: little-endian f64. */
  save(): Uint8Array {
    if (this.stopped) throw new UserError('A training that has diverged has no next step.', 'state');
    const state = new Uint8Array(8 * (1 + this.point.length));
    const view = new DataView(state.buffer);
    [this.made, ...this.point].forEach((value, i) => view.setFloat64(8 * i, value, true));
    return state;
  }

  private restore(state: Uint8Array): number {
    const { point } = this;
    const bytes = 8 * (1 + point.length);
    const view = new DataView(state.buffer, state.byteOffset, state.length);
    const made = state.length === bytes ? view.getFloat64(0, true) : NaN;
    if (!(Number.isSafeInteger(made) && made >= 0)) throw wrongState(state.length, bytes);
    for (let i = 0; i < point.length; i++) point[i] = view.getFloat64(8 * (i + 1), true);
    return made;
  }

  private move(): void {
    const { point, rates } = this;
    const gradient = this.workspace.gradient(point);
    const hessian = this.curves.hessian(point);
    this.stopped = !gradient.every(Number.isFinite) || !hessian.every(Number.isFinite);
    if (this.stopped) return;
    const step = this.shortened(this.alikeForTwins(this.stepOf(gradient, hessian)));
    for (let i = 0; i < point.length; i++) point[i] = this.round(point[i]! - rates[i]! * step[i]!);
    this.stopped = !point.every(Number.isFinite);
  }

  /** Σ vᵢ(vᵢ·g)/(λᵢ + d), or with |λᵢ| + d. */
  private stepOf(gradient: Float64Array, hessian: Float64Array): Float64Array {
    const n = gradient.length;
    const { values, vectors } = this.eigen(hessian, n, { vectors: true });
    const { damping, name } = this.rule;
    const curvatures = values.map((value) => (name === 'newton' ? value : Math.abs(value)) + damping);
    const largest = curvatures.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const step = new Float64Array(n);
    for (let k = 0; k < n; k++) {
      const curvature = curvatures[k]!;
      if (Math.abs(curvature) <= VANISHING * largest) continue;
      let along = 0;
      for (let i = 0; i < n; i++) along += vectors![k * n + i]! * gradient[i]!;
      const factor = along / curvature;
      if (factor === 0) continue;
      for (let i = 0; i < n; i++) step[i]! += factor * vectors![k * n + i]!;
    }
    return step;
  }

  /** The mean over every orbit of twins; an orbit of one keeps its bits. */
  private alikeForTwins(step: Float64Array): Float64Array {
    const orbits = twinOrbits(this.workspace.problem.network, this.point);
    const sums = new Float64Array(step.length);
    const members = new Float64Array(step.length);
    orbits.forEach((orbit, i) => {
      sums[orbit]! += step[i]!;
      members[orbit]! += 1;
    });
    return Float64Array.from(orbits, (orbit) => sums[orbit]! / members[orbit]!);
  }

  private shortened(step: Float64Array): Float64Array {
    const length = Math.sqrt(step.reduce((sum, value) => sum + value * value, 0));
    const { reach } = this.rule;
    return length > reach ? step.map((value) => value * (reach / length)) : step;
  }
}
