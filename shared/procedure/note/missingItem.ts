import { z } from 'zod'
import { text } from '#shared/values.ts'

export const missingSection = z.enum(['order', 'checks', 'timeOut', 'technique', 'injectate', 'dose', 'after', 'pain', 'side', 'keyImages', 'contrast'])
export type MissingSection = z.infer<typeof missingSection>

/** Something that stands between a record and its signature. */
export const missingItem = z.strictObject({
  id: text(400).describe('names the question, so that a screen can go to it: timeOut.identifiers, drug.2.dose, slot.apNeedle'),
  section: missingSection,
  words: text(),
  level: z.enum(['stop', 'todo']).describe('stop: two things that cannot both be, or a step of safety that is not there. todo: not answered yet'),
})
export type MissingItem = Readonly<z.infer<typeof missingItem>>

export const todo = (section: MissingSection, id: string, words: string): MissingItem => ({ id, section, words, level: 'todo' })
export const stop = (section: MissingSection, id: string, words: string): MissingItem => ({ id, section, words, level: 'stop' })
export const isSaid = (reason: string | undefined): boolean => reason !== undefined && reason.trim() !== ''
