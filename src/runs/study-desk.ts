import type { Core } from '../core';
import { studyNamed } from '../analysis/studies';
import type { StudyContext } from '../analysis/studies/study';
import { UserError } from '../model/user-error';
import { LiveRun } from './live-run';
import type { StudyRequest } from './messages';
import type { RunRecord } from './record';

/** Progress is told at most this often. */
const progressMilliseconds = 33;

/** Where a worker thread does parts of studies. The run that was studied last is kept, because parts of one study come in a row. */
export class StudyDesk {
  #subject: { readonly name: string; readonly live: LiveRun; readonly record: RunRecord } | null = null;

  constructor(private readonly core: Core) {}

  study(request: StudyRequest, tell: (share: number) => void): unknown {
    const study = studyNamed(request.name);
    const context = this.#context(request, tell);
    if (request.phase === 'plan') return study.plan(context, request.settings);
    if (request.phase === 'work') return study.work(context, request.settings, request.payload);
    return study.join(context, request.settings, request.payload as readonly unknown[]);
  }

  #context({ subject, studied, cancelled }: StudyRequest, tell: (share: number) => void): StudyContext {
    if (this.#subject?.name !== subject) {
      if (studied === null) throw new Error('a part of a study came before its run');
      const { setup, record } = studied;
      this.#subject = { name: subject, live: new LiveRun(this.core, setup, record), record };
    }
    const { live, record } = this.#subject;
    const { experiment, problem, trainer } = live.setup;
    const flag = new Int32Array(cancelled);
    let told = performance.now();
    return {
      core: this.core,
      experiment,
      problem,
      trainer,
      workspace: live.workspace,
      record,
      point: (name) => live.point(name),
      progress: (share) => {
        const now = performance.now();
        if (now - told < progressMilliseconds) return;
        told = now;
        tell(share);
      },
      checkCancelled: () => {
        if (Atomics.load(flag, 0) !== 0) throw new UserError('The study was cancelled.', 'cancelled');
      },
    };
  }
}
