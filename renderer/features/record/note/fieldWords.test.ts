import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { noteSectionNames, noteSections } from '#shared/procedure/note/noteSections.ts'
import { fieldWords } from './fieldWords.ts'

/** Every field that a section can hold, as the table names it. */
function pathsOf(schema: unknown, at: string): readonly string[] {
  if (schema instanceof z.ZodNullable || schema instanceof z.ZodOptional) return pathsOf(schema.unwrap(), at)
  if (schema instanceof z.ZodArray) return pathsOf(schema.element, `${at}.*`)
  if (schema instanceof z.ZodObject) return Object.entries(schema.shape).flatMap(([name, member]) => pathsOf(member, at === '' ? name : `${at}.${name}`))
  return [at]
}
const boxes = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.tsx')).map((file) => readFileSync(path.join(import.meta.dirname, file), 'utf8')).join('\n')
/** Made of several words where it is shown, or never a field of its own. */
const composed = /^(Allergy: |Before, |\d+ (min|h), |Blood thinner$|Last dose of|Consent on|Identifiers checked|What happened|Time$|Name$)/

describe.each(noteSectionNames)('the fields of %s', (section) => {
  it('have words, each of them', () => {
    expect(pathsOf(noteSections[section], '').filter((field) => field !== 'source' && field !== 'reportSopInstanceUid' && fieldWords[section][field] === undefined)).toEqual([])
  })

  it('are called as they are on the screen', () => {
    expect(Object.values(fieldWords[section]).map(({ label }) => label).filter((label) => !composed.test(label) && !new RegExp(`["']${label}["']`).test(boxes))).toEqual([])
  })
})
