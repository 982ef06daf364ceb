import type { CArm } from '#shared/projection/cArm.ts'

export type ViewName = 'AP' | 'PA' | 'LAT'

const detector = { rows: 512, columns: 512, spacingMm: 0.3 }
/** Radius of the round field, pixels. */
export const fieldRadiusPx = 252

const view = (primaryDeg: number, secondaryDeg: number, isocentreLpsMm: readonly [number, number, number]): CArm => ({
  primaryDeg, secondaryDeg, sidMm: 1000, sodMm: 750, isocentreLpsMm: [...isocentreLpsMm], detector,
})

/** The three working views: open mouth from the front, down the joint with the detector behind, true lateral. */
export const views: Readonly<Record<ViewName, CArm>> = {
  AP: view(0, -12, [0, 0, 0]),
  PA: view(180, 12, [0, 0, 0]),
  LAT: view(90, 0, [0, 8, -2]),
}
