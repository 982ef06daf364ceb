import { ESLint } from 'eslint'
import { beforeAll, describe, expect, it } from 'vitest'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'

let eslint: ESLint
beforeAll(() => { eslint = new ESLint({ cwd: projectDirectory }) })

/** What the fence says of one import in a file of that name; the file need not exist. */
async function complaintsOf(filePath: string, specifier: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(`import * as planted from '${specifier}'\nplanted.toString()\n`, { filePath })
  return (result?.messages ?? []).map(({ ruleId, message }) => `${String(ruleId)}: ${message}`)
}

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
  ['sample-dicom/planted.ts', 'electron'], ['sample-dicom/planted.ts', '#renderer/app/main.tsx'], ['sample-dicom/planted.ts', 'dcmjs'],
]

const allowed: readonly (readonly [string, string])[] = [
  ['shared/geometry/planted.ts', '#shared/result.ts'], ['shared/geometry/planted.ts', 'zod'], ['shared/codecs/planted.ts', '@cornerstonejs/codec-charls'],
  ['electron/services/plan/planted.ts', 'node:fs'], ['electron/services/plan/planted.ts', '#electron/ports/ports.ts'], ['electron/services/storage/database.ts', 'libsql'],
  ['electron/services/dicom/dicomWriter.ts', 'dcmjs'], ['electron/services/dicom/dicomParserReader.ts', 'dicom-parser'],
  ['electron/hosts/loopback/planted.ts', '#electron/services/createServices.ts'], ['electron/main/planted.ts', 'electron'], ['electron/preload/planted.ts', 'electron'],
  ['renderer/features/plan/planted.tsx', '#renderer/features/record/index.ts'], ['renderer/features/plan/planted.tsx', '#shared/result.ts'], ['renderer/viewports/planted.tsx', '@cornerstonejs/core'],
  ['renderer/tools/needle/binding.ts', '@cornerstonejs/core'], ['renderer/tools/needle/state.ts', '#shared/result.ts'], ['sample-dicom/planted.ts', 'node:fs'],
]

describe('the fences between the rooms', () => {
  it.each(breaches)('%s may not import %s', async (filePath, specifier) => {
    expect((await complaintsOf(filePath, specifier)).filter((complaint) => complaint.startsWith('no-restricted-imports'))).not.toEqual([])
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
    const [result] = await eslint.lintText(code, { filePath: 'electron/services/plan/planted.ts' })
    expect(result?.messages.map(({ ruleId }) => ruleId)).toContain(rule)
  })
})
