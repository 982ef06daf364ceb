/** Eight bits a pixel, row after row. */
export type GreyPicture = { readonly columns: number; readonly rows: number; readonly grey: Uint8Array }

/** Brightness in the units of the stored values, row after row. */
export type ValuePicture = { readonly columns: number; readonly rows: number; readonly values: Float32Array }
