import { z } from 'zod'

export const finite = z.number().refine(Number.isFinite, 'must be a finite number')
export const text = (max = 1024) => z.string().max(max)
export const filePath = z.string().min(1).max(4096)
/** Local date and time as the acquiring machine wrote it, without a zone: YYYY-MM-DDTHH:MM:SS(.fff). */
export const localTime = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?$/)
/** An instant in UTC, from our own clock: 2026-11-22T09:58:00.000Z. */
export const instant = z.iso.datetime()
export const uuid = z.uuid()
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
/** A DICOM unique identifier, PS3.5 section 9. Empty and over-long ones are refused at import. */
const uidForm = /^[0-9.]{1,64}$/
export const uid = z.string().regex(uidForm)
/** The same of a header's text: what is no identifier is none. */
export const uidOrNull = (value: string | null): string | null => (value !== null && uidForm.test(value) ? value : null)

export const pointLps = z.tuple([finite, finite, finite]).describe('patient LPS, mm: +x left, +y posterior, +z head')
export const vectorLps = z.tuple([finite, finite, finite]).describe('direction in patient LPS')
export const pointPx = z.tuple([finite, finite]).describe('[column, row] in pixels, (0, 0) = centre of the first pixel')
/** Frames of a series count from 0, in the order in which the series is shown. */
export const frameIndex = z.int().min(0)
