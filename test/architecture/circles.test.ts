import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { sourceFiles } from './sourceFiles.ts'

const needs = new Map<string, Set<string>>()
for (const file of sourceFiles('renderer/features')) {
  const feature = file.split('/')[2] ?? ''
  const used = needs.get(feature) ?? new Set<string>()
  needs.set(feature, used)
  for (const [, other = ''] of readFileSync(path.join(projectDirectory, file), 'utf8').matchAll(/from '#renderer\/features\/(\w+)\//g)) if (other !== feature) used.add(other)
}

/** The features on a way that comes back to where it began; null where none does. */
function circleFrom(feature: string, way: readonly string[] = []): readonly string[] | null {
  if (way.includes(feature)) return [...way.slice(way.indexOf(feature)), feature]
  for (const other of needs.get(feature) ?? []) {
    const circle = circleFrom(other, [...way, feature])
    if (circle !== null) return circle
  }
  return null
}

it('features use each other, never in a circle', () => {
  expect(needs.get('study')?.has('series')).toBe(true)
  expect([...needs.keys()].map((feature) => circleFrom(feature)).find((circle) => circle !== null) ?? []).toEqual([])
})
