/** Pages for windows: the one that the browser opens at its start becomes the first window, further ones are made. */
import type { Browser } from './browser';
import type { Fields, Session } from './devtools';

export interface Target {
  readonly id: string;
  readonly session: Session;
  /** Id of the page's own frame. */
  readonly frame: string;
}

let firstTaken = false;

export async function openTarget({ devtools }: Browser): Promise<Target> {
  const id = firstTaken ? await makeTarget(devtools.browser) : await firstTarget(devtools.browser);
  const session = await devtools.attach(id);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { frame } = frameTree as { frame: { id: string } };
  return { id, session, frame: frame.id };
}

async function makeTarget(browser: Session): Promise<string> {
  const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank', newWindow: true });
  return targetId as string;
}

async function firstTarget(browser: Session): Promise<string> {
  firstTaken = true;
  const pageOf = (info: unknown) => {
    const { type, targetId } = info as { type: string; targetId: string };
    return type === 'page' ? targetId : null;
  };
  const created = new Promise<string>((resolve) => {
    browser.on('Target.targetCreated', ({ targetInfo }: Fields) => {
      const id = pageOf(targetInfo);
      if (id !== null) resolve(id);
    });
  });
  const { targetInfos } = await browser.send('Target.getTargets');
  return (targetInfos as unknown[]).map(pageOf).find((id) => id !== null) ?? created;
}
