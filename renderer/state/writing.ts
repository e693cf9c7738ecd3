import type { About, ClaimResult, ExportFormat, RunView } from '../../src/app/contract';
import { bridge } from './bridge';
import type { StudyState } from './laboratory.svelte';
import type { Messages } from './messages.svelte';
import type { AskedPoint } from './point.svelte';
import { claimSvg, drawClaimPicture, drawStudyPicture, pictureName, pngBytes } from './picture';

interface Written {
  view(): RunView | null;
  engine(): About | null;
  /** Waits until the run is the one of the experiment as shown. */
  settle(): Promise<boolean>;
  /** The point that is looked at. */
  point(view: RunView): AskedPoint;
  readonly messages: Messages;
}

/** Writes what the window shows as pictures and tables; the program asks where to. */
export class Writing {
  constructor(private readonly host: Written) {}

  /** Where the format is about one point of the run, that is the one which is looked at. */
  data(format: ExportFormat): void {
    this.#write(async () => {
      if (!(await this.host.settle())) return null;
      const view = this.host.view()!;
      return bridge.call('exportData', view.run, format, this.host.point(view));
    });
  }

  /** The answer of a study as a picture. */
  studyPicture({ name, definition, view: answer }: StudyState): void {
    this.#write(async () => {
      const [view, engine] = [this.host.view(), this.host.engine()];
      if (!answer || !view || !engine) return null;
      const png = await pngBytes(drawStudyPicture(definition.label, answer, { view, engine }));
      return bridge.call('exportPicture', view.run, pictureName(view.experiment.name, name), png);
    });
  }

  /** The page of a decided claim as a picture. */
  claimPicture(claim: ClaimResult, format: 'png' | 'svg'): void {
    this.#write(async () => {
      const engine = this.host.engine();
      if (!engine) return null;
      const picture =
        format === 'svg'
          ? new TextEncoder().encode(claimSvg(claim, engine))
          : await pngBytes(drawClaimPicture(claim, engine));
      return bridge.call('exportClaimPicture', claim.id, `claim-${claim.id}.${format}`, picture);
    });
  }

  /** The table of a decided claim. */
  claimTable(claim: ClaimResult): void {
    this.#write(() => bridge.call('exportClaimTable', claim.id));
  }

  /** All claims that were decided in this window, as one page. */
  claimsPage(): void {
    this.#write(() => bridge.call('saveClaimsPage'));
  }

  /** @param work answers the name of the file, or null where none was written */
  #write(work: () => Promise<string | null>): void {
    void work()
      .then((file) => file !== null && this.host.messages.notice(`Written: ${file}`))
      .catch((error: unknown) => this.host.messages.failed(error));
  }
}
