import type { ModuleSizes } from './arena';
import { checkFinite, known, sameLength, whole } from './check';
import { BRANCHES } from './codes';
import type { Precision, PreparedHessian, Problem, Samples, SecondOrder, TaylorBranch } from './contract';
import { createSecondOrderMemory, TRAIN, type SecondOrderMemory } from './second-order-memory';
import { writeVector } from './workspace-memory';

const HIGHEST_ORDER = 12;

/** The contract's derivatives over one instance of their own. Throws UserError as the contract says. */
export class CoreSecondOrder implements SecondOrder {
  private readonly problem: Problem;
  /** Of the experiment, to which numbers are rounded before they are used in f64. */
  private readonly precision: Precision;
  private memory: SecondOrderMemory;
  /** Counts the points that were prepared; a prepared Hessian holds while its number is the last. */
  private prepared = 0;

  constructor(
    private readonly module: WebAssembly.Module,
    private readonly sizes: ModuleSizes,
    problem: Problem,
  ) {
    this.problem = inDoublePrecision(problem);
    this.memory = createSecondOrderMemory(module, sizes, this.problem, false);
    this.precision = problem.precision;
  }

  get parameterCount(): number {
    return this.memory.workspace.arena.parameterCount;
  }

  get memoryBytes(): number {
    return this.memory.workspace.arena.bytes;
  }

  hessianVector(theta: Float64Array, direction: Float64Array): Float64Array {
    this.prepare(theta);
    return this.directed(direction, 0);
  }

  gaussNewtonVector(theta: Float64Array, direction: Float64Array): Float64Array {
    this.prepare(theta);
    return this.directed(direction, 1);
  }

  prepareHessian(theta: Float64Array): PreparedHessian {
    this.prepare(theta);
    const number = this.prepared;
    const product = (direction: Float64Array, gaussNewton: 0 | 1): Float64Array => {
      if (number !== this.prepared) throw new Error('Another point was prepared after this one.');
      return this.directed(direction, gaussNewton);
    };
    return {
      hessianVector: (direction) => product(direction, 0),
      gaussNewtonVector: (direction) => product(direction, 1),
    };
  }

  hessian(theta: Float64Array): Float64Array {
    this.checkVector(theta, 'theta');
    // The sums of the dense Hessian take far more memory than anything else, so they are laid out when first wanted.
    if (!this.memory.arena.dense) {
      this.memory = createSecondOrderMemory(this.module, this.sizes, this.problem, true);
    }
    this.prepare(theta);
    const { kernels, arena, workspace, blocks } = this.memory;
    const { point } = workspace.arena.vectors;
    for (let block = 0; block < blocks; block++) kernels.denseHessianOfBlock(point, TRAIN, block);
    const matrix = arena.dense?.matrix ?? 0;
    kernels.assembleHessian(matrix);
    return new Float64Array(workspace.buffer, matrix, this.parameterCount ** 2).slice();
  }

  taylor(theta: Float64Array, direction: Float64Array, order: number, branch: TaylorBranch): Float64Array {
    whole(order, 'order', 0, HIGHEST_ORDER);
    known(branch, BRANCHES, 'branch');
    const point = this.place(theta, this.memory.workspace.arena.vectors.point, 'theta');
    const { kernels, arena, workspace, blocks } = this.memory;
    const along = this.place(direction, arena.direction, 'direction');
    const side = BRANCHES.indexOf(branch);
    const { coefficients } = arena;
    // The place of theta is that of a prepared point, which no longer holds.
    this.prepared += 1;
    for (let block = 0; block < blocks; block++) {
      kernels.taylorCoefficientsOfBlock(point, along, TRAIN, block, order, side, coefficients);
    }
    kernels.completeTaylorCoefficients(point, along, TRAIN, order, side, coefficients);
    return new Float64Array(workspace.buffer, coefficients, order + 1).slice();
  }

  private prepare(theta: Float64Array): void {
    const point = this.place(theta, this.memory.workspace.arena.vectors.point, 'theta');
    this.memory.kernels.prepareSecondOrder(point, TRAIN);
    this.prepared += 1;
  }

  private directed(direction: Float64Array, gaussNewton: 0 | 1): Float64Array {
    const { kernels, arena, workspace } = this.memory;
    const along = this.place(direction, arena.direction, 'direction');
    kernels.directedGradient(workspace.arena.vectors.point, along, TRAIN, arena.result, gaussNewton);
    return new Float64Array(workspace.buffer, arena.result, this.parameterCount).slice();
  }

  private place(values: Float64Array, address: number, name: string): number {
    this.checkVector(values, name);
    const single = this.precision === 'f32';
    writeVector(this.memory.workspace, address, single ? values.map(Math.fround) : values);
    return address;
  }

  private checkVector(values: Float64Array, name: string): void {
    sameLength(values.length, this.parameterCount, name, 'as many numbers as the network has parameters');
    // A plain loop first: this is asked for every direction, and finding the place is slow.
    const single = this.precision === 'f32';
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(single ? Math.fround(value) : value)) {
        checkFinite(values, { ...this.problem, precision: this.precision }, name);
      }
    }
  }
}

/** The same problem for f64: the samples rounded to the precision they are trained in, and nothing that only training needs. */
function inDoublePrecision(problem: Problem): Problem {
  const { inputs, targets, count } = problem.train;
  const train: Samples =
    problem.precision === 'f64'
      ? problem.train
      : { count, inputs: inputs.map(Math.fround), targets: targets.map(Math.fround) };
  const { network, loss, accuracy, l1, l2 } = problem;
  return { network, loss, accuracy, l1, l2, train, precision: 'f64', batchSize: 1 };
}
