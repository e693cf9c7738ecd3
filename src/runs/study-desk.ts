import type { Core } from '../core';
import { studyNamed } from '../analysis/studies';
import type { StudyContext } from '../analysis/studies/study';
import { jobSignals, studyCancelled } from './cancellable';
import { LiveRun } from './live-run';
import type { StudyRequest } from './messages';
import type { RunRecord } from './record';

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
    return {
      core: this.core,
      experiment,
      problem,
      trainer,
      workspace: live.workspace,
      record,
      point: (name) => live.point(name),
      ...jobSignals(cancelled, studyCancelled, tell),
    };
  }
}
