import type { AnyCode } from '#shared/contract/types.ts'
import type { Fault } from '#shared/result.ts'

/** What stands above a fault's own message. A code without words does not compile. */
const titles: Readonly<Record<AnyCode, string>> = {
  BAD_PICTURE: 'The picture was not taken',
  BAD_REQUEST: 'The request was not understood',
  BAD_RESPONSE: 'The answer could not be read',
  BROKEN_RECORD: 'The record does not hold together',
  CANNOT_ALIGN: 'Movement cannot be judged on this run',
  CANNOT_DECODE: 'An image could not be decoded',
  DEGENERATE_PATH: 'Entry and target are the same point',
  DISCONNECTED: 'The connection is lost',
  EMPTY_REGION: 'The region is outside the picture',
  INTERNAL: 'Something in Axis Guide failed',
  JOINT_LINE_TOO_SHORT: 'The joint line is too short',
  JOINT_LINE_TURNED_ROUND: 'The joint line is the wrong way round',
  MIXED_SIZE: 'The frames differ in size',
  NO_RECIPE: 'No subtraction is named',
  NO_SUCH_FRAME: 'That frame is not there',
  NOT_A_PROJECTION: 'This is not an X-ray projection',
  NOT_A_RUN: 'This is not a run',
  NOT_AN_IMAGE: 'This is not an image',
  NOT_PERMITTED: 'That place was not chosen',
  NOTHING_TO_EXPORT: 'Nothing to export',
  NOTHING_TO_IMPORT: 'Nothing to import',
  NOTHING_TO_REDO: 'Nothing to redo',
  NOTHING_TO_UNDO: 'Nothing to undo',
  OTHER_CASE: 'This series is of another case',
  OTHER_PATIENT: 'Another patient',
  OUTDATED: 'The case has changed meanwhile',
  SIDE_CONFLICT: 'The sides do not agree',
  STORAGE_FAILED: 'Not saved',
  UNAVAILABLE: 'Not available here',
  UNKNOWN_CASE: 'Unknown case',
  UNKNOWN_GAUGE: 'Unknown needle gauge',
  UNKNOWN_KEY_IMAGE: 'Unknown key image',
  UNKNOWN_RECORD: 'Unknown record',
  UNKNOWN_SERIES: 'Unknown series',
  UNREADABLE: 'The images cannot be read',
  UNSUPPORTED_POSITION: 'Unknown patient position',
  WRITE_FAILED: 'Not written',
}

/** What happened, in a few words, for the head of a notice. */
export const faultTitle = (fault: Fault<AnyCode>): string => titles[fault.code]
/** The fault's own sentence says it best; the title stands in where a host gave none. */
export const faultText = (fault: Fault<AnyCode>): string => (fault.message === '' ? `${titles[fault.code]}.` : fault.message)
