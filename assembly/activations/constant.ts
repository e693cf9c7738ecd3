/** A number in every lane, rounded to the kernel's precision. */
// @ts-ignore: decorator
@inline
export function constant<T>(value: f64): v128 {
  return v128.splat<T>(<T>value);
}
