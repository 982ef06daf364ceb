import { z } from 'zod'
import { finite, frameIndex, text, uid } from '#shared/values.ts'

/** A part of every one of these frames that is blacked out in the stored pixels. */
export const pixelBox = z.strictObject({
  boxId: text(64),
  seriesUid: uid.describe('of the original'),
  sopInstanceUid: uid.nullable().describe('of the original; null: every object of the series'),
  frames: z.tuple([frameIndex, frameIndex]).nullable().describe('first and last, of the object; null: all'),
  column: z.int().min(0), row: z.int().min(0), columns: z.int().positive(), rows: z.int().positive(),
  foundBy: z.enum(['text', 'edges', 'header', 'hand']).describe('letters were read; edges as sharp as letters; the header says where graphics lie; a person drew it'),
  words: text(500).describe('what was read there; empty: nothing could be'),
  confidence: finite.min(0).max(1).nullable().describe('of the letters read; null where none were'),
  state: z.enum(['proposed', 'kept', 'dismissed']).describe('proposed ones are covered too; only a dismissed one is not'),
})
export type PixelBox = Readonly<z.infer<typeof pixelBox>>

/** One line of free text that may name somebody: it leaves only when a person has read it. */
export const reviewedText = z.strictObject({
  textId: text(64).describe('of its place and its words; the same line in many objects is one'),
  place: text(200).describe('Study Description, a content item of a report, a graphic text, a caption'),
  tag: text(200).nullable().describe('GGGGEEEE, sequences by slashes; null where it is none'),
  words: text(10_000),
  objects: z.int().positive().describe('in how many objects it stands'),
  reason: text(500).describe('why it is asked about: holds a name, a date, a number, or is free text'),
  decision: z.enum(['open', 'keep', 'remove', 'replace']).describe('open: removed, and the copy can’t be released'),
  replacement: text(10_000).describe('with replace; empty otherwise'),
})
export type ReviewedText = Readonly<z.infer<typeof reviewedText>>

/** Checks that a copy must pass before anything of it leaves, in this order. */
export const checkNames = ['tags', 'privateTags', 'freeText', 'burnedInText', 'overlays', 'face', 'uids', 'fileNames', 'thumbnails', 'documents', 'residualIdentity', 'pictureSheet'] as const

export const releaseCheck = z.strictObject({
  name: z.enum(checkNames),
  state: z.enum(['passed', 'failed', 'toDo', 'notNeeded']),
  words: text(2000).describe('what was looked at, or what is wrong and what to do'),
})
export type ReleaseCheck = Readonly<z.infer<typeof releaseCheck>>

/** A word of the original’s identity that is still in an output. The word itself is not repeated. */
export const residue = z.strictObject({
  file: text(4096), offset: z.int().min(0), of: text(200).describe('the attribute that the word comes from'), encoding: text(40),
  ordinary: z.boolean().default(false).describe('a name that is an ordinary word too: a person looks at where it stands'),
  around: text(200).nullable().default(null).describe('of an ordinary word, what it stands in; null of any other, which is not repeated'),
})
export type Residue = Readonly<z.infer<typeof residue>>
