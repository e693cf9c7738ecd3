import { planArena, type ModuleSizes } from './arena';
import { repetitionsPerCall } from './call-length';
import { checkFinite, checkPlainRule, checkProblem, finite, sameLength, whole } from './check';
import type {
  Ensemble,
  EnsembleMembers,
  EnsembleOptions,
  EnsembleRecord,
  EnsembleState,
  FollowedLosses,
  Problem,
} from './contract';
import { createEnsembleMemory, type EnsembleMemory, replaceMembers, rowOf } from './ensemble-memory';
import { ensembleProblem } from './ensemble-plan';
import { restoreEnsemble, saveEnsemble } from './ensemble-state';
import { checkSeed } from './random-stream';
import { UserError } from '../model/user-error';

/** Each at the position that is its code in assembly/ensemble/slots.ts. */
const STATES: readonly EnsembleState[] = [
  'running',
  'loss-below',
  'gradient-below',
  'distance-above',
  'diverged',
];
const MOST_STEPS = 2 ** 32 - 1;

/** The contract's ensemble over an instance of its own. Throws UserError as the contract says. */
export function createEnsemble(
  module: WebAssembly.Module,
  sizes: ModuleSizes,
  problem: Problem,
  options: EnsembleOptions,
): Ensemble {
  checkProblem(problem);
  const own = ensembleProblem(problem);
  checkEnsemble(options, own, planArena(own, sizes).parameterCount);
  return new CoreEnsemble(createEnsembleMemory(module, sizes, own, options), own, options);
}

class CoreEnsemble implements Ensemble {
  private readonly stepsPerCall: number;
  private groups: number;
  private made = 0;
  /** Steps for which the rows and the measurements at rest hold; −1: none. */
  private written = -1;
  private measured = -1;

  constructor(
    private readonly memory: EnsembleMemory,
    private readonly problem: Problem,
    private options: EnsembleOptions,
  ) {
    const { layout, workspace } = memory;
    const slots = layout.slots / layout.groups;
    this.groups = layout.groups;
    this.stepsPerCall = repetitionsPerCall(3 * workspace.arena.parameterCount * problem.train.count * slots);
    this.run(0);
  }

  get members(): number {
    return this.options.members;
  }

  get parameterCount(): number {
    return this.memory.workspace.arena.parameterCount;
  }

  get memoryBytes(): number {
    return this.memory.workspace.arena.bytes;
  }

  get step(): number {
    return this.made;
  }

  get running(): number {
    return this.memory.exports.runningMembers();
  }

  get capacity(): number {
    return this.memory.plan.capacity;
  }

  restart({ starts, rates, noiseSeeds }: EnsembleMembers): void {
    const members = starts.length / this.parameterCount;
    if (!(members >= 1 && members <= this.capacity && Number.isInteger(members)))
      throw new UserError(
        `starts holds ${starts.length} numbers, but must hold ${this.parameterCount} for each of 1 to ${this.capacity} members.`,
        'starts',
      );
    const { starts: _, rates: _rates, noiseSeeds: _seeds, ...others } = this.options;
    const options = {
      ...others,
      members,
      starts,
      ...(rates === undefined ? {} : { rates }),
      ...(noiseSeeds === undefined ? {} : { noiseSeeds }),
    };
    checkEnsemble(options, this.problem, this.parameterCount);
    this.options = options;
    this.begin();
  }

  save(): Uint8Array {
    this.write();
    return saveEnsemble(this.memory, this.options, this.made);
  }

  resume(state: Uint8Array): void {
    this.begin();
    this.made = restoreEnsemble(this.memory, this.options, state);
    // Each member is in the slot of its number again.
    this.groups = this.memory.layout.groups;
    this.written = this.measured = -1;
    this.run(0);
  }

  advance(steps: number): number {
    whole(steps, 'steps', 0, MOST_STEPS - this.made);
    for (let left = steps; left > 0 && this.running > 0;) {
      const count = Math.min(left, this.stepsPerCall);
      this.run(count);
      left -= count;
    }
    return this.running;
  }

  states(): EnsembleState[] {
    const { plan, workspace } = this.memory;
    const codes = new Uint32Array(workspace.buffer, plan.at.states, this.members);
    const states = new Array<EnsembleState>(this.members);
    for (let m = 0; m < states.length; m++) states[m] = STATES[codes[m]!]!;
    return states;
  }

  steps(): Float64Array {
    const { plan, workspace } = this.memory;
    const codes = new Uint32Array(workspace.buffer, plan.at.states, this.members);
    const stops = new Uint32Array(workspace.buffer, plan.at.stops, this.members);
    const steps = new Float64Array(this.members);
    for (let m = 0; m < steps.length; m++) steps[m] = codes[m] === 0 ? this.made : stops[m]!;
    return steps;
  }

  losses(): Float64Array {
    this.measure();
    return this.numbers(this.memory.plan.at.restLosses);
  }

  gradientNorms(): Float64Array {
    this.measure();
    return this.numbers(this.memory.plan.at.restNorms);
  }

