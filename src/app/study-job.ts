import { type StudyName, type StudyResult, type StudySettings, studyNamed } from '../analysis/studies';
import { studySettings } from '../analysis/studies/settings';
import type { StudyRequest } from '../runs/messages';
import { cancellable, studyCancelled } from '../runs/cancellable';
import type { WorkerPool } from '../runs/pool';
import type { WorkerClient } from '../runs/worker-client';
import type { JobOptions } from './contract';
import { partProgress } from './part-progress';
import type { RunHost } from './run-host';

/** Which run each batch thread was last given; a thread keeps one. */
const lastSubject = new WeakMap<WorkerClient, string>();
let asked = 0;

/** Does a study's parts on the pool. The answer does not depend on the number of threads. */
export async function runStudy<N extends StudyName>(
  host: RunHost,
  name: N,
  written: StudySettings<N>,
  pool: WorkerPool,
  { onProgress, signal }: JobOptions,
): Promise<StudyResult<N>> {
  const study = studyNamed(name);
  const settings = studySettings(study, written);
  const record = await host.worker.call('record', []);
  const subject = `${host.id}/${++asked}`;
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
    const tell = partProgress(parts.length, study.label.toLowerCase(), onProgress);
    const results = await pool.spread(
      parts.length,
      async (worker, part) => {
        const result = await ask(worker, 'work', parts[part], (share) => tell(part, share));
        tell(part, 1);
        return result;
      },
      { signal },
    );
    const [answer] = await pool.spread(1, (worker) => ask(worker, 'join', results), { signal });
    return answer as StudyResult<N>;
  });
}
