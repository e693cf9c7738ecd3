import { resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'electron-vite';
import { noteBundledPackages } from './src/packaging/bundled-packages.mjs';

const here = (path: string): string => resolve(import.meta.dirname, path);

/**
 * Three bundles below `out/`: Node programs (the Electron main process, the command line, the compute worker and the executable that
 * takes Electron's place), the preload script, and the window. JavaScript libraries are bundled, so a package needs no node_modules.
 */
export default defineConfig({
  main: {
    plugins: [noteBundledPackages('main')],
    // fflate's Node build brings a `require` of its own, which collides with the one that electron-vite defines; nothing else differs for us.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      // The same files run in Electron and in plain Node.
      target: 'node20.19',
      outDir: here('out/main'),
      externalizeDeps: false,
      // Stack traces in bug reports, and page scripts of src/chromium that cross into the browser as source text, stay as written.
      minify: false,
      rolldownOptions: {
        input: {
          index: here('src/main/index.ts'),
          cli: here('src/cli/index.ts'),
          worker: here('src/runs/worker.ts'),
          'chromium/electron': here('src/chromium/electron.ts'),
          // Which browser would be used: the launcher asks before it starts anything.
          'chromium/browsers': here('src/chromium/browsers.ts'),
        },
        // A native module can't be bundled; it is loaded only where pictures are drawn without a window.
        external: ['@napi-rs/canvas'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    plugins: [noteBundledPackages('preload')],
    build: {
      target: 'node20.19',
      outDir: here('out/preload'),
      externalizeDeps: false,
      minify: false,
      rolldownOptions: {
        input: { index: here('src/preload/index.ts') },
        // A sandboxed preload script must be CommonJS.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: here('renderer'),
    plugins: [svelte({ configFile: false }), noteBundledPackages('renderer')],
    build: {
      outDir: here('out/renderer'),
      emptyOutDir: true,
      // Fonts and pictures are files of their own: the content security policy knows no data: fonts.
      assetsInlineLimit: 0,
      // Less for the browser to read before the first picture.
      minify: true,
      // Read from this machine's disk.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: { input: here('renderer/index.html') },
    },
  },
});
