export type SheetOptions = {
  /** How many evenly spaced frames are shown whole. */
  readonly frames: number
  /** The corners of every so-manieth frame are shown enlarged. */
  readonly cornersEvery: number
  /** So many places that look like text are shown enlarged, of each frame that is shown whole and of the extremes over time. */
  readonly places: number
}

/** What a person is shown of every series of a copy. */
export const sheetOfCopy: SheetOptions = { frames: 12, cornersEvery: 1, places: 16 }

export type SheetPage = { readonly png: Uint8Array; readonly shows: 'frames' | 'overTime' | 'places' | 'corners' }
export type PictureSheet = { readonly pages: readonly SheetPage[] }
