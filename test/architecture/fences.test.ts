import { ESLint } from 'eslint'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'

let eslint: ESLint
beforeAll(() => { eslint = new ESLint({ cwd: projectDirectory }) })

/** What the rules say of a file of that name; the file need not exist. */
async function wordsOf(filePath: string, code: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(code, { filePath })
  return (result?.messages ?? []).map(({ ruleId, message }) => `${String(ruleId)}: ${message}`)
}
const complaintsOf = (filePath: string, specifier: string): Promise<readonly string[]> => wordsOf(filePath, `import * as planted from '${specifier}'\nplanted.toString()\n`)
const complaintsOfLate = (filePath: string, specifier: string): Promise<readonly string[]> => wordsOf(filePath, `export const planted = async () => await import('${specifier}')\n`)

const breaches: readonly (readonly [string, string])[] = [
  ['shared/geometry/planted.ts', 'node:fs'], ['shared/geometry/planted.ts', 'fs'], ['shared/geometry/planted.ts', 'electron'], ['shared/geometry/planted.ts', 'react'],
  ['shared/geometry/planted.ts', 'dcmjs'], ['shared/geometry/planted.ts', '@cornerstonejs/core'], ['shared/geometry/planted.ts', '@cornerstonejs/codec-charls'],
  ['shared/geometry/planted.ts', '#electron/services/createServices.ts'], ['shared/geometry/planted.ts', '#renderer/app/main.tsx'], ['shared/geometry/planted.ts', '../../electron/ports/ports.ts'],
  ['shared/imageAnalysis/planted.ts', 'node:worker_threads'], ['shared/imageAnalysis/planted.ts', '#renderer/app/main.tsx'],
  ['shared/codecs/planted.ts', 'node:fs'], ['shared/codecs/planted.ts', 'dicom-parser'], ['shared/codecs/planted.ts', '#renderer/app/main.tsx'],
  ['electron/services/plan/planted.ts', 'electron'], ['electron/services/plan/planted.ts', '#electron/hosts/log.ts'], ['electron/services/plan/planted.ts', '#renderer/app/main.tsx'],
  ['electron/services/plan/planted.ts', 'libsql'], ['electron/services/plan/planted.ts', 'dcmjs'], ['electron/services/plan/planted.ts', 'dicom-parser'], ['electron/services/plan/planted.ts', '#test/builders/ports.ts'],
  ['electron/ports/planted.ts', 'electron'], ['electron/ports/planted.ts', '#electron/services/createServices.ts'],
  ['electron/hosts/planted.ts', 'electron'], ['electron/hosts/planted.ts', '#electron/main/mainWindow.ts'], ['electron/hosts/web/planted.ts', 'electron'], ['electron/hosts/web/planted.ts', 'libsql'],
  ['electron/hosts/loopback/planted.ts', 'electron'], ['electron/hosts/loopback/planted.ts', '#renderer/app/main.tsx'], ['electron/hosts/cli/planted.ts', 'electron'], ['electron/hosts/cli/planted.ts', '#test/builders/ports.ts'],
  ['electron/hosts/ipc/planted.ts', '#renderer/app/main.tsx'], ['electron/main/planted.ts', 'dcmjs'], ['electron/main/planted.ts', '#renderer/app/main.tsx'],
  ['electron/preload/planted.ts', '#electron/hosts/log.ts'], ['electron/preload/planted.ts', 'libsql'],
  ['renderer/features/plan/planted.tsx', 'node:fs'], ['renderer/features/plan/planted.tsx', 'electron'], ['renderer/features/plan/planted.tsx', '#electron/ports/ports.ts'],
  ['renderer/features/plan/planted.tsx', '@cornerstonejs/core'], ['renderer/features/plan/planted.tsx', '@kitware/vtk.js'], ['renderer/features/plan/planted.tsx', '#renderer/features/record/KeyImages.tsx'],
  ['renderer/viewports/planted.tsx', 'node:fs'], ['renderer/viewports/planted.tsx', 'dcmjs'], ['renderer/viewports/planted.tsx', '#electron/ports/ports.ts'],
  ['renderer/tools/needle/state.ts', 'react'], ['renderer/tools/needle/state.ts', '@cornerstonejs/core'], ['renderer/tools/needle/overlay.ts', '@cornerstonejs/core'],
  ['sample-dicom/planted.ts', 'electron'], ['sample-dicom/planted.ts', '#renderer/app/main.tsx'], ['sample-dicom/planted.ts', 'dcmjs'], ['sample-dicom/planted.ts', '#electron/services/createServices.ts'],
  ['shared/codecs/planted.ts', 'pino'], ['electron/services/dicom/dicomWriter.ts', 'electron'], ['electron/services/storage/database.ts', 'dcmjs'], ['electron/ports/planted.ts', 'pino'],
  ['electron/hosts/loopback/planted.ts', '#electron/main/mainWindow.ts'], ['electron/hosts/cli/planted.ts', '#electron/hosts/ipc/ipcHost.ts'], ['electron/hosts/loopback/planted.ts', '#sample-dicom/sampleMain.ts'],
  ['electron/main/planted.ts', '#sample-dicom/sampleMain.ts'], ['electron/preload/planted.ts', '#shared/geometry/vectors.ts'], ['electron/preload/planted.ts', 'pino'],
  ['renderer/viewports/planted.tsx', '#renderer/features/record/index.ts'], ['renderer/ui/planted.tsx', '#renderer/features/record/index.ts'], ['renderer/tools/needle/binding.ts', '#renderer/features/record/index.ts'],
  ['renderer/api/planted.ts', '#renderer/features/record/index.ts'], ['renderer/workers/planted.ts', '#renderer/features/record/index.ts'], ['renderer/ui/planted.tsx', '#renderer/viewports/index.ts'],
  ['renderer/features/plan/planted.tsx', '#renderer/app/App.tsx'], ['renderer/tools/needle/binding.ts', '@cornerstonejs/core'], ['renderer/workers/planted.ts', '#renderer/viewports/index.ts'],
  ['renderer/tools/needle/state.ts', './overlay.ts'], ['renderer/features/plan/planted.tsx', '#shared/../electron/hosts/log.ts'], ['shared/geometry/planted.ts', './../../electron/hosts/log.ts'],
]

