import type { ImageDescription } from '#shared/dicom/imageDescription.ts'

/** An attribute of the object as it is to be written, by its tag (GGGGEEEE). */
export type ChangedAttribute =
  | { readonly tag: string; readonly vr: 'CS' | 'ST' | 'SH' | 'LO' | 'DS' | 'US' | 'SS'; readonly values: readonly (string | number)[] }
  | { readonly tag: string; readonly vr: 'SQ'; readonly items: readonly (readonly ChangedAttribute[])[] }

/** Pixels that are taken away from one frame: pairs of first pixel and the one after the last, counted along the rows. */
export type FramePixels = Uint32Array
/** What defacing takes from one object, a list a frame. */
export type RemovedPixels = { readonly frames: readonly FramePixels[]; /** The stored value of air. */ readonly value: number }

/** Pixel data without what named somebody, and what the header has to say of it. */
export type CleanedPixels = {
  /** asStored: no pixel changed, the streams lost only their comments. rewritten: decoded, changed, written uncompressed. */
  readonly kind: 'asStored' | 'rewritten'
  readonly transferSyntaxUid: string
  /** One a frame; to be written one after the other, or each as a fragment of its own where the transfer syntax is a compressed one. */
  readonly frames: readonly Uint8Array[]
  /** The object as it is now, for whoever reads it again. */
  readonly image: ImageDescription
  readonly set: readonly ChangedAttribute[]
  /** Tags to be left out, GGGGEEEE; "60xx" stands for every attribute of the overlay groups. */
  readonly remove: readonly string[]
  /** What was done, for the report on the copy; empty when nothing was. */
  readonly words: string
}
