/**
 * Settings and state of the one trainer of this instance. `rate` is η; `a`, `b`, `c` are the further settings of the rule in
 * the order of its entry in the TypeScript door's `settingsOf`.
 */
export let rule: u32 = 0;
export let rate: f64 = 0;
export let a: f64 = 0;
export let b: f64 = 0;
export let c: f64 = 0;

/** Parameter vectors of the trainer: parameters, gradient, and two moments that start at 0. */
export let theta: usize = 0;
export let gradient: usize = 0;
export let firstMoment: usize = 0;
export let secondMoment: usize = 0;

/** Steps made since the start. */
export let step: u32 = 0;
/** aᵗ and bᵗ after t steps, by multiplication. */
export let powerA: f64 = 1;
export let powerB: f64 = 1;

/**
 * What the rules make of an offset in a parameter vector to find its η: 0 where one η counts for every parameter, all ones where `rates` is a
 * parameter vector itself.
 */
export let rateSpread: usize = 0;
/** Address of one η per parameter, 0 without. */
export let ratesOfParameters: usize = 0;

/** One η per parameter from now on, at an address; 0: the rule's for all. */
export function defineRates(address: usize): void {
  ratesOfParameters = address;
  rateSpread = address == 0 ? 0 : usize.MAX_VALUE;
}

export function defineRule(code: u32, eta: f64, first: f64, second: f64, third: f64): void {
  rule = code;
  rate = eta;
  a = first;
  b = second;
  c = third;
  step = 0;
  powerA = 1;
  powerB = 1;
}

export function defineTrainer(thetaAt: usize, gradientAt: usize, firstAt: usize, secondAt: usize): void {
  theta = thetaAt;
  gradient = gradientAt;
  firstMoment = firstAt;
  secondMoment = secondAt;
}

// @ts-ignore: decorator
@inline
export function countStep(): void {
  step++;
  powerA *= a;
  powerB *= b;
}

/** Goes back to, or on from, a step whose powers are known. */
export function resumeAt(made: u32, powerOfA: f64, powerOfB: f64): void {
  step = made;
  powerA = powerOfA;
  powerB = powerOfB;
}

/** For rules that take nothing from the powers. */
export function countSteps(made: u32): void {
  step += made;
}
