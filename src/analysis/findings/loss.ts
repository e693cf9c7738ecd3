import { list, number } from '../words';
import type { Facts, Finding } from './finding';

/** The loss, and whether the answers depend on the inputs. */
export function answers({ theta, outputs, loss, accuracy, workspace }: Facts): Finding {
  const width = workspace.problem.network.sizes.at(-1)!;
  const all = workspace.outputs(theta);
  const constant = all.every((value, i) => value === all[i % width]);
  const right = Number.isNaN(accuracy)
    ? ''
    : ` ${number(accuracy * 100)} % of the training samples are right.`;
  return {
    key: 'loss',
    headline: `The loss is ${number(loss)}.`,
    detail: constant
      ? `The network answers ${list(Array.from(outputs.subarray(0, width), number))} to every training input: the inputs have no effect.${right}`
      : `The answers differ from input to input.${right}`,
  };
}
