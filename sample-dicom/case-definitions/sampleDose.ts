/** What a sample case took, as its machine reports it: figures of a short procedure on a small neck, invented but possible. */
export type SampleDose =
  | { readonly kind: 'projection'; readonly exposures: readonly ProjectionExposure[]; readonly fluoroscopyS: number }
  | { readonly kind: 'ct'; readonly scans: readonly CtScan[] }

/** One irradiation of the C-arm. Gy.m2, Gy at the reference point; time as HHMMSS. */
export type ProjectionExposure = { readonly type: 'fluoroscopy' | 'run'; readonly time: string; readonly doseAreaGyM2: number; readonly airKermaGy: number; readonly frames: number }
/** One scan. mGy in the head phantom, mGy.cm; time as HHMMSS. */
export type CtScan = { readonly protocol: string; readonly time: string; readonly ctdiVolMGy: number; readonly doseLengthMGyCm: number }

/** The C-arm of case D: two short looks and one run. */
export const fluoroscopyDose: SampleDose = {
  kind: 'projection', fluoroscopyS: 38.4,
  exposures: [
    { type: 'fluoroscopy', time: '100730', doseAreaGyM2: 0.0000182, airKermaGy: 0.00214, frames: 0 },
    { type: 'run', time: '101200', doseAreaGyM2: 0.0000456, airKermaGy: 0.00587, frames: 40 },
    { type: 'fluoroscopy', time: '101430', doseAreaGyM2: 0.0000097, airKermaGy: 0.00118, frames: 0 },
  ],
}

/** The scanner of case F: planning, and three short scans over the joint. */
export const ctDose: SampleDose = {
  kind: 'ct',
  scans: [
    { protocol: 'NECK PLANNING', time: '110700', ctdiVolMGy: 14.2, doseLengthMGyCm: 213.5 },
    { protocol: 'NEEDLE CHECK', time: '112000', ctdiVolMGy: 8.6, doseLengthMGyCm: 51.6 },
    { protocol: 'CONTRAST', time: '112400', ctdiVolMGy: 8.6, doseLengthMGyCm: 51.6 },
    { protocol: 'CONTRAST DELAYED', time: '113000', ctdiVolMGy: 8.6, doseLengthMGyCm: 51.6 },
  ],
}

/** Totals as the machine gives them: the sum of what it counted. */
export const sumOf = <Item>(items: readonly Item[], value: (item: Item) => number): number => Number(items.reduce((sum, item) => sum + value(item), 0).toPrecision(9))
