import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { SeriesDescription, VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { patientToGrid } from './camera/planeAxes.ts'
import { automaticWindow } from './frames/automaticWindow.ts'
import type { DisplayWindow } from './frames/displayLut.ts'
import { windowPresets } from './frames/windowPresets.ts'
import type { HeldPixels } from './seriesPixels.ts'

const WHOLE: DisplayWindow = { centre: 0, width: 4096 }

/**
 * The window a volume begins with: the header's first; bone on a CT without one; else what the middle slice holds.
 * Until that slice is here nothing can be told, and a wide window stands in.
 */
export function initialPlaneWindow(series: SeriesDescription, pixels: HeldPixels): DisplayWindow {
  const header = series.images[0]?.voiLut.windows.find(window => window.width > 0)
  if (header !== undefined) return { centre: header.centre, width: header.width }
  if (series.summary.modality === 'CT') return windowPresets.bone
  const known = measured.get(pixels)
  if (known !== undefined) return known
  const middle = Math.floor(pixels.slots.length / 2)
  const slot = pixels.slots[middle]
  if (slot === undefined || pixels.frameState(middle) !== 'here') return WHOLE
  const window = automaticWindow(pixels.values.subarray(slot.offset, slot.offset + slot.length), value => value) ?? WHOLE
  measured.set(pixels, window)
  return window
}

const measured = new WeakMap<HeldPixels, DisplayWindow>()

/** The window that shows all of the acquired slice nearest to the crosshair. */
export function automaticPlaneWindow(pixels: HeldPixels, geometry: VolumeGeometry, crosshair: PatientPoint): { centre: number; width: number } | null {
  const slice = pixels.slots[Math.min(geometry.dimensions[2] - 1, Math.max(0, Math.round(patientToGrid(geometry, crosshair)[2])))]
  if (slice === undefined) return null
  const air = -900
  return automaticWindow(pixels.values.subarray(slice.offset, slice.offset + slice.length), value => (value > air ? value : null))
}
