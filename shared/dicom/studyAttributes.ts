import { z } from 'zod'
import { text } from '#shared/values.ts'

/**
 * What the study module of an image says, as it is written there; '' where it says nothing. Objects that join the study
 * repeat it: an archive files by it.
 *
 * @source PS3.3 C.7.2.1 General Study Module
 */
export const studyAttributes = z.strictObject({
  studyDate: text(8).describe('DA'), studyTime: text(16).describe('TM'), studyId: text(64), accessionNumber: text(64), referringPhysicianName: text(400),
})
export type StudyAttributes = Readonly<z.infer<typeof studyAttributes>>
