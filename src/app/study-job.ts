import { type StudyName, type StudyResult, type StudySettings, studyNamed } from '../analysis/studies';
import { studySettings } from '../analysis/studies/settings';
import type { StudyRequest } from '../runs/messages';
import { cancellable, studyCancelled } from '../runs/cancellable';
import type { WorkerPool } from '../runs/pool';
import type { WorkerClient } from '../runs/worker-client';
import type { JobOptions, KeptWork } from './contract';
import { partKeeping } from './part-keeping';
import { partProgress } from './part-progress';
import type { RunHost } from './run-host';
import { runSubject } from './run-keeping';

/** Which run each batch thread was last given; a thread keeps one. */
const lastSubject = new WeakMap<WorkerClient, string>();
let asked = 0;

/** Does a study's parts on the pool. The answer does not depend on the number of threads. */
export async function runStudy<N extends StudyName>(
  host: RunHost,
  name: N,
  written: StudySettings<N>,
  pool: WorkerPool,
  { onProgress, signal, kept }: JobOptions,
): Promise<StudyResult<N>> {
  const study = studyNamed(name);
  const settings = studySettings(study, written);
  const record = await host.worker.call('record', []);
  const subject = `${host.id}/${++asked}`;
  const placesOf = (keeping: KeptWork, parts: readonly unknown[]) => {
    const of = runSubject(host.experiment, record);
    const job = keeping.job('study', { name, settings, ...of, parts }, of);
    return parts.map((_, part) => ({ job, part }));
  };
  return cancellable(signal, studyCancelled, async (cancelled) => {
    const ask = (
      worker: WorkerClient,
      phase: StudyRequest['phase'],
      payload: unknown,
      progress: (share: number) => void = () => undefined,
    ) => {
      const known = lastSubject.get(worker) === subject;
      lastSubject.set(worker, subject);
      const studied = known ? null : { setup: host.setup, record };
      return worker.call('study', [{ name, settings, phase, payload, subject, studied, cancelled }], {
        progress,
      });
    };
    const [parts] = (await pool.spread(1, (worker) => ask(worker, 'plan', null), { signal })) as [unknown[]];
    const task = study.label.toLowerCase();
    const tell = partProgress(parts.length, task, onProgress);
    const keep = kept && partKeeping(kept, placesOf(kept, parts), task);
    const results = await pool.spread(
      parts.length,
      async (worker, part) => {
        const work = () => ask(worker, 'work', parts[part], (share) => tell(part, share));
        const result = await (keep ? keep(part, work) : work());
        tell(part, 1);
        return result;
      },
      { signal },
    );
    const [answer] = await pool.spread(1, (worker) => ask(worker, 'join', results), { signal });
    return answer as StudyResult<N>;
  });
}
