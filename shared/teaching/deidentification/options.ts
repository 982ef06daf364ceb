import { z } from 'zod'
import { finite } from '#shared/values.ts'

/** A part of a volume along the patient's long axis that stays; everything above and below it is taken away. */
export const keptExtent = z.strictObject({ fromLpsZMm: finite, toLpsZMm: finite }).describe('patient LPS, mm, + towards the head')

/**
 * How a copy for teaching loses its identity: the Basic Profile and its options.
 *
 * @source PS3.15 Annex E, E.2 and E.3; codes of CID 7050
 */
export const deidentifyOptions = z.strictObject({
  cleanPixelData: z.boolean().default(true).describe('113101: text in the picture is covered in the stored pixels'),
  recognizableFeatures: z.enum(['crop', 'deface', 'keep']).default('crop').describe('113102, of CT of the head and neck: only C0 to C3 stays, the face is taken away, or neither'),
  keptExtent: keptExtent.nullable().default(null).describe('what stays of CT; null: around the planned target, or the whole defaced where there is none'),
  cleanGraphics: z.boolean().default(true).describe('113103'),
  cleanStructuredContent: z.boolean().default(true).describe('113104'),
  cleanDescriptors: z.boolean().default(true).describe('113105; without it descriptions are removed'),
  dates: z.enum(['shifted', 'full', 'removed']).default('shifted').describe('113107, 113106, or the Basic Profile alone'),
  keepPatientCharacteristics: z.boolean().default(true).describe('113108, without an age above 89'),
  keepSafePrivate: z.boolean().default(false).describe('113111'),
  keepDeviceIdentity: z.boolean().default(false).describe('113109'),
  keepInstitutionIdentity: z.boolean().default(false).describe('113112'),
})
export type DeidentifyOptions = Readonly<z.infer<typeof deidentifyOptions>>
