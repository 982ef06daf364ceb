import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { Fault, Result } from '#shared/result.ts'

export type ReadFault = Fault<'UNKNOWN_SERIES' | 'NO_SUCH_FRAME' | 'NOT_AN_IMAGE' | 'UNREADABLE'>
export type DecodeFault = ReadFault | Fault<'CANNOT_DECODE'>

/** What other services may ask of the library. Frames count from 0 in showing order. */
export type ImageSource = {
  readonly summaries: () => readonly SeriesSummary[]
  readonly summary: (seriesUid: string) => SeriesSummary | null
  readonly describe: (seriesUid: string) => Promise<Result<SeriesDescription, Fault<'UNKNOWN_SERIES' | 'UNREADABLE'>>>
  /** The stored bytes of one frame, encoded as in its object. */
  readonly readFrame: (seriesUid: string, frame: number) => Promise<Result<Uint8Array, ReadFault>>
  readonly decodeFrame: (seriesUid: string, frame: number) => Promise<Result<DecodedFrame, DecodeFault>>
}
