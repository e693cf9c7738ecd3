/**
 * The ε slider: position 0 is exactly 0, positions 1 … 1000 run logarithmically from 1e-6 to 3.
 * Values are rounded to three significant digits, so that the document says what the label says; 154 positions per decade keep
 * neighbouring positions apart at that precision.
 */
export const epsilonPositions = 1000;
const smallest = 1e-6;
const largest = 3;
const decades = Math.log10(largest / smallest);

export function epsilonAt(position: number): number {
  if (position <= 0) return 0;
  const share = (Math.min(position, epsilonPositions) - 1) / (epsilonPositions - 1);
  return Number((smallest * 10 ** (share * decades)).toPrecision(3));
}

/** The position nearest to a size; sizes beyond the slider's ends stand at its ends. */
export function epsilonPosition(size: number): number {
  if (!(size > 0)) return 0;
  const share = Math.log10(Math.min(Math.max(size, smallest), largest) / smallest) / decades;
  return 1 + Math.round(share * (epsilonPositions - 1));
}

/** Sizes marked below the slider. */
export const epsilonTicks = [0, 1e-6, 1e-4, 1e-2, 1] as const;
