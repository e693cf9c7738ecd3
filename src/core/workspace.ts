import { GRID_CAPACITY, SETS, type Arena, type LayerRegion, type ModuleSizes } from './arena';
import {
  checkCurvatureTraining,
  checkFinite,
  checkProblem,
  checkQuantity,
  checkTraining,
  sameLength,
  whole,
} from './check';
import { UserError } from '../model/user-error';
import { QUANTITIES } from './codes';
import type {
  Arithmetic,
  Core,
  Evaluation,
  LandscapeQuantity,
  Problem,
  Trainer,
  TrainerOptions,
  Workspace,
} from './contract';
import { passesOf, repetitionsPerCall } from './call-length';
import { CurvatureTrainer, isCurvatureRule } from './curvature-trainer';
import { blankEvaluation, takeEvaluation } from './evaluation';
import { readBlock, rowSamples, writeRows } from './sample-rows';
import { CoreSecondOrder } from './second-order';
import { CoreTrainer } from './trainer';
import { createMemory, readVector, writeVector, type WorkspaceMemory } from './workspace-memory';

/** What a workspace needs of the core it belongs to. */
export interface WorkspaceOrigin {
  readonly module: WebAssembly.Module;
  readonly sizes: ModuleSizes;
  readonly arithmetic: Arithmetic;
  readonly eigen: Core['eigen'];
}

/** The contract's workspace over one instance. Throws UserError as the contract says. */
export class CoreWorkspace implements Workspace {
  readonly problem: Problem;
  private readonly arithmetic: Arithmetic;
  private readonly memory: WorkspaceMemory;
  private readonly arena: Arena;
  /** Where the core leaves the numbers of an evaluation. */
  private readonly results: Float64Array;
  private trainer: CoreTrainer | undefined;
  private curves: CoreSecondOrder | undefined;

  constructor(
    private readonly origin: WorkspaceOrigin,
    problem: Problem,
  ) {
    checkProblem(problem);
    this.problem = problem;
    this.arithmetic = origin.arithmetic;
    this.memory = createMemory(origin.module, origin.sizes, problem);
    this.arena = this.memory.arena;
    this.results = new Float64Array(this.memory.buffer, this.arena.values, 5);
  }

  get parameterCount(): number {
    return this.arena.parameterCount;
  }

  get memoryBytes(): number {
    return this.arena.bytes;
  }

  evaluate(theta: Float64Array): Evaluation {
    const point = this.placePoint(theta);
    this.memory.kernels.evaluatePoint(point, this.arena.vectors.gradient, this.arena.values);
    return takeEvaluation(blankEvaluation(), this.results, 0);
  }

  gradient(theta: Float64Array): Float64Array {
    const point = this.placePoint(theta);
    const { gradient } = this.arena.vectors;
    this.memory.kernels.gradient(point, SETS.train, gradient);
    return readVector(this.memory, gradient);
  }

  outputs(theta: Float64Array, inputs?: Float64Array): Float64Array {
    const point = this.placePoint(theta);
    if (inputs) return this.outputsOf(point, inputs);
    const { kernels } = this.memory;
    const forward = (block: number): void => kernels.forward(point, SETS.train, block);
    return (
      this.collect(this.arena.layers.slice(-1), forward, (layer) => layer.values)[0] ?? new Float64Array()
    );
  }

  activations(theta: Float64Array): Float64Array[] {
    const point = this.placePoint(theta);
    const { kernels } = this.memory;
    const forward = (block: number): void => kernels.forward(point, SETS.train, block);
    return this.collect(this.arena.layers, forward, (layer) => layer.values);
  }

  preactivations(theta: Float64Array, layer: number): Float64Array {
    whole(layer, 'layer', 1, this.arena.layers.length);
    const point = this.placePoint(theta);
    const { kernels } = this.memory;
    const forward = (block: number): void => kernels.forwardBefore(point, SETS.train, block, layer - 1);
    return this.collect([this.arena.layers[layer - 1]!], forward, (region) => region.values)[0]!;
  }

  deltas(theta: Float64Array): Float64Array[] {
    const point = this.placePoint(theta);
    const { kernels } = this.memory;
    const { gradient } = this.arena.vectors;
    const backward = (block: number): void => kernels.gradientOfBlock(point, SETS.train, block, gradient);
    return this.collect(this.arena.layers, backward, (layer) => layer.slopes);
  }

