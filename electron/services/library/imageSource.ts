import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { Fault, Result } from '#shared/result.ts'
import type { CaseDocument } from './caseDocuments.ts'

export type ReadFault = Fault<'UNKNOWN_SERIES' | 'NO_SUCH_FRAME' | 'NOT_AN_IMAGE' | 'UNREADABLE'>
/** The file of an object as it was when the library took it in; the hash is known of what was copied. */
export type InstanceFile = { readonly path: string; readonly sha256: string | null; readonly byteLength: number; readonly modifiedMs: number }
export type DecodeFault = ReadFault | Fault<'CANNOT_DECODE'>

/** What other services may ask of the library. Frames count from 0 in showing order. */
export type ImageSource = {
  readonly summaries: () => readonly SeriesSummary[]
  readonly summary: (seriesUid: string) => SeriesSummary | null
  readonly describe: (seriesUid: string) => Promise<Result<SeriesDescription, Fault<'UNKNOWN_SERIES' | 'UNREADABLE'>>>
  readonly fileOf: (sopInstanceUid: string) => InstanceFile | null
  /** The objects of one series with their files; none where the library does not have it. */
  readonly objectsOf: (seriesUid: string) => readonly (InstanceFile & { readonly seriesUid: string; readonly sopInstanceUid: string; readonly sopClassUid: string })[]
  /** The objects of a case that are no images, of the classes that are asked for. */
  readonly documents: (caseId: string, isWanted: (sopClassUid: string) => boolean) => Promise<readonly CaseDocument[]>
  /** The stored bytes of one frame, encoded as in its object. */
  readonly readFrame: (seriesUid: string, frame: number) => Promise<Result<Uint8Array, ReadFault>>
  readonly decodeFrame: (seriesUid: string, frame: number) => Promise<Result<DecodedFrame, DecodeFault>>
}
