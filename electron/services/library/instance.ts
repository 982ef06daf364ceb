import type { RefusalCode } from '#shared/contract/areas/library.ts'
import type { ImageDescription, ImagePlane } from '#shared/dicom/imageDescription.ts'
import type { PatientIdentity } from '#shared/dicom/identity.ts'
import type { StudyAttributes } from '#shared/dicom/studyAttributes.ts'
import type { FrameLocations } from '#electron/services/dicom/frameLocations.ts'

/** One object of the library as its header tells it; kept as JSON, so plain data only. */
export type Instance = {
  readonly sopInstanceUid: string
  readonly sopClassUid: string
  readonly seriesUid: string
  readonly studyUid: string
  readonly patient: PatientIdentity
  readonly modality: string
  readonly description: string
  readonly studyDescription: string
  /** Absent in objects that were indexed before this was read. */
  readonly study?: StudyAttributes
  readonly seriesNumber: number | null
  readonly instanceNumber: number | null
  readonly acquiredAt: string | null
  /** In words, for what is not an image. */
  readonly documentKind: string | null
  readonly picture: Picture | null
}

export type Picture = {
  readonly image: ImageDescription
  readonly planes: readonly (ImagePlane | null)[]
  readonly locations: FrameLocations
  /** Offsets count in the inflated data set, which begins at this place of the file. */
  readonly deflatedFrom: number | null
}

export type FileReading =
  | { readonly kind: 'instance'; readonly instance: Instance; readonly byteLength: number; readonly modifiedMs: number }
  | { readonly kind: 'notDicom' }
  | { readonly kind: 'directory' }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string }