  landscape(
    centre: Float64Array,
    first: Float64Array,
    second: Float64Array,
    alphas: Float64Array,
    betas: Float64Array,
    quantity: LandscapeQuantity,
  ): Float64Array {
    checkQuantity(quantity, this.problem);
    if (alphas.length === 0 || betas.length === 0) {
      throw new UserError('A landscape needs at least one point along each direction.', 'landscape.points');
    }
    if (quantity === 'curvature')
      return this.secondOrder().planeCurvature({ centre, first, second, alphas, betas });
    const { memory, arena } = this;
    const { vectors } = arena;
    this.placeVector(centre, vectors.centre, 'centre');
    this.placeVector(first, vectors.firstDirection, 'first direction');
    this.placeVector(second, vectors.secondDirection, 'second direction');
    const work = this.parameterCount * this.problem.train.count;
    const chunk = Math.min(GRID_CAPACITY, repetitionsPerCall(passesOf(quantity) * work));
    const alphasInCore = new Float64Array(memory.buffer, arena.alphas, GRID_CAPACITY);
    const valuesInCore = new Float64Array(memory.buffer, arena.values, GRID_CAPACITY);
    const values = new Float64Array(alphas.length * betas.length);
    for (let start = 0; start < alphas.length; start += chunk) {
      const part = alphas.subarray(start, start + chunk);
      alphasInCore.set(part);
      betas.forEach((beta, row) => {
        const plane = [
          vectors.centre,
          vectors.firstDirection,
          vectors.secondDirection,
          arena.alphas,
          part.length,
          beta,
        ] as const;
        const code = QUANTITIES.indexOf(quantity);
        if (arena.lanes) memory.kernels.landscapeRowInLanes(...plane, code, arena.values);
        else memory.kernels.landscapeRow(...plane, code, arena.values, vectors.point, vectors.gradient);
        values.set(valuesInCore.subarray(0, part.length), row * alphas.length + start);
      });
    }
    return values;
  }

  startTraining(theta: Float64Array, options: TrainerOptions): Trainer {
    checkTraining(options, this.problem);
    sameLength(theta.length, this.parameterCount, 'theta', 'as many numbers as the network has parameters');
    return this.newTrainer(theta, options, null);
  }

  resumeTraining(options: TrainerOptions, state: Uint8Array): Trainer {
    checkTraining(options, this.problem);
    return this.newTrainer(new Float64Array(this.parameterCount), options, state);
  }

  private newTrainer(theta: Float64Array, options: TrainerOptions, state: Uint8Array | null): Trainer {
    this.trainer?.retire();
    this.trainer = undefined;
    const { rule } = options;
    if (isCurvatureRule(rule)) {
      checkCurvatureTraining(options, this.problem, this.parameterCount);
      return new CurvatureTrainer(
        this,
        this.secondOrder(),
        this.origin.eigen,
        theta,
        { ...options, rule },
        state,
      );
    }
    this.trainer = new CoreTrainer(this.memory, this.problem, this.arithmetic, theta, options, state);
    return this.trainer;
  }

  secondOrder(): CoreSecondOrder {
    this.curves ??= new CoreSecondOrder(this.origin.module, this.origin.sizes, this.problem);
    return this.curves;
  }

  /** Outputs for any rows of inputs, one block of them at a time. */
  private outputsOf(point: number, inputs: Float64Array): Float64Array {
    const { arena, memory } = this;
    const probe = arena.sets.probe;
    const last = arena.layers[arena.layers.length - 1];
    const features = arena.layers[0]?.inputs ?? 1;
    if (!probe || !last) return new Float64Array();
    const rows = Math.floor(inputs.length / features);
    sameLength(inputs.length, rows * features, 'inputs', `whole rows of ${features} numbers`);
    checkFinite(inputs, this.problem, 'inputs');
    const outputs = new Float64Array(rows * last.outputs);
    const width = rowSamples(probe.vectors, arena.realBytes);
    for (let start = 0; start < rows; start += width) {
      const count = Math.min(width, rows - start);
      writeRows(memory.reals, probe.inputs, probe, inputs.subarray(start * features), count, features);
      memory.kernels.forward(point, SETS.probe, 0);
      const target = outputs.subarray(start * last.outputs);
      readBlock(memory.reals, last.values, probe.vectors, last.outputs, 0, count, target);
    }
    return outputs;
  }

  /** Runs every block of the training set and gathers what stands in the rows of the layers: samples × units each. */
  private collect(
    layers: readonly LayerRegion[],
    run: (block: number) => void,
    rowsOf: (layer: LayerRegion) => number,
  ): Float64Array[] {
    const { count } = this.problem.train;
    const region = this.arena.sets.train;
    const collected = layers.map((layer) => new Float64Array(count * layer.outputs));
    for (let block = 0; block < (region?.blocks ?? 0); block++) {
      run(block);
      layers.forEach((layer, index) => {
        const target = collected[index];
        if (!region || !target) return;
        readBlock(this.memory.reals, rowsOf(layer), region.vectors, layer.outputs, block, count, target);
      });
    }
    return collected;
  }

  private placePoint(theta: Float64Array): number {
    return this.placeVector(theta, this.arena.vectors.point, 'theta');
  }

  private placeVector(values: Float64Array, address: number, name: string): number {
    sameLength(values.length, this.parameterCount, name, 'as many numbers as the network has parameters');
    writeVector(this.memory, address, values);
    return address;
  }
}