  thetas(): Float64Array {
    this.write();
    const { arena, reals } = this.memory.workspace;
    const thetas = new Float64Array(this.members * arena.parameterCount);
    for (let m = 0; m < this.members; m++) {
      const [from, to] = [rowOf(this.memory, m), m * arena.parameterCount];
      // A view of each short row would cost more than its numbers.
      for (let i = 0; i < arena.parameterCount; i++) thetas[to + i] = reals[from + i]!;
    }
    return thetas;
  }

  record(): EnsembleRecord {
    const { every, capacity } = this.options.record ?? { every: 1, capacity: 0 };
    const newest = Math.floor(this.made / every);
    const rows = Math.min(capacity, newest + 1);
    const steps = Float64Array.from({ length: rows }, (_, i) => (newest - rows + 1 + i) * every);
    const losses = new Float64Array(rows * this.members);
    if (rows === 0) return { steps, losses };
    const { plan, workspace } = this.memory;
    const ring = new Float64Array(workspace.buffer, plan.at.ring, capacity * this.members);
    const final = this.losses();
    const stops = this.steps();
    const states = this.states();
    steps.forEach((step, i) => {
      const from = ((step / every) % capacity) * this.members;
      for (let m = 0; m < this.members; m++) {
        const stopped = states[m] !== 'running' && step >= stops[m]!;
        losses[i * this.members + m] = stopped ? final[m]! : ring[from + m]!;
      }
    });
    return { steps, losses };
  }

  followed(): FollowedLosses {
    const { plan, workspace } = this.memory;
    const states = this.states();
    const table = this.options.follow
      ? new Float64Array(workspace.buffer, plan.at.followed, 5 * this.members)
      : null;
    const column = (index: number): Float64Array => {
      const values = new Float64Array(this.members).fill(NaN);
      if (table === null) return values;
      for (let m = 0; m < values.length; m++) if (states[m] !== 'diverged') values[m] = table[5 * m + index]!;
      return values;
    };
    return { first: column(0), best: column(1), bestStep: column(2), escapeStep: column(4) };
  }

  /** Its members at their starts. */
  private begin(): void {
    replaceMembers(this.memory, this.options);
    this.groups = this.memory.layout.groups;
    this.made = 0;
    this.written = this.measured = -1;
    this.run(0);
  }

  /** All groups, one after the other: each stays in the cache for the length of a call. */
  private run(steps: number): void {
    const { exports, kernels, layout } = this.memory;
    for (let group = 0; group < this.groups; group++) kernels.runGroup(group, steps);
    exports.completeSteps(steps);
    this.made += steps;
    if (this.running === 0) this.made = this.steps().reduce((a, b) => Math.max(a, b), 0);
    if (2 * this.running <= (this.groups * layout.slots) / layout.groups)
      this.groups = kernels.moveTogether();
  }

  private write(): void {
    if (this.written === this.made) return;
    this.memory.kernels.writeRows();
    this.written = this.made;
  }

  private measure(): void {
    if (this.measured === this.made) return;
    this.write();
    const { restLosses, restNorms } = this.memory.plan.at;
    this.memory.kernels.measureRows(restLosses, restNorms);
    this.measured = this.made;
  }

  private numbers(address: number): Float64Array {
    return new Float64Array(this.memory.workspace.buffer, address, this.members).slice();
  }
}

function checkEnsemble(options: EnsembleOptions, problem: Problem, parameterCount: number): void {
  const { members, starts, rule, rates, noiseSeeds, stop, record, follow } = options;
  whole(members, 'members', 1, 2 ** 31);
  sameLength(starts.length, members * parameterCount, 'starts', `${members} × ${parameterCount} numbers`);
  checkFinite(starts, problem, 'starts');
  checkPlainRule(rule, problem, 'An ensemble');
  if (rates) {
    sameLength(rates.length, members, 'rates', 'as many rates as members');
    rates.forEach((rate, m) => finite(rate, `rates[${m}]`));
  }
  if (noiseSeeds) {
    sameLength(noiseSeeds.length, members, 'noiseSeeds', 'as many seeds as members');
    noiseSeeds.forEach(checkSeed);
  }
  if (stop?.distanceFrom) {
    const what = 'as many numbers as the network has parameters';
    sameLength(stop.distanceFrom.length, parameterCount, 'stop.distanceFrom', what);
    checkFinite(stop.distanceFrom, problem, 'stop.distanceFrom');
  }
  for (const name of ['lossBelow', 'gradientBelow', 'distanceAbove'] as const) {
    const level = stop?.[name];
    if (level === undefined) continue;
    if (typeof level !== 'number') {
      sameLength(level.length, members, `stop.${name}`, 'as many levels as members');
    } else if (Number.isNaN(level)) {
      throw new UserError(`stop.${name} is NaN: leave it out where nothing stops there.`, `stop.${name}`);
    }
  }
  if (follow) {
    whole(follow.every, 'follow.every', 1, MOST_STEPS);
    finite(follow.escapeShare, 'follow.escapeShare');
    if (record && record.every !== follow.every)
      throw new UserError(
        `follow.every is ${follow.every} and record.every ${record.every}: they must be the same.`,
        'follow.every',
      );
  }
  if (!record) return;
  whole(record.every, 'record.every', 1, MOST_STEPS);
  whole(record.capacity, 'record.capacity', 1, 2 ** 29);
}
