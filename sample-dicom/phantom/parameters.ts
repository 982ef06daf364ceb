/** The patient's side that the needle and the contrast are on. R is -x. */
export type Side = 'R' | 'L'
export type ArteryCourse = 'normal' | 'medial' | 'highloop'

/** What one sampled volume depends on; two cases with equal parameters share their volume. */
export type PhantomParameters = {
  /** Rotation of the lower jaw, degrees 0-28; the mouth counts as open above 6. */
  readonly jawDeg: number
  /** Bone to bone in the C1-2 joint, mm. */
  readonly gapMm: number
  readonly slopeDeg: number
  readonly sagTiltDeg: number
  /** C1 turned about the vertical, degrees. */
  readonly rotC1Deg: number
  readonly arteries: { readonly R: ArteryCourse; readonly L: ArteryCourse }
  /** HU of opacified arterial blood, or 0 for a native scan. */
  readonly ctaHu: number
  readonly osteophytes: boolean
  readonly fillings: boolean
  readonly shoulders: boolean
}

export const defaultParameters: PhantomParameters = {
  jawDeg: 26,
  gapMm: 2.6,
  slopeDeg: 22,
  sagTiltDeg: 9,
  rotC1Deg: 0,
  arteries: { R: 'normal', L: 'normal' },
  ctaHu: 0,
  osteophytes: false,
  fillings: false,
  shoulders: true,
}
