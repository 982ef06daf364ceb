import { err, ok, type Result } from '#shared/result.ts'
import { calledOff } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import type { FramePixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'
import type { PixelFault, PixelObject, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { HiddenFace, HideFace, KeptExtent } from './faceHiding.ts'
import { cutBefore, cutSurface } from './cutSurface.ts'
import { findFace, viewFromFront } from './faceSurface.ts'
import { readVolume, slicesOf, storedAir, type VolumeSlice, type VolumeSteps } from './readVolume.ts'

type Outcome = Result<HiddenFace, PixelFault>
/** Slices steeper than this to the patient's axis can't be left out one by one without leaving parts of the face. */
const ACROSS = Math.cos((40 * Math.PI) / 180)

export function hideFace(series: PixelSeries, how: HideFace, steps: VolumeSteps): Promise<Outcome> {
  return how.method === 'crop' ? Promise.resolve(crop(series, how.extent)) : deface(series, how, steps)
}

/** Slices whose middle lies outside of the extent are left out whole, and so are images that belong to no slice. */
function crop(series: PixelSeries, extent: KeptExtent): Outcome {
  const stack = slicesOf(series)
  if (stack === null) return err('NO_VOLUME', 'The images of this series make no volume, so it can’t be cut to a part of the neck. Leave the series out.')
  const { directionLps: d } = stack.geometry
  if (Math.abs(d[8]) < ACROSS) return err('NO_VOLUME', 'The slices of this series do not lie across the patient, so it can’t be cut to a part of the neck. Take the face away instead, or leave the series out.')
  const kept = stack.slices.filter((slice) => isWithin(slice, extent))
  if (kept.length === 0) return err('NOTHING_LEFT', 'No slice of this series lies in the part that is to stay. Choose another part, or leave the series out.')
  const frames = new Map<PixelObject, number[]>()
  for (const { object, frame } of kept) frames.set(object, [...(frames.get(object) ?? []), frame].sort((a, b) => a - b))
  const length = Math.round(extent.toLpsZMm - extent.fromLpsZMm)
  return ok({
    method: 'crop', kept: [...frames].map(([object, list]) => ({ sopInstanceUid: object.sopInstanceUid, frames: list })),
    words: `Cut to ${length} mm along the patient’s axis: ${kept.length} of ${stack.slices.length + stack.leftOut} slices stay.`,
  })
}

/** The z of the middle of a slice. */
function isWithin({ object, plane }: VolumeSlice, { fromLpsZMm, toLpsZMm }: KeptExtent): boolean {
  const across = ((object.image.columns - 1) / 2) * (plane.columnSpacingMm ?? NaN) * plane.rowDirectionLps[2]
  const down = ((object.image.rows - 1) / 2) * (plane.rowSpacingMm ?? NaN) * plane.columnDirectionLps[2]
  const z = plane.positionLpsMm[2] + across + down
  return z >= fromLpsZMm && z <= toLpsZMm
}

/** Everything before a smooth surface behind the skin becomes air, from below the chin to the top. */
async function deface(series: PixelSeries, { keep, seed }: Extract<HideFace, { method: 'deface' }>, steps: VolumeSteps): Promise<Outcome> {
  const read = await readVolume(series, steps)
  if (!read.ok) return read
  if (steps.isCalledOff()) return calledOff
  const view = viewFromFront(read.value.volume)
  const face = view === null ? null : findFace(view)
  if (view === null || face === null) return ok({ method: 'deface', removed: [], words: 'No facial skin was found, so nothing was taken away.' })
  const cut = cutSurface(view, face, seed)
  const bySlice = new Map<PixelObject, FramePixels[]>()
  for (const slice of read.value.slices) {
    const frames = bySlice.get(slice.object) ?? Array.from({ length: slice.object.image.frames }, () => new Uint32Array(0))
    bySlice.set(slice.object, frames)
    frames[slice.frame] = cutBefore(cut, slice)
  }
  const kept = keep === null ? '' : ' What lies behind the cut is untouched.'
  return ok({
    method: 'deface', removed: [...bySlice].map(([object, frames]) => ({ sopInstanceUid: object.sopInstanceUid, pixels: { frames, value: storedAir(object.image) } })),
    words: `The face was taken away over ${Math.round(face.toZMm - face.fromZMm)} mm along the patient’s axis: everything before a surface that lies 8 to 18 mm behind most of the skin nearby is air. Ears and the back of the head are as they were.${kept}`,
  })
}
