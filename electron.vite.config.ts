import { readFile } from 'node:fs/promises'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'
import { fontFiles } from './electron/services/record/paper/fontFiles.ts'
import { textModelFiles } from './electron/services/teaching/pixels/text/textModelFiles.ts'
import { codecFiles } from './shared/codecs/codecFiles.ts'

const root = import.meta.dirname

/** Lays the codecs' WebAssembly beside the UI, where every host serves it as /codecs/<file name>. */
const codecsBesideUi = (): Plugin => ({
  name: 'codecs-beside-ui',
  apply: 'build',
  async generateBundle() {
    for (const { fileName, packagePath } of codecFiles) {
      this.emitFile({ type: 'asset', fileName: `codecs/${fileName}`, source: await readFile(path.join(root, 'node_modules', packagePath)) })
    }
  },
})

/** Lays the fonts of printed pages beside the main file: only those that pages are made of. */
const fontsBesideMain = (): Plugin => ({
  name: 'fonts-beside-main',
  apply: 'build',
  async generateBundle() {
    for (const { fileName, packagePath } of fontFiles) {
      this.emitFile({ type: 'asset', fileName: `fonts/${fileName}`, source: await readFile(path.join(root, 'node_modules', packagePath)) })
    }
  },
})

/** Lays beside the main file what burned-in text is read with. */
const textModelBesideMain = (): Plugin => ({
  name: 'text-model-beside-main',
  apply: 'build',
  async generateBundle() {
    for (const { fileName, packagePath } of textModelFiles) {
      this.emitFile({ type: 'asset', fileName: `text/${fileName}`, source: await readFile(path.join(root, 'node_modules', packagePath)) })
    }
  },
})

/** Loaded at run time from node_modules: libsql carries native binaries, electron is the shell itself. */
const external = ['electron', 'libsql', /^@libsql\//]

export default defineConfig({
  main: {
    plugins: [fontsBesideMain(), textModelBesideMain()],
    // Its build for Node declares a "require" of its own, beside the one that bundled CommonJS packages are given. Only its threads differ, which nobody uses.
    resolve: { alias: [{ find: /^fflate$/, replacement: 'fflate/browser' }] },
    build: {
      outDir: path.join(root, 'out/main'),
      target: 'node20',
      externalizeDeps: false,
      rolldownOptions: {
        external,
        input: {
          index: path.join(root, 'electron/main/index.ts'),
          headerWorker: path.join(root, 'electron/services/library/headerWorker.ts'),
          pixelWorker: path.join(root, 'electron/services/teaching/pixels/thread/pixelWorker.ts'),
          practiceWorker: path.join(root, 'sample-dicom/practice/practiceWorker.ts'),
        },
        // The workers leave the packaged archive, and with it the package.json that says what .js means.
        output: { format: 'es', entryFileNames: ({ name }) => (name.endsWith('Worker') ? '[name].mjs' : '[name].js'), chunkFileNames: 'chunks/[name]-[hash].mjs' },
      },
    },
  },
  preload: {
    build: {
      outDir: path.join(root, 'out/preload'),
      target: 'node20',
      externalizeDeps: false,
      // A sandboxed preload can only be one CommonJS file.
      rolldownOptions: { external, input: { index: path.join(root, 'electron/preload/index.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: path.join(root, 'renderer'),
    plugins: [react(), codecsBesideUi()],
    // vtk.js asks for Node's "events"; without the npm package of that name it breaks as soon as it loads.
    resolve: { alias: { events: 'events/' } },
    worker: { format: 'es' },
    build: {
      outDir: path.join(root, 'out/renderer'),
      target: 'chrome130',
      // data: URLs would need holes in the content security policy.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: path.join(root, 'renderer/index.html') },
    },
  },
})
