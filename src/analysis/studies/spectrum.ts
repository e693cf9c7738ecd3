import { UserError } from '../../model/user-error';
import { count } from '../words';
import { criticality } from '../criticality';
import { smoothness } from '../kinks';
import { passAt } from '../pass';
import { roundingBounds } from '../rounding';
import type { Probe } from '../spectrum/density';
import { estimatedEnds, type EstimatedEnds, estimateOf, probeAt } from '../spectrum/estimate';
import { exactHessian, type ExactHessian, mostExact } from '../spectrum/exact';
import { gaussNewtonSpectrum, type GaussNewtonSpectrum } from '../spectrum/gauss-newton';
import type { SpectrumReport } from '../spectrum/report';
import { estimateSentences, exactSentences } from '../spectrum/sentences';
import { limits } from '../../model/limits';
import { pointFields, studiedPoint } from './point';
import { defineStudy, type StudyContext } from './study';

type Part =
  | { readonly kind: 'hessian' }
  | { readonly kind: 'gauss-newton' }
  | { readonly kind: 'ends' }
  | { readonly kind: 'probe'; readonly index: number };

type PartResult = ExactHessian | GaussNewtonSpectrum | EstimatedEnds | Probe;

export const spectrum = defineStudy({
  name: 'spectrum',
  label: 'Spectrum',
  summary: 'The eigenvalues of the Hessian: how many are negative, zero, positive, and where they live.',
  fields: {
    ...pointFields,
    method: {
      kind: 'choice',
      label: 'Method',
      help: `Exact takes the whole Hessian apart, up to ${mostExact.toLocaleString('en-GB')} parameters; an estimate finds both ends by Lanczos and samples the rest.`,
      default: 'auto',
      choices: [
        { value: 'auto', label: 'Exact where possible' },
        { value: 'exact', label: 'Exact' },
        { value: 'estimate', label: 'Estimate' },
      ],
    },
    vectors: {
      kind: 'choice',
      label: 'Eigenvectors',
      help: 'Which eigenvectors the exact answer holds: those of both ends and of the null space, all of them, or none.',
      default: 'extremes',
      choices: [
        { value: 'extremes', label: 'Ends and null space' },
        { value: 'all', label: 'All' },
        { value: 'none', label: 'None' },
      ],
    },
    listed: {
      kind: 'number',
      label: 'Eigenvectors listed',
      help: 'Most eigenvectors per end and of the null space.',
      default: 6,
      min: 1,
      max: 64,
      integer: true,
    },
    lanczosSteps: {
      kind: 'number',
      label: 'Lanczos steps',
      help: 'Products per Lanczos iteration of an estimate.',
      default: 100,
      min: 2,
      max: 1000,
      integer: true,
    },
    probes: {
      kind: 'number',
      label: 'Random directions',
      help: 'Directions over which an estimate of the density is averaged.',
      default: 12,
      min: 2,
      max: 1000,
      integer: true,
    },
    smoothing: {
      kind: 'number',
      label: 'Smoothing',
      help: 'Width of the estimated density’s Gaussian, as a share of the spectrum’s range.',
      default: 0.01,
      min: 0.001,
      max: 1,
      scale: 'log',
    },
    points: {
      kind: 'number',
      label: 'Density points',
      help: 'Points at which the estimated density is given.',
      default: 512,
      min: 16,
      max: 16384,
      integer: true,
    },
    probeSeed: {
      kind: 'number',
      label: 'Seed',
      help: 'Seed of an estimate’s random directions.',
      default: 1,
      min: 0,
      max: limits.seed,
      integer: true,
    },
  },

  plan(run, settings): Part[] {
    // A point that does not exist is refused before any thread starts on it.
    studiedPoint(run, settings);
    if (isExact(run, settings.method)) return [{ kind: 'hessian' }, { kind: 'gauss-newton' }];
    const probes = Array.from({ length: settings.probes }, (_, index): Part => ({ kind: 'probe', index }));
    return [{ kind: 'ends' }, ...probes];
  },

  work(run, settings, part): PartResult {
    const { core, workspace, progress, checkCancelled } = run;
    const { theta } = studiedPoint(run, settings);
    const checkpoint = (share: number): void => {
      checkCancelled();
      progress(share);
    };
    switch (part.kind) {
      case 'hessian': {
        const options = {
          vectors: settings.vectors as 'extremes' | 'all' | 'none',
          listed: settings.listed,
        };
        return exactHessian(core, workspace, theta, roundingAt(run, theta), options, checkpoint);
      }
      case 'gauss-newton':
        return gaussNewtonSpectrum(core, workspace, theta, roundingAt(run, theta), checkpoint);
      case 'ends':
        return estimatedEnds(core, workspace, theta, settings, checkpoint);
      case 'probe':
        return probeAt(core, workspace, theta, part.index, settings, checkpoint);
    }
  },

  join(run, settings, results): SpectrumReport {
    const { core, workspace } = run;
    const { network } = workspace.problem;
    const { at, step, theta } = studiedPoint(run, settings);
    const bounds = roundingBounds(workspace.problem, theta, passAt(workspace, theta));
    const { loss, gradientNorm } = workspace.evaluate(theta);
    const point = {
      at,
      step,
      parameterCount: workspace.parameterCount,
      loss,
      criticality: criticality(workspace.gradient(theta), gradientNorm, bounds),
      smoothness: smoothness(workspace, theta),
    };
    if (isExact(run, settings.method)) {
      const [hessian, gaussNewton] = results as [ExactHessian, GaussNewtonSpectrum];
      const report = { ...point, ...hessian, kind: 'exact' as const, gaussNewton };
      return { ...report, sentences: exactSentences(report, network) };
    }
    const [ends, ...probes] = results as [EstimatedEnds, ...Probe[]];
    const estimate = estimateOf(core, workspace.parameterCount, ends, probes, bounds.hessian, settings);
    const report = { ...point, ...estimate, kind: 'estimate' as const };
    return { ...report, sentences: estimateSentences(report, network) };
  },
});

function isExact({ workspace: { parameterCount } }: StudyContext, method: string): boolean {
  if (method === 'exact' && parameterCount > mostExact)
    throw new UserError(
      `spectrum.method is "exact" but this network has ${count(parameterCount, 'parameter')}, and the whole Hessian is taken apart for at most ${mostExact.toLocaleString('en-GB')}: use "estimate", or a smaller network.`,
      'spectrum.method',
    );
  return method !== 'estimate' && parameterCount <= mostExact;
}

function roundingAt({ workspace }: StudyContext, theta: Float64Array): number {
  return roundingBounds(workspace.problem, theta, passAt(workspace, theta)).hessian;
}
