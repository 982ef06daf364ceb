import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { importedFiles } from './sourceFiles.ts'

const read = (file: string): string => readFileSync(path.join(projectDirectory, file), 'utf8')

/** Every source that is reached from a file by imports. */
function reachedFrom(files: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>()
  const left = [...files]
  for (let file = left.pop(); file !== undefined; file = left.pop()) {
    if (reached.has(file)) continue
    reached.add(file)
    if (/\.tsx?$/.test(file)) left.push(...importedFiles(file, read(file)))
  }
  return reached
}

it('what is built is built anew when a source that went into it has changed, not when sample cases were written', () => {
  const built = z.array(z.string()).parse(JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', "import { builtFrom } from './scripts/prepare.mjs'; console.log(JSON.stringify(builtFrom()))"], { cwd: projectDirectory, encoding: 'utf8' })))
  const starts = [...read('electron.vite.config.ts').matchAll(/path\.join\(root, '([^']+\.ts)'\)/g)].map(([, file = '']) => file)
  expect(starts).toContain('sample-dicom/practice/practiceWorker.ts')
  const inside = (file: string): boolean => built.some((source) => file === source || file.startsWith(`${source}/`))
  expect([...reachedFrom(['renderer/app/main.tsx', ...starts])].filter((file) => !inside(file))).toEqual([])
  expect(inside('sample-dicom/cases/manifest.json')).toBe(false)
})

it('packaging builds first', () => {
  const { scripts } = z.object({ scripts: z.record(z.string(), z.string()) }).parse(JSON.parse(read('package.json')))
  expect(scripts['package']).toMatch(/^node scripts\/buildApp\.mjs && electron-builder /)
})
