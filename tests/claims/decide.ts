import { answerCell, cellsOf, type Claim, type ClaimResult, judge } from '../../src/claims';
import type { Core, Trainer, Workspace } from '../../src/core/contract';
import { openCell } from '../../src/runs/claim-desk';

const quiet = { progress: () => undefined, checkCancelled: () => undefined };

/** Decides a claim on this thread, with whatever core. */
export function decide(claim: Claim, core: Core): ClaimResult {
  const places = cellsOf(claim, core);
  const answers = places.map(({ experiment, cell }) =>
    answerCell(experiment, cell, openCell(core, cell.experiment, quiet)),
  );
  return judge(claim, places, answers);
}

/** A core some of whose workspaces' answers are wrong. */
export function doctored(core: Core, wrong: (workspace: Workspace) => Partial<Workspace>): Core {
  return overlaid(core, {
    workspace: (problem) => {
      const workspace = core.workspace(problem);
      return overlaid(workspace, wrong(workspace));
    },
  });
}

/** Trainings that tell a wrong θ. */
export const wrongTheta = (
  workspace: Workspace,
  wrong: (theta: Float64Array, trainer: Trainer) => Float64Array,
) => ({
  startTraining: (...args: Parameters<Workspace['startTraining']>) => {
    const trainer = workspace.startTraining(...args);
    return overlaid(trainer, { theta: () => wrong(trainer.theta(), trainer) });
  },
});

/** The same object with some of its methods replaced. */
export function overlaid<T extends object>(object: T, over: Partial<T>): T {
  return new Proxy(object, {
    get: (target, key) => {
      const value: unknown = Reflect.get(key in over ? over : target, key);
      return typeof value === 'function' && !(key in over) ? value.bind(target) : value;
    },
  });
}
