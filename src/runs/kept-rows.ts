import { Schedule } from './schedule';

/**
 * Rows of `width` numbers at the steps that a schedule keeps, one behind the other in one array that grows as they come: nothing is
 * allocated per row, for there may be a million of them in a second.
 */
export class KeptRows {
  readonly #schedule: Schedule;
  #steps: Float64Array;
  #numbers: Float64Array;
  #length = 0;

  /** @param capacity most rows, an even number of at least 4 */
  constructor(
    readonly width: number,
    readonly capacity: number,
  ) {
    this.#schedule = new Schedule(capacity);
    this.#steps = new Float64Array(1);
    this.#numbers = new Float64Array(width);
  }

  get length(): number {
    return this.#length;
  }

  /** Steps between two rows. */
  get stride(): number {
    return this.#schedule.stride;
  }

  /** The step at which the stride doubles next. */
  get nextDoubling(): number {
    return this.#schedule.nextDoubling;
  }

  /** Step of a row; NaN where there is none. */
  stepAt(index: number): number {
    return index >= 0 && index < this.#length ? this.#steps[index]! : NaN;
  }

  numberAt(index: number, column: number): number {
    return this.#numbers[index * this.width + column]!;
  }

  /** A copy of a row. */
  rowAt(index: number): Float64Array {
    return this.#numbers.slice(index * this.width, (index + 1) * this.width);
  }

  /** Index of the row of a step, −1 where none is kept. */
  indexOf(step: number): number {
    return this.#steps.subarray(0, this.#length).indexOf(step);
  }

  /**
   * Notes that a step was reached, and its row where the schedule keeps it.
   * @returns whether it does
   */
  reach(step: number, row: Float64Array): boolean {
    const before = this.#schedule.stride;
    const kept = this.#schedule.reach(step);
    if (this.#schedule.stride !== before) this.#thin();
    if (kept) this.#push(step, row);
    return kept;
  }

  /** Brings empty rows to the state in which `step` steps have left them; of the rows given those are taken that are kept then. */
  restore(step: number, steps: ArrayLike<number>, rows: readonly Float64Array[]): void {
    this.#schedule.reach(step);
    rows.forEach((row, i) => {
      if (steps[i]! % this.stride === 0) this.#push(steps[i]!, row);
    });
  }

  #push(step: number, row: Float64Array): void {
    if (this.#length === this.#steps.length) this.#grow();
    this.#steps[this.#length] = step;
    this.#numbers.set(row, this.#length * this.width);
    this.#length += 1;
  }

  #grow(): void {
    const room = Math.min(this.capacity, 2 * this.#length);
    const [steps, numbers] = [this.#steps, this.#numbers];
    this.#steps = new Float64Array(room);
    this.#steps.set(steps);
    this.#numbers = new Float64Array(room * this.width);
    this.#numbers.set(numbers);
  }

  /** Drops the rows between the multiples of the new stride. */
  #thin(): void {
    let kept = 0;
    for (let i = 0; i < this.#length; i++) {
      if (this.#steps[i]! % this.stride !== 0) continue;
      this.#steps[kept] = this.#steps[i]!;
      this.#numbers.copyWithin(kept * this.width, i * this.width, (i + 1) * this.width);
      kept += 1;
    }
    this.#length = kept;
  }
}
