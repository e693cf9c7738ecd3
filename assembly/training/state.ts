/**
 * What the next steps depend on besides parameter vectors and generators:
 *
 *   steps made · whether there was a push · step of the last push · 0     four u32
 *   aᵗ, bᵗ                                                                two f64
 */
import { lastPush, pushed, resumePushes } from './rules/perturbed-gradient-descent';
import { powerA, powerB, resumeAt, step } from './settings';

export function saveTrainer(at: usize): void {
  store<u32>(at, step);
  store<u32>(at, pushed ? 1 : 0, 4);
  store<u32>(at, lastPush, 8);
  store<u32>(at, 0, 12);
  store<f64>(at, powerA, 16);
  store<f64>(at, powerB, 24);
}

export function restoreTrainer(at: usize): void {
  resumeAt(load<u32>(at), load<f64>(at, 16), load<f64>(at, 24));
  resumePushes(load<u32>(at, 4) != 0, load<u32>(at, 8));
}
