import type { StudyContext } from '../../src/analysis/studies/study';
import { core } from '../../src/core';
import { parseExperiment } from '../../src/model/schema';
import { LiveRun } from '../../src/runs/live-run';
import { setUp } from '../../src/runs/setup';

/** A run of an experiment after some steps, as a study sees it. */
export function studiedRun(document: unknown, steps: number): StudyContext {
  const experiment = parseExperiment(document);
  const setup = setUp(experiment, core());
  const live = new LiveRun(core(), setup);
  if (steps > 0) live.advance(steps);
  return {
    core: core(),
    experiment,
    problem: setup.problem,
    trainer: setup.trainer,
    workspace: core().workspace(setup.problem),
    record: live.record(),
    point: (name) => live.point(name),
    progress: () => undefined,
    checkCancelled: () => undefined,
  };
}
