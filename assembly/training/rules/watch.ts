/** watch + (v − v): stays 0 while every value seen is finite, NaN from the first that is not. */
// @ts-ignore: decorator
@inline
export function see<T>(watch: v128, v: v128): v128 {
  return v128.add<T>(watch, v128.sub<T>(v, v));
}
