import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { z } from 'zod'

const manifest = z.object({ dependencies: z.record(z.string(), z.string()), devDependencies: z.record(z.string(), z.string()) }).parse(JSON.parse(readFileSync('package.json', 'utf8')))
const versions = { ...manifest.dependencies, ...manifest.devDependencies }
/** Packages are the code words of the table's first column; the second says why. */
const rows = readFileSync('README.md', 'utf8').split('\n').filter((line) => /^\| `/.test(line)).map((line) => line.split('|'))
const named = rows.filter((row) => !(row[1] ?? '').includes('npm ')).flatMap((row) => [...(row[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''))

it('the README says of every package why it is here, and names none that is not', () => {
  expect(named.toSorted()).toEqual(Object.keys(versions).toSorted())
  expect(rows.every((row) => (row[2] ?? '').trim().length > 3)).toBe(true)
})

it('every version is exact', () => {
  expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
})
