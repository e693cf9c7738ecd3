/**
 * Where the layers stand in a parameter vector: weights (outputs × inputs, row by row), then biases, layer by layer.
 * @param {readonly number[]} sizes
 */
export function layersOf(sizes) {
  let at = 0;
  return sizes.slice(1).map((outputs, l) => {
    const inputs = sizes[l] ?? 0;
    const weights = at;
    const biases = weights + inputs * outputs;
    at = biases + outputs;
    return { inputs, outputs, weights, biases, last: l === sizes.length - 2 };
  });
}

/**
 * The point number i of a landscape's grid, on an array of its own that is used again.
 * @param {{ plane: readonly (readonly number[])[], axis: readonly number[] }} work
 * @param {Float64Array | Float32Array | number[]} point
 */
export function gridPoint({ plane: [centre, first, second], axis }, point) {
  const n = axis.length;
  return (i) => {
    const alpha = axis[i % n] ?? 0;
    const beta = axis[Math.floor(i / n) % n] ?? 0;
    for (let p = 0; p < point.length; p++) point[p] = centre[p] + alpha * first[p] + beta * second[p];
    return point;
  };
}

/**
 * A landscape of which the first points, as many as asked for, are computed one by one.
 * @param {any} work
 * @param {(theta: any) => number} loss
 * @param {Float64Array | Float32Array | number[]} point
 */
export function landscapeByPoints(work, loss, point) {
  const at = gridPoint(work, point);
  const grid = new Float64Array(work.axis.length ** 2).fill(NaN);
  return {
    run: (points) => {
      for (let i = 0; i < points; i++) grid[i % grid.length] = loss(at(i));
    },
    result: () => grid,
  };
}
