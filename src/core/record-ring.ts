import type { TrainingNote } from './contract';
import { blankEvaluation, takeEvaluation, type Writable } from './evaluation';
import { copyVector, type WorkspaceMemory } from './workspace-memory';

/** The ring of rows that a recording trainer fills: assembly/training/record.ts says what a row holds. */
export class RecordRing {
  private readonly numbers: Float64Array;
  private readonly note: Writable<TrainingNote>;

  constructor(private readonly memory: WorkspaceMemory) {
    const { arena, buffer, exports } = memory;
    exports.defineRecord(arena.record.at, arena.record.rows);
    this.numbers = new Float64Array(buffer);
    this.note = { step: 0, theta: new Float64Array(arena.parameterCount), ...blankEvaluation() };
  }

  /** Rows that the last call has filled. */
  get rows(): number {
    return this.memory.exports.recordedRows();
  }

  /** A row of the last call, which went on from `start` steps; the object is the same every time. */
  read(row: number, start: number): TrainingNote {
    const { at, rowBytes, headBytes } = this.memory.arena.record;
    const address = at + row * rowBytes;
    const { note, numbers } = this;
    note.step = start + numbers[address / 8]!;
    copyVector(this.memory, address + headBytes, note.theta);
    return takeEvaluation(note, numbers, address / 8 + 1);
  }
}
