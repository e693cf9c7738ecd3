import { toWireError, wasCancelled } from './bridge';

export interface MessageChoice {
  readonly label: string;
  run(): void;
}

export interface Message {
  readonly id: number;
  readonly kind: 'problem' | 'notice' | 'question' | 'offer';
  readonly text: string;
  readonly choices: readonly MessageChoice[];
}

/** The bar below the top bar: sentences that a person can read and dismiss. Never a modal dialog. */
export class Messages {
  list = $state.raw<readonly Message[]>([]);
  #next = 1;

  notice(text: string): void {
    this.#add('notice', text, []);
  }

  problem(text: string): void {
    this.#add('problem', text, []);
  }

  /** A failed call. */
  failed(error: unknown): void {
    this.problem(toWireError(error).message);
  }

  /** Does something, and tells where it fails; answers false then, and where it was cancelled. */
  async attempt<T>(work: () => Promise<T>): Promise<T | false> {
    try {
      return await work();
    } catch (error) {
      if (!wasCancelled(error)) this.failed(error);
      return false;
    }
  }

  /** Choosing any answer closes the question; only one question is open at a time. */
  question(text: string, choices: readonly MessageChoice[]): void {
    this.list = this.list.filter((message) => message.kind !== 'question');
    this.#add('question', text, choices);
  }

  /** Something that can be done now, or left: several may be open at a time. @returns takes it back */
  offer(text: string, choices: readonly MessageChoice[]): () => void {
    const id = this.#add('offer', text, choices);
    return () => this.dismiss(id);
  }

  /** What was wrong before is over: another document has been opened. */
  clearProblems(): void {
    this.list = this.list.filter((message) => message.kind !== 'problem');
  }

  dismiss(id: number): void {
    this.list = this.list.filter((message) => message.id !== id);
  }

  #add(kind: Message['kind'], text: string, choices: readonly MessageChoice[]): number {
    // The same sentence twice would only push the first one away.
    const others = this.list.filter((message) => message.text !== text);
    const id = this.#next++;
    // What waits for an answer is not pushed away by what is only to be read.
    const readable = others.filter((message) => message.choices.length === 0).slice(-2);
    const stays = others.filter((message) => message.choices.length > 0 || readable.includes(message));
    this.list = [...stays, { id, kind, text, choices }];
    return id;
  }
}
