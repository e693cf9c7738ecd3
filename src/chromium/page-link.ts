/** The wire between Node and the isolated world of one page. */
import { randomBytes } from 'node:crypto';
import { createCodec } from './codec';
import type { Fields, Session } from './devtools';
import { type DownMessage, type PageSettings, receiverName, type UpMessage } from './page/isolated-world';
import { createPieces } from './pieces';
import { isolatedWorldSource, mainWorldSource } from './page-scripts';

const worldName = 'Electron Isolated Context';
/** Well below the length (some 100,000 characters) from which the browser takes tens of milliseconds over a message, twenty times as long a character. */
const pieceSize = 1 << 16;
/** Pieces on their way to the page at once: all of a long message would keep the page from drawing until the last is there. */
const underwayMost = 2;

export interface LinkOptions {
  readonly preload: string | null;
  readonly additionalArguments: readonly string[];
  onMessage(message: UpMessage): void;
}

interface ContextCreated {
  readonly context: {
    readonly id: number;
    readonly name: string;
    readonly auxData?: { readonly frameId?: string };
  };
}

export class PageLink {
  readonly #codec = createCodec();
  #down = createPieces(pieceSize, this.#codec);
  #up = createPieces(pieceSize, this.#codec);
  #world: number | null = null;
  /** Pieces that wait for their turn, in order. */
  #queue: string[] = [];
  #underway = 0;

  private constructor(
    private readonly session: Session,
    private readonly onMessage: (message: UpMessage) => void,
  ) {}

  /** Installs the scripts for every document to come. @param mainFrame id of the window's frame */
  static async install(session: Session, mainFrame: string, options: LinkOptions): Promise<PageLink> {
    const link = new PageLink(session, options.onMessage);
    const secret = randomBytes(16).toString('hex');
    const settings: PageSettings = {
      secret: `w${secret}`,
      binding: `b${secret}`,
      pieceSize,
      argv: ['electron', ...options.additionalArguments, '--no-native-menu'],
      platform: process.platform,
      arch: process.arch,
      versions: { node: process.versions.node },
    };
    session.on('Runtime.executionContextCreated', ({ context }: Fields & ContextCreated) => {
      if (context.name === worldName && context.auxData?.frameId === mainFrame) link.#enter(context.id);
    });
    session.on('Runtime.executionContextsCleared', () => {
      link.#world = null;
      link.#queue = [];
    });
    session.on('Runtime.bindingCalled', ({ name, payload, executionContextId }: Fields) => {
      if (name === settings.binding && executionContextId === link.#world) link.#receive(payload as string);
    });
    await Promise.all([
      session.send('Runtime.addBinding', { name: settings.binding, executionContextName: worldName }),
      session.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource(settings.secret) }),
      session.send('Page.addScriptToEvaluateOnNewDocument', {
        source: isolatedWorldSource(settings, options.preload),
        worldName,
      }),
      session.send('Runtime.enable'),
    ]);
    return link;
  }

  /** Sends to the document that is there now; without one the message is lost, as in Electron. */
  send(message: DownMessage): void {
    if (this.#world === null) return;
    const attached: Uint8Array[] = [];
    const text = this.#codec.encode(message, (bytes) => attached.push(bytes) - 1);
    this.#queue.push(...this.#down.split(text, attached));
    this.#sendOn();
  }

  #sendOn(): void {
    while (this.#underway < underwayMost && this.#queue.length > 0) {
      this.#underway++;
      this.session
        .send('Runtime.callFunctionOn', {
          functionDeclaration: `function (piece) { ${receiverName}(piece); }`,
          arguments: [{ value: this.#queue.shift() }],
          executionContextId: this.#world,
        })
        // The page is gone, which its own event tells.
        .catch(() => undefined)
        .finally(() => {
          this.#underway--;
          this.#sendOn();
        });
    }
  }

  /** Runs a function in the isolated world as if the person had just clicked there. It must use nothing outside its own body. */
  async run<A, R>(work: (argument: A) => R, argument: A): Promise<Awaited<R>> {
    const result = await this.#call(work, argument, true);
    return result['value'] as Awaited<R>;
  }

  /** The same, with the result kept in the page: answers its object id, or null where it is not an object. */
  async runForObject<A>(work: (argument: A) => unknown, argument: A): Promise<string | null> {
    return ((await this.#call(work, argument, false))['objectId'] as string | undefined) ?? null;
  }

  async #call<A>(work: (argument: A) => unknown, argument: A, returnByValue: boolean): Promise<Fields> {
    if (this.#world === null) throw new Error('the window shows no page');
    const { result, exceptionDetails } = await this.session.send('Runtime.callFunctionOn', {
      functionDeclaration: String(work),
      arguments: [{ value: argument }],
      executionContextId: this.#world,
      awaitPromise: true,
      userGesture: true,
      returnByValue,
    });
    if (exceptionDetails) throw new Error(`in the page: ${JSON.stringify(exceptionDetails)}`);
    return result as Fields;
  }

  #enter(world: number): void {
    this.#world = world;
    // A message cut off by a navigation must not be joined with the next document's.
    this.#up = createPieces(pieceSize, this.#codec);
    this.#down = createPieces(pieceSize, this.#codec);
    this.#queue = [];
  }

  #receive(piece: string): void {
    const joined = this.#up.join(piece);
    if (joined !== null) this.onMessage(this.#codec.decode(joined.text, joined.attached) as UpMessage);
  }
}
