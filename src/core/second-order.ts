import type { ModuleSizes } from './arena';
import { checkFinite, known, sameLength, whole } from './check';
import { BRANCHES } from './codes';
import type {
  Precision,
  PreparedHessian,
  Problem,
  Samples,
  SecondOrder,
  TaylorBranch,
  TaylorGradient,
} from './contract';
import { planeCurvature, type PlaneGrid } from './plane-curvature';
import { HIGHEST_ORDER, type SecondOrderExtent } from './second-order-arena';
import { createSecondOrderMemory, TRAIN, type SecondOrderMemory } from './second-order-memory';
import { writeVector } from './workspace-memory';

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
    this.memory = createSecondOrderMemory(module, sizes, this.problem, {
      dense: false,
      seriesGradient: false,
    });
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
    const product = (direction: Float64Array, gaussNewton: 0 | 1, into?: Float64Array): Float64Array => {
      if (number !== this.prepared) throw new Error('Another point was prepared after this one.');
      return this.directed(direction, gaussNewton, into);
    };
    return {
      hessianVector: (direction, into) => product(direction, 0, into),
      gaussNewtonVector: (direction, into) => product(direction, 1, into),
    };
  }

  hessian(theta: Float64Array, into?: Float64Array): Float64Array {
    this.checkVector(theta, 'theta');
    const count = this.parameterCount;
    if (into) sameLength(into.length, count ** 2, 'into', `${count} × ${count} numbers`);
    this.extend({ dense: true });
    this.prepare(theta);
    const { kernels, arena, workspace, blocks } = this.memory;
    const { point } = workspace.arena.vectors;
    for (let block = 0; block < blocks; block++) kernels.denseHessianOfBlock(point, TRAIN, block);
    const matrix = arena.dense?.matrix ?? 0;
    kernels.assembleHessian(matrix);
    const found = new Float64Array(workspace.buffer, matrix, count ** 2);
    if (!into) return found.slice();
    into.set(found);
    return into;
  }

  taylor(theta: Float64Array, direction: Float64Array, order: number, branch: TaylorBranch): Float64Array {
    this.checkLine(theta, direction, order, branch);
    const { kernels, arena, workspace, blocks } = this.memory;
    const [point, along] = this.placeLine(theta, direction);
    const side = BRANCHES.indexOf(branch);
    const { coefficients } = arena;
    for (let block = 0; block < blocks; block++) {
      kernels.taylorCoefficientsOfBlock(point, along, TRAIN, block, order, side, coefficients);
    }
    kernels.completeTaylorCoefficients(point, along, TRAIN, order, side, coefficients);
    return new Float64Array(workspace.buffer, coefficients, order + 1).slice();
  }

  taylorGradient(
    theta: Float64Array,
    direction: Float64Array,
    order: number,
    branch: TaylorBranch,
  ): TaylorGradient {
    this.checkLine(theta, direction, order, branch);
    this.extend({ seriesGradient: true });
    const { kernels, arena, workspace, blocks } = this.memory;
    const [point, along] = this.placeLine(theta, direction);
    const side = BRANCHES.indexOf(branch);
    const { coefficients } = arena;
    const rows = arena.seriesGradient?.gradients ?? 0;
    for (let block = 0; block < blocks; block++) {
      kernels.taylorGradientsOfBlock(point, along, TRAIN, block, order, side, coefficients, rows);
    }
    kernels.completeTaylorCoefficients(point, along, TRAIN, order, side, coefficients);
    kernels.completeTaylorGradients(point, along, order, side, rows);
    const count = this.parameterCount;
    const gradients = new Float64Array((order + 1) * count);
    const { parameterBytes } = workspace.arena;
    for (let k = 1; k <= order; k++) {
      gradients.set(new Float64Array(workspace.buffer, rows + (k - 1) * parameterBytes, count), k * count);
    }
    return {
      coefficients: new Float64Array(workspace.buffer, coefficients, order + 1).slice(),
      gradients,
    };
  }

  /** The landscape's quantity `curvature`, betas × alphas. Throws UserError on arrays of a wrong length and where the directions span no plane. */
  planeCurvature({ centre, first, second, alphas, betas }: PlaneGrid): Float64Array {
    const vectors = { centre, 'first direction': first, 'second direction': second };
    for (const [name, vector] of Object.entries(vectors))
      sameLength(vector.length, this.parameterCount, name, 'as many numbers as the network has parameters');
    this.prepared += 1;
    const single = this.precision === 'f32';
    const round = (vector: Float64Array): Float64Array => (single ? vector.map(Math.fround) : vector);
    const plane = { centre: round(centre), first: round(first), second: round(second) };
    return planeCurvature(this.memory, { ...plane, alphas, betas }, single);
  }

  private checkLine(theta: Float64Array, direction: Float64Array, order: number, branch: TaylorBranch): void {
    whole(order, 'order', 0, HIGHEST_ORDER);
    known(branch, BRANCHES, 'branch');
    this.checkVector(theta, 'theta');
    this.checkVector(direction, 'direction');
  }

  /** Writes a checked line. The place of theta is that of a prepared point, which no longer holds. */
  private placeLine(theta: Float64Array, direction: Float64Array): readonly [point: number, along: number] {
    this.prepared += 1;
    const { arena, workspace } = this.memory;
    return [this.write(theta, workspace.arena.vectors.point), this.write(direction, arena.direction)];
  }

  /** Memory for more than there is room for, where that is so. Some questions need far more than the others, so it is taken when first wanted. */
  private extend(wanted: Partial<SecondOrderExtent>): void {
    const { arena } = this.memory;
    const has = { dense: arena.dense !== undefined, seriesGradient: arena.seriesGradient !== undefined };
    const dense = has.dense || wanted.dense === true;
    const seriesGradient = has.seriesGradient || wanted.seriesGradient === true;
    if (dense === has.dense && seriesGradient === has.seriesGradient) return;
    this.memory = createSecondOrderMemory(this.module, this.sizes, this.problem, { dense, seriesGradient });
    this.prepared += 1;
  }

  private prepare(theta: Float64Array): void {
    const point = this.place(theta, this.memory.workspace.arena.vectors.point, 'theta');
    this.memory.kernels.prepareSecondOrder(point, TRAIN);
    this.prepared += 1;
  }

  private directed(direction: Float64Array, gaussNewton: 0 | 1, into?: Float64Array): Float64Array {
    const { kernels, arena, workspace } = this.memory;
    if (into) sameLength(into.length, this.parameterCount, 'into', 'as many numbers as parameters');
    const along = this.place(direction, arena.direction, 'direction');
    kernels.directedGradient(workspace.arena.vectors.point, along, TRAIN, arena.result, gaussNewton);
    const found = new Float64Array(workspace.buffer, arena.result, this.parameterCount);
    if (!into) return found.slice();
    into.set(found);
    return into;
  }

  private place(values: Float64Array, address: number, name: string): number {
    this.checkVector(values, name);
    return this.write(values, address);
  }

  private write(values: Float64Array, address: number): number {
    const single = this.precision === 'f32';
    writeVector(this.memory.workspace, address, single ? values.map(Math.fround) : values);
    return address;
  }

  private checkVector(values: Float64Array, name: string): void {
    sameLength(values.length, this.parameterCount, name, 'as many numbers as the network has parameters');
    // A plain sum first, NaN where anything is not finite: this is asked for every direction, and finding the place is slow.
    const single = this.precision === 'f32';
    let sum = 0;
    if (single) for (let i = 0; i < values.length; i++) sum += 0 * Math.fround(values[i]!);
    else for (let i = 0; i < values.length; i++) sum += 0 * values[i]!;
    if (sum !== 0) checkFinite(values, { ...this.problem, precision: this.precision }, name);
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
