import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { importedFiles, sourceFiles } from './sourceFiles.ts'

const featureOf = (file: string): string | null => /^renderer\/features\/(\w+)\//.exec(file)?.[1] ?? null

/** Which features each feature uses. */
function needsOf(sources: readonly (readonly [string, string])[]): ReadonlyMap<string, ReadonlySet<string>> {
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

/** The features on a way that comes back to where it began; null where none does. */
function circleFrom(needs: ReadonlyMap<string, ReadonlySet<string>>, feature: string, way: readonly string[] = []): readonly string[] | null {
  if (way.includes(feature)) return [...way.slice(way.indexOf(feature)), feature]
  for (const other of needs.get(feature) ?? []) {
    const circle = circleFrom(needs, other, [...way, feature])
    if (circle !== null) return circle
  }
  return null
}
const circleIn = (needs: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] => [...needs.keys()].map((feature) => circleFrom(needs, feature)).find((circle) => circle !== null) ?? []

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
