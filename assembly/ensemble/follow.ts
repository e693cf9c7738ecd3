/**
 * What is followed of every member's losses at the steps at which losses are noted. Per member five f64: the first loss, the lowest with its step, the loss below
 * which the member has escaped, and the first step at which it had; NaN where there is none. Following the same step twice changes nothing.
 */
const BYTES: usize = 40;

/** 0: nothing is followed. */
let table: usize = 0;
/** Share of the first loss that is left where a member has escaped. */
let left: f64 = 0;

export function defineFollowing(at: usize, share: f64): void {
  table = at;
  left = share;
}

// @ts-ignore: decorator
@inline
export function follows(): bool {
  return table != 0;
}

export function follow(member: u32, step: u32, loss: f64): void {
  const at = table + <usize>member * BYTES;
  if (step == 0) {
    store<f64>(at, loss);
    if (loss > 0) store<f64>(at, left * loss, 24);
  }
  if (!(loss >= load<f64>(at, 8)) && isFinite<f64>(loss)) {
    store<f64>(at, loss, 8);
    store<f64>(at, <f64>step, 16);
  }
  if (loss < load<f64>(at, 24) && isNaN<f64>(load<f64>(at, 32))) store<f64>(at, <f64>step, 32);
}
