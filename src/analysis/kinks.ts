import type { ActivationName, Workspace } from '../core/contract';
import { activation as activationNamed } from '../model/activations';
import { layerRanges } from '../model/network';
import { count, list } from './words';

/** A unit whose z (before the activation) is exactly 0, where its activation has a kink, for some training sample. */
export interface KinkedUnit {
  /** 1-based weight layer. */
  readonly layer: number;
  /** From 0. */
  readonly unit: number;
  readonly activation: ActivationName;
  /** Training samples for which it sits on the kink. */
  readonly samples: number;
}

/** Whether the loss has the derivatives that are computed. */
export interface Smoothness {
  /**
   * `smooth`: nothing is on a kink; `curvature-jumps`: only units of ELU are, whose slope is continuous and whose curvature is not; `kinked`: units with a
   * jump of the slope are, and every derivative is that of one branch (“frozen”: z ≤ 0, or the activation’s own slope at 0), or parameters under an L1 penalty are.
   */
  readonly verdict: 'smooth' | 'curvature-jumps' | 'kinked';
  readonly units: readonly KinkedUnit[];
  /** Parameters that are exactly 0, where |θᵢ| of an L1 penalty has its kink (its slope counts as 0 there); 0 without such a penalty. */
  readonly penalisedZeros: number;
  /** Training samples of the problem. */
  readonly samples: number;
}

/**
 * Finds the units that are exactly on their kink. A z that is 0 at every θ (a first layer without bias and an input of zeros) is no kink of the loss and is
 * not counted.
 */
export function smoothness(workspace: Workspace, theta: Float64Array): Smoothness {
  const { network, train, l1 } = workspace.problem;
  const penalisedZeros = l1 > 0 ? theta.filter((value) => value === 0).length : 0;
  const units = layerRanges(network).flatMap(({ layer, inputs, outputs, biases }): KinkedUnit[] => {
    const activation = network.activations[layer - 1]!;
    if (activationNamed(activation).smooth) return [];
    const z = workspace.preactivations(theta, layer);
    const samples = new Uint32Array(outputs);
    for (let i = 0; i < train.count; i++) {
      if (layer === 1 && biases === null && isZeroRow(train.inputs, i, inputs)) continue;
      for (let unit = 0; unit < outputs; unit++) if (z[i * outputs + unit] === 0) samples[unit]! += 1;
    }
    return Array.from(samples, (on, unit) => ({ layer, unit, activation, samples: on })).filter(
      (unit) => unit.samples > 0,
    );
  });
  const kinked = penalisedZeros > 0 || units.some(({ activation }) => activation !== 'elu');
  const verdict = kinked ? 'kinked' : units.length > 0 ? 'curvature-jumps' : 'smooth';
  return { verdict, units, penalisedZeros, samples: train.count };
}

function isZeroRow(rows: Float64Array, row: number, width: number): boolean {
  for (let at = row * width, end = at + width; at < end; at++) if (rows[at] !== 0) return false;
  return true;
}

/** Most units that a sentence names one by one. */
const named = 4;

/** What is on a kink: `2 units of layer 1 (ReLU): unit 1 for every sample and unit 2 for 1 of 4 samples`, or where only a curvature jumps (ELU). Empty where nothing is. */
export function kinksInWords({ units, samples, penalisedZeros }: Smoothness, elu: boolean): string {
  const chosen = units.filter(({ activation }) => (activation === 'elu') === elu);
  const layers = [...new Set(chosen.map(({ layer }) => layer))];
  const parts = layers.map((layer) => {
    const here = chosen.filter((unit) => unit.layer === layer);
    const { label } = activationNamed(here[0]!.activation);
    const head = `${count(here.length, 'unit')} of layer ${layer} (${label})`;
    if (here.every((unit) => unit.samples === samples)) return `${head} for every sample`;
    const each = here
      .slice(0, named)
      .map(({ unit, samples: on }) =>
        on === samples
          ? `unit ${unit + 1} for every sample`
          : `unit ${unit + 1} for ${on} of ${samples} samples`,
      );
    return `${head}: ${list(here.length > named ? [...each, 'more'] : each)}`;
  });
  if (penalisedZeros > 0 && !elu) parts.push(`${count(penalisedZeros, 'parameter')} at 0 (L1 penalty)`);
  return list(parts);
}
