import type { OrderReport } from '../../src/analysis/studies/order';
import type { Saddlescope, StudySettings } from '../../src/app';

/** A question about the all-zero point of a network with hidden layers of two units, all zero but, where wanted, the output's bias. */
export interface Asked {
  readonly data: { readonly name: string } & Readonly<Record<string, unknown>>;
  readonly inputs: number;
  /** Weight layers. */
  readonly depth: number;
  readonly activation: string;
  /** One per weight layer; all where absent. */
  readonly biases?: readonly boolean[];
  /** The output's bias: the mean of the targets, where it is not 0. */
  readonly constant?: number;
  readonly width?: number;
  readonly loss?: string;
}

export function experimentOf(asked: Asked): object {
  const { data, inputs, depth, activation, width = 2, loss = 'half-mean-squared-error' } = asked;
  const hidden = Array.from({ length: depth - 1 }, () => width);
  return {
    data,
    loss,
    network: {
      sizes: [inputs, ...hidden, 1],
      activations: [...hidden.map(() => activation), 'linear'],
      biases: asked.biases ?? true,
    },
    initialisation: { weights: 'zeros', biases: 'zeros' },
  };
}

/** The saddle order by the public service, at the all-zero point or at the parameters given. */
export async function orderOf(
  app: Saddlescope,
  asked: Asked,
  settings: StudySettings<'order'> = {},
): Promise<OrderReport> {
  const { run, parameterCount } = await app.createRun(app.checkExperiment(experimentOf(asked)));
  try {
    const theta = Array.from({ length: parameterCount }, () => 0);
    if (asked.constant !== undefined) theta[parameterCount - 1] = asked.constant;
    return await app.study(run, 'order', { theta, constant: false, ...settings });
  } finally {
    await app.closeRun(run);
  }
}
