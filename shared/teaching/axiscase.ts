import { z } from 'zod'
import { sha256, text, uuid } from '#shared/values.ts'

/** The ending of the file that a case or a set travels in. */
export const AXISCASE_ENDING = '.axiscase'

/** The first file in it: every other one with its hash, and which cases it carries. */
export const axiscaseManifest = z.strictObject({
  kind: z.literal('axiscase'),
  schemaVersion: z.literal(1),
  writtenBy: text(64),
  set: z.strictObject({ path: text(200), setId: uuid, version: z.int().positive() }).nullable(),
  cases: z.array(z.strictObject({
    teachingCaseId: uuid, version: z.int().positive(), sha256,
    casePath: text(200), answersPath: text(200).nullable().describe('null: a copy without the answers'), folder: text(200).describe('before the paths of its files'),
  })).min(1).max(500),
  files: z.array(z.strictObject({ path: text(400), sha256, bytes: z.int().min(0) })).max(60_000),
})
export type AxiscaseManifest = Readonly<z.infer<typeof axiscaseManifest>>
