import { readdirSync, readFileSync } from 'node:fs';

/** The processes that a process has started, those that they have started, and so on, as Linux tells them; none elsewhere. Nearest first. */
export function descendantsOf(process: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of entries('/proc')) {
    const id = Number(name);
    const parent = Number.isInteger(id) ? parentOf(id) : null;
    if (parent === null) continue;
    const known = children.get(parent);
    if (known === undefined) children.set(parent, [id]);
    else known.push(id);
  }
  const found: number[] = [];
  for (let next = children.get(process) ?? []; next.length > 0;) {
    found.push(...next);
    next = next.flatMap((id) => children.get(id) ?? []);
  }
  return found;
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Null where the process has ended meanwhile. */
function parentOf(id: number): number | null {
  try {
    // The name, in parentheses, may hold anything; behind it come the state and the parent.
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ').at(-1)!.split(' ');
    return Number(fields[1]);
  } catch {
    return null;
  }
}
