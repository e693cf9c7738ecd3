import type { ElementaryFunctions } from '../../core/contract';
import { type Durations, riskTable, type Survival } from '../escape/survival';

/** The curve with a pointwise 95 % band; NaN where the curve is 0, where the band is not defined. */
export interface SurvivalBand extends Survival {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** 97.5 % point of the normal distribution. */
const z = 1.959963984540054;

/**
 * The product-limit estimate of Kaplan and Meier (1958) with the variance of Greenwood (1926), S²·Σ d/(n(n − d)), and the band on the scale of log(−log S), which
 * stays within 0 … 1: S^exp(±z·σ/log S), σ² = Σ d/(n(n − d)) (Kalbfleisch and Prentice 1980, section 1.3; `conf.type = "log-log"` in R's survfit).
 */
export function survivalBand(durations: Durations, math: ElementaryFunctions): SurvivalBand {
  const table = riskTable(durations);
  let share = 1;
  let sum = 0;
  const points = table.map(({ there, escapes }) => {
    share *= 1 - escapes / there;
    sum += escapes / (there * (there - escapes));
    const logarithm = math.log(share);
    const width = Math.abs((z * Math.sqrt(sum)) / logarithm);
    const end = (sign: number) => (share > 0 ? math.exp(logarithm * math.exp(sign * width)) : NaN);
    return { surviving: share, lower: end(1), upper: end(-1) };
  });
  return {
    lengths: Float64Array.from(table, ({ length }) => length),
    surviving: Float64Array.from(points, ({ surviving }) => surviving),
    lower: Float64Array.from(points, ({ lower }) => lower),
    upper: Float64Array.from(points, ({ upper }) => upper),
  };
}
