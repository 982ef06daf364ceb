import type { ImagePlane } from '#shared/dicom/imageDescription.ts'
import { isVolumeClass } from '#shared/dicom/sopClasses.ts'
import { alikeSlices, stackSlices } from '#shared/geometry/volumes.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import type { PixelObject, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'

type Section = { readonly object: PixelObject; readonly frame: number }
/** One slice: which frame of which object, and where it lies. */
export type VolumeSlice = Section & { readonly plane: ImagePlane }
export type SliceStack = { readonly slices: readonly VolumeSlice[]; readonly geometry: HuVolume['geometry'] }

/** The sections of a series: every volume that they make, those that lie apart from all volumes, those that lie nowhere. */
export type Sections = { readonly stacks: readonly SliceStack[]; readonly apart: readonly VolumeSlice[]; readonly unplaced: readonly Section[] }

const sectional = new Set(['CT', 'MR', 'PT', 'NM'])

/**
 * Whether an object is of sections through the patient: by its class, by what made it, or because it says where it lies. A
 * cone-beam CT is of the modality of an angiogram.
 *
 * @source PS3.3 A.53 X-Ray 3D Angiographic, C.7.6.2 Image Plane
 */
const isSectional = ({ image, modality, planes }: PixelObject): boolean => isVolumeClass(image.sopClassUid) || sectional.has(modality) || planes.some((plane) => plane !== null)

/** Null where the series has no sections. Two passes over the same place are two volumes. */
export function sectionsOf(series: PixelSeries): Sections | null {
  const objects = series.objects.filter(isSectional)
  if (objects.length === 0) return null
  const all = objects.flatMap((object) => Array.from({ length: object.image.frames }, (_, frame) => ({ object, frame, plane: planeOf(object, frame) })))
  const placed = all.flatMap((section): VolumeSlice[] => (section.plane === null ? [] : [{ ...section, plane: section.plane }]))
  const stacks: SliceStack[] = []
  const apart: VolumeSlice[] = []
  for (const group of alikeSlices(placed.map(asSlice))) {
    let rest = pick(placed, group)
    for (;;) {
      const { geometry, order, leftOut } = stackSlices(rest.map(asSlice))
      if (geometry === null) break
      stacks.push({ geometry, slices: pick(rest, order) })
      rest = pick(rest, leftOut)
    }
    apart.push(...rest)
  }
  return { stacks, apart, unplaced: all.filter(({ plane }) => plane === null) }
}

const asSlice = ({ object, plane }: VolumeSlice): Parameters<typeof stackSlices>[0][number] => ({ rows: object.image.rows, columns: object.image.columns, plane, frameOfReferenceUid: null })

const pick = (slices: readonly VolumeSlice[], indexes: readonly number[]): VolumeSlice[] => indexes.flatMap((index) => slices[index] ?? [])

/** Without the size of its pixels a plane is no place for them; one plane said of many frames is that of the first. */
function planeOf({ image, planes }: PixelObject, frame: number): ImagePlane | null {
  const plane = (image.frames > 1 && planes.length === 1 ? null : planes[frame]) ?? null
  return plane === null || plane.rowSpacingMm === null || plane.columnSpacingMm === null ? null : plane
}

/** How many different planes there are among these: repeats of one show no more than one. */
export function planesAmong(slices: readonly VolumeSlice[]): number {
  const different: ImagePlane[] = []
  for (const { plane } of slices) if (!different.some((other) => isSamePlane(plane, other))) different.push(plane)
  return different.length
}

const SAME_MM = 0.02
const SAME_COSINE = 1e-4
const isSamePlane = (a: ImagePlane, b: ImagePlane): boolean => (
  ([0, 1, 2] as const).every((axis) => Math.abs(a.positionLpsMm[axis] - b.positionLpsMm[axis]) < SAME_MM
    && Math.abs(a.rowDirectionLps[axis] - b.rowDirectionLps[axis]) < SAME_COSINE && Math.abs(a.columnDirectionLps[axis] - b.columnDirectionLps[axis]) < SAME_COSINE))
