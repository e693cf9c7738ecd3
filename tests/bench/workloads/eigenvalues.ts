import { numberLists } from '../work';
import { workload, type Workload } from '../workload';

function eigenvalues(n: number): Workload {
  const list = numberLists(5)(n * n);
  const matrix = list.map((_, at) => {
    const [row, column] = [Math.floor(at / n), at % n];
    return list[Math.min(row, column) * n + Math.max(row, column)]!;
  });
  return workload({
    id: `eigenvalues ${n}`,
    title: `eigenvalues of a symmetric ${n} × ${n} matrix`,
    unit: 'ms',
    shown: 'milliseconds',
    work: { kind: 'eigenvalues', n, matrix },
    agreement: { f64: 1e-9, f32: 1e-3, exceptions: 0 },
    ...(n === 337 && { toLimit: 0.95 }),
  });
}

export const eigenvalues337 = eigenvalues(337);
export const eigenvalues1000 = eigenvalues(1000);
