/** base^exponent by multiplication, the same bits everywhere; the exponent is whole. */
export function power(base: number, exponent: number): number {
  let result = 1;
  for (let i = 0; i < Math.abs(exponent); i++) result *= base;
  return exponent < 0 ? 1 / result : result;
}
