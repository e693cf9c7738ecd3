import type { Landscape } from '../../src/analysis/landscape';
import type { Experiment } from '../../src/model/experiment';
import type { StoredRun } from '../../src/files/stored-run';

export const experiment: Experiment = {
  saddlescope: 1,
  name: 'XOR from zero · 从零开始 🙂',
  notes: '',
  network: { sizes: [2, 2, 1], activations: ['tanh', 'linear'], biases: [true, true] },
  precision: 'f64',
  data: { name: 'xor', seed: 1, test: 0 },
  loss: 'mean-squared-error',
  initialisation: {
    seed: 1,
    weights: [{ name: 'zeros' }, { name: 'zeros' }],
    biases: [{ name: 'zeros' }, { name: 'zeros' }],
    perturbation: { size: 0, direction: { name: 'random' } },
  },
  training: {
    rule: { name: 'gradient-descent', rate: 0.1 },
    steps: 100,
    batch: 'full',
    order: 'shuffled',
    dropout: [0],
    layerRates: [
      { weights: 1, biases: 1 },
      { weights: 1, biases: 1 },
    ],
    seed: 1,
    l1: 0,
    l2: 0,
    stopBelow: null,
  },
  landscape: { plane: { name: 'random' }, centre: 'origin', quantity: 'loss', resolution: 3, span: 'auto' },
};

export const engine = { version: '0.1.0', build: 'ab'.repeat(32) };

const of = (...values: number[]): Float64Array => Float64Array.from(values);

export const landscape: Landscape = {
  quantity: 'loss',
  plane: {
    name: 'random',
    description: 'Two random directions.',
    rule: 'Both directions have length 1.',
    caveats: ['Filter normalisation has no meaning at the origin.'],
    centre: 'origin',
    centreTheta: new Float64Array(9),
    first: Float64Array.from({ length: 9 }, (_, i) => (i - 4) / 3),
    second: Float64Array.from({ length: 9 }, (_, i) => 1 / (i + 1)),
    firstLabel: 'α · first',
    secondLabel: 'β · second',
    cosine: -0,
  },
  alphas: of(-1, 0, 1),
  betas: of(-2, 2),
  values: of(1, NaN, Infinity, -Infinity, -0, 5e-324),
  centreValue: 0.5,
  trajectory: {
    steps: of(0, 50),
    alpha: of(0, 0.25),
    beta: of(0, -0.5),
    distance: of(0, 0.1),
    loss: of(0.5, 0.4),
    planeLoss: of(0.5, NaN),
  },
  origin: { alpha: 0, beta: 0 },
  milliseconds: 0,
};

export const record: StoredRun = {
  status: 'diverged',
  step: 50,
  message: 'The loss is no longer a finite number after step 50.',
  parameterCount: 9,
  history: {
    steps: of(0, 25, 50),
    loss: of(0.5, 0.1, Infinity),
    gradientNorm: of(0, -0, NaN),
    accuracy: of(0.5, 0.75, NaN),
    testLoss: of(NaN, NaN, NaN),
    testAccuracy: of(NaN, NaN, NaN),
    effectiveWidth: of(1, 1, 2),
  },
  checkpointSteps: of(0, 50),
  checkpoints: Float64Array.from({ length: 18 }, (_, i) => Math.sqrt(i) - 2),
  landscape,
};
