/** What two studies say of the point that is looked at: its eigenvalues and its saddle order. Asked in the background while the run rests. */
import type { RunView, StudyResult } from '../../src/app/contract';
import { studyView, type LookAlong, type StudyView } from '../../src/figures/studies';
import { bridge, toWireError, wasCancelled } from './bridge';
import type { Laboratory } from './laboratory.svelte';
import { debounce } from './latest';
import type { AskedPoint } from './point.svelte';

const asked = ['spectrum', 'order'] as const;
type VerdictName = (typeof asked)[number];

/** Most parameters of a network whose points are judged without being asked to. */
export const mostUnasked = 300;

interface Subject {
  readonly view: RunView;
  readonly point: AskedPoint;
  /** The same for two questions that have the same answer. */
  readonly key: string;
}

/** One verdict with the point it is about. */
export interface Verdict<N extends VerdictName> {
  readonly result: StudyResult<N>;
  readonly view: StudyView;
  readonly point: AskedPoint;
  readonly key: string;
}

export class Verdicts {
  spectrum = $state.raw<Verdict<'spectrum'> | null>(null);
  order = $state.raw<Verdict<'order'> | null>(null);
  /** Which question is under way. */
  busy = $state<VerdictName | null>(null);
  /** Why a question has no answer at the point shown. */
  problems = $state.raw<Readonly<Partial<Record<VerdictName, string>>>>({});
  #subject = $state.raw<Subject | null>(null);
  /** The point for which a person asked although the network is large. */
  #wanted = $state<string | null>(null);

  /** Counts what makes earlier answers wrong: another run, or the same one from its start. */
  #generation = 0;
  #ticket = 0;
  #given = new WeakMap<Float64Array, number>();
  #givenCount = 0;
  #soon = debounce(() => void this.#ask(), 250);

  constructor(
    private readonly laboratory: Laboratory,
    private readonly training: () => boolean,
  ) {}

  /** The network is so large that the person decides. */
  get waitsToBeAsked(): boolean {
    return this.#subject !== null && !this.#allowed(this.#subject) && !this.isSettled('order');
  }

  /** Answered for the point that is looked at, or known to have no answer there. */
  isSettled(name: VerdictName): boolean {
    return this.isCurrent(this[name]) || this.problems[name] !== undefined;
  }

  /** The verdict is of the point that is looked at. */
  isCurrent(verdict: { readonly key: string } | null): boolean {
    return verdict !== null && verdict.key === this.#subject?.key;
  }

  started(): void {
    this.#generation++;
    this.#stop();
    this.spectrum = this.order = null;
    this.problems = {};
    this.#wanted = null;
  }

  /** The run grows: the machine is its own, and the point is another one. */
  grew(): void {
    this.#stop();
  }

  look(view: RunView, point: AskedPoint): void {
    // The origin and the start stay what they are while the run goes on; given parameters are themselves.
    const step =
      typeof point !== 'string'
        ? `given/${this.#numberOf(point)}`
        : point === 'final'
          ? `step:${view.step}`
          : point === 'best'
            ? `best/${view.step}`
            : point;
    const key = `${view.run}/${this.#generation}/${step}`;
    if (key !== this.#subject?.key) {
      this.#stop();
      this.problems = {};
    }
    this.#subject = { view, point, key };
    if (asked.every((one) => this.isSettled(one))) return;
    this.#soon.request();
  }

  /** Asks although the network is large. */
  ask(): void {
    this.#wanted = this.#subject?.key ?? null;
    void this.#ask();
  }

  /** The way of the witness through the point shown; null where there is none. */
  get witness(): LookAlong | null {
    const [look] = this.order?.view.lookAlong ?? [];
    return look && this.isCurrent(this.order) ? look : null;
  }

  /** Opens the laboratory on a verdict. */
  details(name: VerdictName): void {
    const verdict = this[name];
    if (verdict) this.laboratory.showAnswer(name, verdict.point, verdict.view);
  }

  #allowed({ view, key }: Subject): boolean {
    return view.parameterCount <= mostUnasked || key === this.#wanted;
  }

  /** Tells given parameters from others without reading them. */
  #numberOf(theta: Float64Array): number {
    const known = this.#given.get(theta) ?? ++this.#givenCount;
    this.#given.set(theta, known);
    return known;
  }

  #stop(): void {
    this.#soon.cancel();
    this.#ticket++;
    // Where the laboratory has asked the same study since, it is its answer that is under way.
    if (this.busy !== null && !this.laboratory.study(this.busy)?.busy)
      void bridge.call('cancelStudy', this.busy).catch(() => undefined);
    this.busy = null;
  }

  async #ask(): Promise<void> {
    const subject = this.#subject;
    if (!subject || this.training() || !this.#allowed(subject)) return;
    this.#stop();
    const ticket = this.#ticket;
    const current = () => ticket === this.#ticket;
    for (const name of asked) {
      if (this.isSettled(name)) continue;
      // A study answers one question at a time, and the laboratory's goes first.
      if (this.laboratory.study(name)?.busy) return this.#soon.request();
      this.busy = name;
      try {
        const { point } = subject;
        const asks = typeof point === 'string' ? { at: point } : { theta: Array.from(point) };
        const result = await bridge.call('study', subject.view.run, name, asks);
        if (!current()) return;
        this.#keep(name, result as never, subject);
      } catch (error) {
        if (!current()) return;
        if (wasCancelled(error)) this.#soon.request();
        else this.problems = { ...this.problems, [name]: toWireError(error).message };
      } finally {
        if (current()) this.busy = null;
      }
    }
  }

  #keep<N extends VerdictName>(name: N, result: StudyResult<N>, { point, key }: Subject): void {
    const verdict = { result, view: studyView(name, result), point, key };
    Object.assign(this, { [name]: verdict });
  }
}
