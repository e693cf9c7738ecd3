import { landscapeRow } from './landscape';

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
