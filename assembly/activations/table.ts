import { fastTanhArray, fastTanhWithSlopes } from '../math/fast/tanh';
import { VECTOR } from '../network/vectors';
import { Elu } from './elu';
import { Gelu } from './gelu';
import { GeluTanh } from './gelu-tanh';
import { LeakyRelu } from './leaky-relu';
import { Relu } from './relu';
import { ReluHalf } from './relu-half';
import { ReluOne } from './relu-one';
import { Sigmoid } from './sigmoid';
import { Silu } from './silu';
import { Sin } from './sin';
import { Softplus } from './softplus';

/**
 * The table of activations. Codes are positions in the list `ACTIVATIONS` of the TypeScript door; a new activation is a
 * new file here and an entry at the end of both lists. The choice is made once per layer, not once per sample.
 */
export const LINEAR: u32 = 0;
const SIGMOID: u32 = 1;
export const TANH: u32 = 2;
const RELU: u32 = 3;
const LEAKY_RELU: u32 = 4;
const ELU: u32 = 5;
const SOFTPLUS: u32 = 6;
const GELU: u32 = 7;
const GELU_TANH: u32 = 8;
const SILU: u32 = 9;
const SIN: u32 = 10;
const RELU_HALF: u32 = 11;
const RELU_ONE: u32 = 12;

/** rows of z in place to φ(z). */
export function activate<T>(code: u32, rows: usize, bytes: usize): void {
  switch (code) {
    case SIGMOID:
      values<T, Sigmoid>(rows, bytes);
      break;
    case TANH:
      // The same bits as one by one, in stages over a small scratch: landscapes spend most of their time here.
      fastTanhArray<T>(rows, rows, bytes);
      break;
    case RELU:
      values<T, Relu>(rows, bytes);
      break;
    case LEAKY_RELU:
      values<T, LeakyRelu>(rows, bytes);
      break;
    case ELU:
      values<T, Elu>(rows, bytes);
      break;
    case SOFTPLUS:
      values<T, Softplus>(rows, bytes);
      break;
    case GELU:
      values<T, Gelu>(rows, bytes);
      break;
    case GELU_TANH:
      values<T, GeluTanh>(rows, bytes);
      break;
    case SILU:
      values<T, Silu>(rows, bytes);
      break;
    case SIN:
      values<T, Sin>(rows, bytes);
      break;
    case RELU_HALF:
    case RELU_ONE:
      values<T, Relu>(rows, bytes);
      break;
  }
}

/** Rows of z in place to φ(z), and φ′(z) beside it; nothing is written for `linear`, whose slope is 1 everywhere. */
export function activateWithSlopes<T>(code: u32, rows: usize, slopes: usize, bytes: usize): void {
  switch (code) {
    case SIGMOID:
      valuesAndSlopes<T, Sigmoid>(rows, slopes, bytes);
      break;
    case TANH:
      fastTanhWithSlopes<T>(rows, slopes, bytes);
      break;
    case RELU:
      valuesAndSlopes<T, Relu>(rows, slopes, bytes);
      break;
    case LEAKY_RELU:
      valuesAndSlopes<T, LeakyRelu>(rows, slopes, bytes);
      break;
    case ELU:
      slopesThenValues<T, Elu>(rows, slopes, bytes);
      break;
    case SOFTPLUS:
      valuesAndSlopes<T, Softplus>(rows, slopes, bytes);
      break;
    case GELU:
      valuesAndSlopes<T, Gelu>(rows, slopes, bytes);
      break;
    case GELU_TANH:
      valuesAndSlopes<T, GeluTanh>(rows, slopes, bytes);
      break;
    case SILU:
      valuesAndSlopes<T, Silu>(rows, slopes, bytes);
      break;
    case SIN:
      slopesThenValues<T, Sin>(rows, slopes, bytes);
      break;
    case RELU_HALF:
      valuesAndSlopes<T, ReluHalf>(rows, slopes, bytes);
      break;
    case RELU_ONE:
      valuesAndSlopes<T, ReluOne>(rows, slopes, bytes);
      break;
  }
}

function values<T, Activation>(at: usize, bytes: usize): void {
  // Activations have no fields: the null reference only names the class, and the call is resolved when compiling.
  const activation = changetype<Activation>(0);
  const end = at + bytes;
  // Two at a time: the processor overlaps their long chains of operations better than two turns of a loop.
  for (; at + 2 * VECTOR <= end; at += 2 * VECTOR) {
    const first = activation.value<T>(v128.load(at));
    const second = activation.value<T>(v128.load(at, 16));
    v128.store(at, first);
    v128.store(at, second, 16);
  }
  if (at < end) v128.store(at, activation.value<T>(v128.load(at)));
}

function valuesAndSlopes<T, Activation>(at: usize, slopes: usize, bytes: usize): void {
  const activation = changetype<Activation>(0);
  const end = at + bytes;
  for (; at + 2 * VECTOR <= end; at += 2 * VECTOR) {
    const first = v128.load(at);
    const second = v128.load(at, 16);
    activation.valueAndSlope<T>(first, at, slopes);
    activation.valueAndSlope<T>(second, at + VECTOR, slopes + VECTOR);
    slopes += 2 * VECTOR;
  }
  if (at < end) activation.valueAndSlope<T>(v128.load(at), at, slopes);
}

/** The same for activations whose value and slope share no work: the slopes first, because the values replace z. */
function slopesThenValues<T, Activation>(at: usize, slopes: usize, bytes: usize): void {
  const activation = changetype<Activation>(0);
  const shift = slopes - at;
  let place = at;
  const end = at + bytes;
  for (; place + 2 * VECTOR <= end; place += 2 * VECTOR) {
    const first = activation.slope<T>(v128.load(place));
    const second = activation.slope<T>(v128.load(place, 16));
    v128.store(place + shift, first);
    v128.store(place + shift, second, 16);
  }
  if (place < end) v128.store(place + shift, activation.slope<T>(v128.load(place)));
  values<T, Activation>(at, bytes);
}
