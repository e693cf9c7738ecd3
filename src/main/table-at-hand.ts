/** The table that a person looks at before it becomes data: kept here, so that its text does not cross to the window and back. */
import type { Saddlescope, TableChoice, TablePreview } from '../app/contract';
import type { Experiment } from '../model/experiment';
import { UserError } from '../model/user-error';

export class TableAtHand {
  #table: { readonly name: string; readonly bytes: Uint8Array } | null = null;

  constructor(private readonly service: Saddlescope) {}

  /** Takes a file in hand where it holds a table, else null. */
  look(name: string, bytes: Uint8Array): TablePreview | null {
    const preview = this.service.previewTable(name, bytes);
    this.#table = preview && { name, bytes };
    return preview;
  }

  /** Reads it in another way. */
  read(choice: TableChoice): TablePreview {
    const { name, bytes } = this.#mustBeThere();
    return this.service.previewTable(name, bytes, choice)!;
  }

  experiment(choice: TableChoice): Experiment {
    const { name, bytes } = this.#mustBeThere();
    return this.service.tableExperiment(name, bytes, choice);
  }

  forget(): void {
    this.#table = null;
  }

  #mustBeThere(): { readonly name: string; readonly bytes: Uint8Array } {
    if (this.#table === null)
      throw new UserError('The table is no longer at hand: choose it again.', 'table');
    return this.#table;
  }
}
