/** Makes `electron` mean this executable's implementation, for `import` and for `require`. */
import Module, { register } from 'node:module';
import { electron } from './electron-module';

const key = 'saddlescope.electron';
const url = 'saddlescope-electron:main';

/** The module's source: its exports are read from a global of this process. */
function moduleSource(): string {
  const names = Object.keys(electron);
  return [
    `const electron = globalThis[Symbol.for(${JSON.stringify(key)})];`,
    'export default electron;',
    `export const { ${names.join(', ')} } = electron;`,
  ].join('\n');
}

export function installModuleHooks(): void {
  Object.defineProperty(globalThis, Symbol.for(key), { value: electron });
  // Hooks run in a thread of Node's own and are given as source text.
  const hooks = `
    const isElectron = (name) => name === 'electron' || name === 'electron/main';
    export async function resolve(name, context, next) {
      return isElectron(name) ? { url: ${JSON.stringify(url)}, format: 'module', shortCircuit: true } : next(name, context);
    }
    export async function load(url, context, next) {
      const ours = url === ${JSON.stringify(url)};
      return ours ? { format: 'module', source: ${JSON.stringify(moduleSource())}, shortCircuit: true } : next(url, context);
    }`;
  register(`data:text/javascript,${encodeURIComponent(hooks)}`);
  const commonJs = Module as unknown as { _load(name: string, ...rest: unknown[]): unknown };
  const load = commonJs._load;
  commonJs._load = function (name, ...rest) {
    return name === 'electron' || name === 'electron/main' ? electron : load.call(this, name, ...rest);
  };
}
