import type { AnyCode } from '#shared/contract/types.ts'

/** A heading for every fault there can be; the compiler finds one without. The fault's own message says what to do. */
export const faultHeading: Readonly<Record<AnyCode, string>> = {
  BAD_REQUEST: 'Not understood', INTERNAL: 'Something went wrong', BAD_RESPONSE: 'Answer not readable', DISCONNECTED: 'Connection lost',
  UNAVAILABLE: 'Not available here', NOTHING_TO_IMPORT: 'Nothing to import', NOT_PERMITTED: 'Not permitted', STORAGE_FAILED: 'Not saved',
  UNKNOWN_SERIES: 'Series not found', UNREADABLE: 'Not readable', NO_SUCH_FRAME: 'No such frame', NOT_AN_IMAGE: 'Not an image',
  CANNOT_DECODE: 'Cannot be decoded', WRITE_FAILED: 'Not written', UNKNOWN_CASE: 'Case not found', OUTDATED: 'Changed elsewhere',
  NOTHING_TO_UNDO: 'Nothing to undo', NOTHING_TO_REDO: 'Nothing to redo', DEGENERATE_PATH: 'No path', UNSUPPORTED_POSITION: 'Position not supported',
  UNKNOWN_GAUGE: 'Gauge not known', NOT_A_RUN: 'Not a run', NOT_A_PROJECTION: 'Not a projection', NO_RECIPE: 'No subtraction recipe',
  MIXED_SIZE: 'Images of different size', UNKNOWN_RECORD: 'Record not found', UNKNOWN_KEY_IMAGE: 'Key image not found', OTHER_PATIENT: 'Another patient',
  BAD_PICTURE: 'Picture not usable', SIDE_CONFLICT: 'Side conflict', BROKEN_RECORD: 'Record damaged', NOTHING_TO_EXPORT: 'Nothing to export',
}
