/** One picture in grey, row by row, 0 = black to 255 = white, as the eye gets it: after every table and window. */
export type GreyPlane = { readonly grey: Uint8Array; readonly columns: number; readonly rows: number }

/**
 * Nearest index inside: beyond its edge a picture goes on as it ends.
 *
 * @frame   imageIndex, from 0
 */
export const insideOf = (index: number, length: number): number => (index < 0 ? 0 : index >= length ? length - 1 : index)
