import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { importedFiles, sourceFiles } from './sourceFiles.ts'

const featureOf = (file: string): string | null => /^renderer\/features\/(\w+)\//.exec(file)?.[1] ?? null

/** Which features each feature uses. */
function needsOf(sources: readonly (readonly [string, string])[]): Needs {
  const needs = new Map<string, Set<string>>()
  for (const [file, text] of sources) {
    const feature = featureOf(file)
    if (feature === null) continue
    const used = needs.get(feature) ?? new Set<string>()
    needs.set(feature, used)
    for (const other of importedFiles(file, text).map(featureOf)) if (other !== null && other !== feature) used.add(other)
  }
  return needs
}

type Needs = ReadonlyMap<string, ReadonlySet<string>>

/** The features on a way that comes back to where it began; null where none does. */
function circleFrom(needs: Needs, feature: string, way: readonly string[] = []): readonly string[] | null {
  if (way.includes(feature)) return [...way.slice(way.indexOf(feature)), feature]
  for (const other of needs.get(feature) ?? []) {
    const circle = circleFrom(needs, other, [...way, feature])
    if (circle !== null) return circle
  }
  return null
}
const circleIn = (needs: Needs): readonly string[] => [...needs.keys()].map((feature) => circleFrom(needs, feature)).find((circle) => circle !== null) ?? []

/** All that is needed from a start on. */
function reachedFrom(needs: Needs, start: string): ReadonlySet<string> {
  const reached = new Set<string>()
  const left = [...needs.get(start) ?? []]
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (reached.has(at)) continue
    reached.add(at)
    left.push(...needs.get(at) ?? [])
  }
  return reached
}

it('viewports and tools use each other, but no file of one comes back to itself by way of the other', () => {
  const files = ['renderer/viewports', 'renderer/tools'].flatMap(sourceFiles)
  const needs = new Map(files.map((file) => [file, new Set(importedFiles(file, readFileSync(path.join(projectDirectory, file), 'utf8')).filter((other) => files.includes(other)))]))
  const reached = new Map(files.map((file) => [file, reachedFrom(needs, file)]))
  const roomOf = (file: string): string => file.split('/')[1] ?? ''
  expect(reached.get('renderer/viewports/viewProps.ts')?.has('renderer/tools/needle/overlay.ts')).toBe(true)
  const throughBoth = files.flatMap((file) => [...reached.get(file) ?? []].filter((other) => roomOf(other) !== roomOf(file) && reached.get(other)?.has(file) === true).map((other) => `${file} and ${other}`))
  expect(throughBoth).toEqual([])
})

it('features use each other, never in a circle', () => {
  const needs = needsOf(sourceFiles('renderer/features').map((file) => [file, readFileSync(path.join(projectDirectory, file), 'utf8')]))
  expect(needs.get('study')?.has('series')).toBe(true)
  expect(circleIn(needs)).toEqual([])
})

it('a circle is seen whichever way its imports are written', () => {
  const study = ['renderer/features/study/one.ts', "import { two } from '#renderer/features/series/index.ts'\n"] as const
  const back = ["export { one } from '../study/one.ts'\n", "import '../study/one.ts'\n", "const one = await import('./../study/one.ts')\n", "import { one } from '#renderer/features/study/index.ts'\n"]
  for (const text of back) expect(circleIn(needsOf([study, ['renderer/features/series/two.ts', text]]))).toEqual(['study', 'series', 'study'])
})
