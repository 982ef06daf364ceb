import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { describePixels } from './corpus.ts'

type Differences = Omit<Partial<ImageDescription>, 'projection' | 'positioner' | 'pixel'> & {
  readonly projection?: Partial<NonNullable<ImageDescription['projection']>> | null
  readonly positioner?: Partial<NonNullable<ImageDescription['positioner']>> | null
}

/** A still of a C-arm that states everything; tests take away or change what they are about. */
export function buildProjection({ projection, positioner, ...fields }: Differences = {}): ImageDescription {
  return describePixels({
    sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', rows: 512, columns: 512,
    projection: projection === null ? null : { pixelSpacingMm: null, pixelSpacingCalibrationType: null, imagerPixelSpacingMm: [0.3, 0.3], sourceToDetectorMm: 1000, sourceToIsocentreMm: 750, magnificationFactor: null, ...projection },
    positioner: positioner === null ? null : { primaryDeg: 0, secondaryDeg: 0, primaryIncrementsDeg: null, secondaryIncrementsDeg: null, motion: null, ...positioner },
    ...fields,
  })
}
