import { z } from 'zod'

/** Dates are YYYY-MM-DD, times local; null where the header has none or one that cannot be read. */
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/**
 * Who the images say they are of.
 *
 * @source PS3.3 C.7.1.1 Patient; names in DICOM order FAMILY^GIVEN, decoded from the Specific Character Set
 */
export const patientIdentity = z.strictObject({
  patientId: z.string(),
  issuer: z.string().nullable(),
  patientName: z.string(),
  birthDate: isoDate.nullable(),
  sex: z.enum(['F', 'M', 'O']).nullable(),
})
export type PatientIdentity = Readonly<z.infer<typeof patientIdentity>>

export const sideWord = z.enum(['LEFT', 'RIGHT'])
/** The patient's side; there is no default. */
export type SideWord = z.infer<typeof sideWord>

export const levelName = z.enum(['C1-2'])
export type LevelName = z.infer<typeof levelName>
