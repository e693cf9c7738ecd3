/** A CSV on its way to becoming an experiment: what a person looks at first, and what is then made of it. */
import { fileKind } from '../files/kind';
import { csvDocument } from '../model/csv-document';
import type { Experiment } from '../model/experiment';
import { parseExperiment } from '../model/schema';
import { previewTable, type TableChoice, type TablePreview, tableSettings } from '../model/table-preview';
import { inFile, utf8 } from './open-file';

/** Null where the bytes are not those of a table. */
export function lookAtTable(name: string, bytes: Uint8Array, choice: TableChoice): TablePreview | null {
  return fileKind(bytes, name) === 'csv' ? previewTable(utf8(bytes, name), name, choice) : null;
}

/** The default experiment on the table as it is chosen: a small network that starts from zero, fitted to the columns. */
export function tableExperiment(name: string, bytes: Uint8Array, choice: TableChoice): Experiment {
  const text = utf8(bytes, name);
  return inFile(name, () => {
    const document = csvDocument(name, text);
    const data = { ...document.data, ...tableSettings(text, name, choice) };
    return parseExperiment({ name: `${document.name} from zero`, data });
  });
}
