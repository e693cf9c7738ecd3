import type { About, Comparison, ComparedRun, RunView } from '../../src/app/contract';
import type { AddedFiles, OpenedDocument } from '../../src/app/wire';
import {
  labelColumn,
  resultColumns,
  settingColumns,
  sortedRuns,
  type ComparisonColumn,
} from '../../src/figures/comparison/columns';
import { quantitiesOf, type CompareQuantity } from '../../src/figures/comparison/curves';
import { bridge, toWireError } from './bridge';
import { copyText } from './clipboard';
import type { Messages } from './messages.svelte';
import { comparisonSvg, drawComparisonPicture, pngBytes } from './picture';

/** What of the window the comparison uses. */
export interface CompareHost {
  readonly about: About | null;
  readonly messages: Messages;
  /** The run of the experiment as it is shown; null where that cannot be run. */
  settledRun(): Promise<RunView | null>;
  /** Does something that replaces the document, after asking where changes would be lost. */
  replacing(work: () => Promise<void>): void;
  adopt(opened: OpenedDocument): void;
}

/** The runs that are kept for comparison, and how they are looked at. The main process holds them; here is what it last said of them. */
export class Compare {
  shown = $state.raw<Comparison>({ runs: [], differences: [], sentences: [], most: 0 });
  #quantity = $state<CompareQuantity>('loss');
  logarithmic = $state(false);
  /** The run that is pointed at, else the one whose name was pressed. */
  pointed = $state<string | null>(null);
  pinned = $state<string | null>(null);
  /** Column by which the rows are sorted; null = as they were kept. */
  sortedBy = $state<string | null>(null);
  descending = $state(false);
  /** Files are being added. */
  adding = $state(false);
  /** 0 … 1 */
  share = $state(0);
  /** Why a label was refused, and whose. */
  refused = $state.raw<{ readonly id: string; readonly message: string } | null>(null);

  readonly results = $derived(resultColumns(this.shown));
  readonly settings = $derived(settingColumns(this.shown));
  readonly quantities = $derived(quantitiesOf(this.shown));
  readonly rows = $derived(sortedRuns(this.shown.runs, this.#column, this.descending));

  constructor(private readonly host: CompareHost) {}

  async start(): Promise<void> {
    bridge.on('progress', ({ task, done, total }) => {
      if (task === 'comparison' && this.adding) this.share = total > 0 ? done / total : 0;
    });
    await this.host.messages.attempt(async () => this.#adopt(await bridge.call('comparison')));
  }

  get count(): number {
    return this.shown.runs.length;
  }

  get newest(): ComparedRun | undefined {
    return this.shown.runs.at(-1);
  }

  /** What the curves show: what was chosen, where there is such a thing. */
  get quantity(): CompareQuantity {
    return this.quantities.some(({ name }) => name === this.#quantity) ? this.#quantity : 'loss';
  }
  set quantity(name: CompareQuantity) {
    this.#quantity = name;
  }

  get wide(): boolean {
    return this.quantities.find(({ name }) => name === this.quantity)?.wide ?? true;
  }

  get highlighted(): string | null {
    return this.pointed ?? this.pinned;
  }

  get #column(): ComparisonColumn | null {
    return [labelColumn, ...this.results, ...this.settings].find(({ id }) => id === this.sortedBy) ?? null;
  }

  /** Up, then down, then as they were kept. */
  sort(column: string): void {
    if (this.sortedBy !== column) {
      this.sortedBy = column;
      this.descending = false;
    } else if (!this.descending) this.descending = true;
    else this.sortedBy = null;
  }

  /** @returns whether the run was kept */
  async keep(): Promise<boolean> {
    return this.host.messages.attempt(async (): Promise<boolean> => {
      const view = await this.host.settledRun();
      if (view === null) {
        this.host.messages.problem(
          'Not kept: the experiment cannot be run as it is. Mend the marked field first.',
        );
        return false;
      }
      this.shown = await bridge.call('keepRun', view.run);
      return true;
    });
  }

  async addFiles(): Promise<void> {
    await this.#add(() => bridge.call('addKept'));
  }

  /** Files that were dropped on the comparison. */
  async addDropped(files: readonly File[]): Promise<void> {
    for (const file of files)
      await this.#add(async () =>
        bridge.call('addDropped', file.name, new Uint8Array(await file.arrayBuffer())),
      );
  }

  stopAdding(): void {
    void bridge.call('cancelAddKept').catch(() => undefined);
  }

  async label(id: string, text: string): Promise<void> {
    this.refused = null;
    try {
      this.shown = await bridge.call('labelKept', id, text);
    } catch (error) {
      this.refused = { id, message: toWireError(error).message };
    }
  }

  remove(id: string | null): void {
    this.pointed = null;
    if (id === null || this.pinned === id) this.pinned = null;
    if (id === null || this.refused?.id === id) this.refused = null;
    void this.host.messages.attempt(async () => void (this.shown = await bridge.call('removeKept', id)));
  }

  /** Asks first: what was kept is nowhere else. */
  removeAll(): void {
    this.host.messages.question(`Remove all ${this.count} runs that are kept?`, [
      { label: 'Remove all', run: () => this.remove(null) },
      { label: 'Keep them', run: () => undefined },
    ]);
  }

  open(id: string): void {
    this.host.replacing(async () => this.host.adopt(await bridge.call('openKept', id)));
  }

  copyCsv(): void {
    void this.host.messages.attempt(async () => {
      await copyText(await bridge.call('comparisonCsv', this.#order));
      this.host.messages.notice(`Copied as CSV: ${this.count} ${this.count === 1 ? 'run' : 'runs'}.`);
    });
  }

  saveCsv(): void {
    void this.host.messages.attempt(async () =>
      this.#written(await bridge.call('saveComparisonCsv', this.#order)),
    );
  }

  savePicture(format: 'png' | 'svg'): void {
    void this.host.messages.attempt(async () => {
      const engine = this.host.about;
      if (!engine) return;
      const curves = { quantity: this.quantity, scale: this.logarithmic ? 'log' : 'linear' } as const;
      const picture =
        format === 'svg'
          ? new TextEncoder().encode(comparisonSvg(this.shown, curves, engine))
          : await pngBytes(drawComparisonPicture(this.shown, curves, engine));
      this.#written(await bridge.call('saveComparisonPicture', picture, format));
    });
  }

  async #add(call: () => Promise<AddedFiles | null>): Promise<void> {
    this.adding = true;
    this.share = 0;
    await this.host.messages.attempt(async () => {
      const added = await call();
      if (added === null) return;
      this.#adopt(added);
    });
    this.adding = false;
  }

  #adopt({ comparison, warnings, problems }: AddedFiles): void {
    this.shown = comparison;
    for (const warning of warnings) this.host.messages.notice(warning);
    for (const problem of problems) this.host.messages.problem(problem);
  }

  get #order(): string[] {
    return this.rows.map(({ id }) => id);
  }

  #written(file: string | null): void {
    if (file !== null) this.host.messages.notice(`Written: ${file}`);
  }
}
