import type { DicomTag } from './tags.ts'

/** A data set, or one item of a sequence. Empty, missing and unreadable values are null or an empty list, never a default. */
export type DicomHeader = {
  readonly has: (tag: DicomTag) => boolean
  /** First value, trimmed; null when missing or empty. */
  readonly text: (tag: DicomTag) => string | null
  /** All values, split at backslashes where the VR allows it (PS3.5 6.4), trimmed. */
  readonly texts: (tag: DicomTag) => readonly string[]
  /** First value when it is a finite number. */
  readonly number: (tag: DicomTag) => number | null
  /** All values; empty when any of them is not a finite number: a half-read vector is worse than none. */
  readonly numbers: (tag: DicomTag) => readonly number[]
  readonly bytes: (tag: DicomTag) => Uint8Array | null
  /** The VR that the file states or, without one, that of the table. */
  readonly vrOf: (tag: DicomTag) => string
  readonly items: (tag: DicomTag) => readonly DicomHeader[]
  readonly bigEndian: boolean
}
