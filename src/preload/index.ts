/** The window's only door: exactly the calls and events of the wire, nothing of Electron itself. */
import { contextBridge, ipcRenderer } from 'electron';
import type { Answer, Bridge, WindowEvents, WireError } from '../app/wire';
import { eventNames, methodNames } from './names';

type Listener = (payload: never) => void;
const listeners = new Map<keyof WindowEvents, Set<Listener>>(eventNames.map((name) => [name, new Set()]));

ipcRenderer.on('saddlescope:event', (_event, ...[name, payload]: unknown[]) => {
  for (const listener of [...(listeners.get(name as keyof WindowEvents) ?? [])]) listener(payload as never);
});

async function call(method: string, ...args: unknown[]): Promise<unknown> {
  if (!(methodNames as readonly string[]).includes(method)) throw refusal(`unknown method ${method}`);
  const answer = (await ipcRenderer.invoke('saddlescope:call', method, args)) as Answer<unknown>;
  if (answer.ok) return answer.value;
  throw plain(answer.error);
}

/**
 * What the page's promise rejects with. A plain object with the fields of an error, because an Error that crosses the context bridge keeps nothing but its
 * message, and the page needs the place.
 */
function plain({ message, place, internal }: WireError): WireError & { readonly name: string } {
  return { name: internal ? 'InternalError' : 'UserError', message, place, internal };
}

function refusal(message: string): WireError {
  return plain({ message, place: null, internal: true });
}

function on(event: keyof WindowEvents, listener: Listener): () => void {
  const set = listeners.get(event);
  if (!set) throw new Error(`unknown event ${String(event)}`);
  set.add(listener);
  return () => void set.delete(listener);
}

const bridge: Bridge = {
  call: call as Bridge['call'],
  on: on as Bridge['on'],
  platform: process.platform,
  // A program that stands in for Electron may have no menu bar to show; it says so on the command line.
  drawMenu: process.argv.includes('--no-native-menu'),
};

contextBridge.exposeInMainWorld('saddlescope', bridge);
