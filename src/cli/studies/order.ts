import { number } from '../../analysis/words';
import type { StudyResult } from '../../app';

const outcomes = {
  zero: 'vanishes',
  positive: 'positive',
  'zero-set': 'positive or 0',
  negative: 'negative: descent',
} as const;

export function orderTable({ findings, witness, search }: StudyResult<'order'>): string[] {
  const words = findings.map(({ headline, detail }) => `• ${headline}${detail === '' ? '' : ` ${detail}`}`);
  const stages = search?.stages ?? [];
  const searched = stages.map(
    ({ order, outcome, lowest }) =>
      `  c${order}  ${outcomes[outcome].padEnd(18)} lowest found ${number(lowest)}`,
  );
  const last = witness ? Math.max(8, witness.line.order) : 0;
  const coefficients = Array.from(witness?.coefficients.subarray(0, last + 1) ?? [], (value, k) => {
    const left = witness?.left ? `   t ≤ 0: ${number(witness.left[k]!)}` : '';
    return `  c${k}  ${number(value)}${left}`;
  });
  return [
    ...words,
    ...(searched.length > 0
      ? ['', 'coefficients on the directions whose lower ones vanish', ...searched]
      : []),
    ...(coefficients.length > 0
      ? ['', `Taylor coefficients along the witness${witness?.left ? ', t ≥ 0' : ''}`, ...coefficients]
      : []),
  ];
}
