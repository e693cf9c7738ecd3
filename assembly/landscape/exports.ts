import { landscapeRow } from './landscape';
import { landscapeRowInLanes } from './lanes';

export function landscapeRowF64(
  centre: usize,
  first: usize,
  second: usize,
  alphas: usize,
  count: u32,
  beta: f64,
  quantity: u32,
  values: usize,
  point: usize,
  gradient: usize,
): void {
  landscapeRow<f64>(centre, first, second, alphas, count, beta, quantity, values, point, gradient);
}

export function landscapeRowF32(
  centre: usize,
  first: usize,
  second: usize,
  alphas: usize,
  count: u32,
  beta: f64,
  quantity: u32,
  values: usize,
  point: usize,
  gradient: usize,
): void {
  landscapeRow<f32>(centre, first, second, alphas, count, beta, quantity, values, point, gradient);
}

export function landscapeRowInLanesF64(
  centre: usize,
  first: usize,
  second: usize,
  alphas: usize,
  count: u32,
  beta: f64,
  quantity: u32,
  values: usize,
): void {
  landscapeRowInLanes<f64>(centre, first, second, alphas, count, beta, quantity, values);
}

export function landscapeRowInLanesF32(
  centre: usize,
  first: usize,
  second: usize,
  alphas: usize,
  count: u32,
  beta: f64,
  quantity: u32,
  values: usize,
): void {
  landscapeRowInLanes<f32>(centre, first, second, alphas, count, beta, quantity, values);
}
