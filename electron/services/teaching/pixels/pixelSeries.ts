import type { ImageDescription, ImagePlane } from '#shared/dicom/imageDescription.ts'
import type { Fault } from '#shared/result.ts'

/** What is known of one stored image object without its pixels; it can cross a thread's border. */
export type ObjectOutline = {
  readonly sopInstanceUid: string
  readonly image: ImageDescription
  readonly modality: string
  /** One a frame; null where a frame says nothing of its place. Only volumes need it. */
  readonly planes: readonly (ImagePlane | null)[]
  /** Parts of the picture of which the header says that they hold no image but what surrounds it. */
  readonly textAreas: readonly Rectangle[]
}

/** Pixels of one frame, the first row and column being 0. */
export type Rectangle = { readonly column: number; readonly row: number; readonly columns: number; readonly rows: number }

/** An object whose frames are handed over one at a time, so that a long run never lies in memory twice. */
export type PixelObject = ObjectOutline & {
  /** The stored bytes of a frame, counted from 0; fragments joined, without item headers. Null: they cannot be had. The bytes are taken over. */
  readonly frameBytes: (frame: number) => Promise<Uint8Array | null>
}

/** Objects that belong together: one run, the slices of one volume, the stills of one series. */
export type PixelSeries = { readonly seriesUid: string; readonly objects: readonly PixelObject[] }

export type PixelFault = Fault<'UNREADABLE' | 'CANNOT_DECODE' | 'CANCELLED' | 'NO_VOLUME' | 'NOTHING_LEFT'>

/** How a caller follows long work, and calls it off. */
export type Watch = {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, all: number) => void
}
