/** The symmetric eigen-solver as the TypeScript door calls it. */
export { tridiagonalise } from './tridiagonal';
export { multiplyReflections } from './reflections';
export { implicitQl } from './implicit-ql';
export { largestSymmetric } from './symmetry';
export { eigenResiduals } from './residuals';
export { addScaled, combine, divideVector, dotProduct, orthogonalise } from './lanczos';