/** From a file, by "../", into another room. */
const outOfTheRoom: readonly (readonly [string, string])[] = [
  ['renderer/features/study/planted.tsx', '../contrast/decision.ts'], ['renderer/features/record/note/planted.tsx', './../../contrast/decision.ts'], ['renderer/tools/needle/planted.ts', '../structure/state.ts'],
  ['renderer/viewports/planted.tsx', '../features/record/index.ts'], ['shared/planted.ts', '../electron/hosts/log.ts'], ['shared/geometry/planted.ts', '../codecs/wasmCodecs.ts'],
  ['electron/services/planted.ts', '../hosts/log.ts'], ['electron/services/plan/planted.ts', '../record/recordStore.ts'], ['electron/hosts/loopback/planted.ts', '../ipc/ipcHost.ts'],
  ['sample-dicom/planted.ts', '../electron/services/createServices.ts'],
]

/** While running, where no list of imports shows it. */
const late: readonly (readonly [string, string])[] = [
  ['shared/geometry/planted.ts', 'node:fs'], ['shared/codecs/wasmCodecs.ts', 'node:fs'], ['electron/services/plan/planted.ts', 'electron'], ['electron/services/record/printedOnce.ts', 'electron'],
  ['electron/hosts/loopback/planted.ts', 'electron'], ['electron/main/planted.ts', '#sample-dicom/sampleMain.ts'], ['electron/preload/planted.ts', 'node:fs'], ['renderer/features/study/planted.tsx', '../contrast/decision.ts'],
  ['renderer/viewports/film.ts', 'node:fs'], ['renderer/tools/needle/state.ts', 'react'], ['sample-dicom/planted.ts', 'electron'],
]

const allowed: readonly (readonly [string, string])[] = [
  ['shared/geometry/planted.ts', '#shared/result.ts'], ['shared/geometry/planted.ts', 'zod'], ['shared/codecs/planted.ts', '@cornerstonejs/codec-charls'],
  ['electron/services/plan/planted.ts', 'node:fs'], ['electron/services/plan/planted.ts', '#electron/ports/ports.ts'], ['electron/services/storage/database.ts', 'libsql'],
  ['electron/services/dicom/dicomWriter.ts', 'dcmjs'], ['electron/services/dicom/dicomParserReader.ts', 'dicom-parser'],
  ['electron/hosts/loopback/planted.ts', '#electron/services/createServices.ts'], ['electron/main/planted.ts', 'electron'], ['electron/preload/planted.ts', 'electron'],
  ['renderer/features/plan/planted.tsx', '#renderer/features/record/index.ts'], ['renderer/features/plan/planted.tsx', '#shared/result.ts'], ['renderer/viewports/planted.tsx', '@cornerstonejs/core'],
  ['renderer/tools/needle/binding.ts', '#renderer/viewports/index.ts'], ['renderer/tools/needle/state.ts', '#shared/result.ts'], ['sample-dicom/planted.ts', 'node:fs'],
  ['sample-dicom/planted.ts', '#electron/services/dicom/dicomWriter.ts'], ['sample-dicom/phantom/planted.ts', '../truth/truth.ts'], ['renderer/features/record/note/planted.tsx', '../recordSteps.ts'],
  ['shared/codecs/planted.ts', 'zod'], ['electron/services/planted.ts', './record/recordStore.ts'], ['electron/preload/planted.ts', '#shared/contract/ipcChannels.ts'],
]

const allowedLate: readonly (readonly [string, string])[] = [
  ['shared/codecs/wasmCodecs.ts', '@cornerstonejs/codec-charls/decodewasmjs'], ['electron/services/record/printedOnce.ts', './paper/makePaper.ts'], ['renderer/viewports/film.ts', 'mediabunny'],
]

describe('the fences between the rooms', () => {
  it.each(breaches)('%s may not import %s', async (filePath, specifier) => {
    expect((await complaintsOf(filePath, specifier)).filter((complaint) => complaint.startsWith('no-restricted-imports'))).not.toEqual([])
  })

  it.each(outOfTheRoom)('%s may not reach %s', async (filePath, specifier) => {
    expect((await complaintsOf(filePath, specifier)).join()).toContain('rooms/relative')
  })

  it.each(late)('%s may not fetch %s while running', async (filePath, specifier) => {
    expect((await complaintsOfLate(filePath, specifier)).join()).toContain('no-restricted-syntax: Imports stand at the top')
  })

  it.each(allowedLate)('%s may fetch %s while running', async (filePath, specifier) => {
    expect(await complaintsOfLate(filePath, specifier)).toEqual([])
  })

  it.each(allowed)('%s may import %s', async (filePath, specifier) => {
    expect(await complaintsOf(filePath, specifier)).toEqual([])
  })

  it.each([
    ['a default export', 'export default 1\n', 'no-restricted-syntax'], ['any', 'export const loose: any = 1\n', '@typescript-eslint/no-explicit-any'],
    ['a non-null assertion', 'export const sure = (value: string | null) => value!.length\n', '@typescript-eslint/no-non-null-assertion'],
    ['an import of a type as a value', "import { ESLint } from 'eslint'\nexport type Linter = ESLint\n", '@typescript-eslint/consistent-type-imports'],
    ['a word to the console', "export const say = () => { console.log('patient') }\n", 'no-console'], ['loose equality', 'export const same = (a: number, b: number) => a == b\n', 'eqeqeq'],
  ])('%s is not let through', async (_name, code, rule) => {
    expect((await wordsOf('electron/services/plan/planted.ts', code)).map((words) => words.split(':')[0])).toContain(rule)
  })
})
