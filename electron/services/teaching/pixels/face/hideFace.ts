import { err, ok, type Result } from '#shared/result.ts'
import { calledOff } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import type { FramePixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'
import type { PixelFault, PixelObject, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { HiddenFace, HideFace, KeptExtent } from './faceHiding.ts'
import { cutBefore, cutSurface, type CutSurface } from './cutSurface.ts'
import { findFace, viewFromFront } from './faceSurface.ts'
import { readVolume, storedAir, type VolumeSteps } from './readVolume.ts'
import { sectionsOf, type Sections, type SliceStack, type VolumeSlice } from './sections.ts'

type Outcome = Result<HiddenFace, PixelFault>
const nothing: Sections = { stacks: [], apart: [], unplaced: [] }
/** Slices steeper than this to the patient's axis can't be left out one by one without leaving parts of the face. */
const ACROSS = Math.cos((40 * Math.PI) / 180)

export function hideFace(series: PixelSeries, how: HideFace, steps: VolumeSteps): Promise<Outcome> {
  return how.method === 'crop' ? Promise.resolve(crop(series, how.extent)) : deface(series, how, steps)
}

/** Slices whose middle lies outside of the extent are left out whole, and so are images that belong to no slice. */
function crop(series: PixelSeries, extent: KeptExtent): Outcome {
  const { stacks, apart, unplaced } = sectionsOf(series) ?? nothing
  if (stacks.length === 0) return err('NO_VOLUME', 'The images of this series make no volume, so it can’t be cut to a part of the neck. Leave the series out.')
  const across = stacks.filter(({ geometry: { directionLps: d } }) => Math.abs(d[8]) >= ACROSS)
  if (across.length === 0) return err('NO_VOLUME', 'The slices of this series do not lie across the patient, so it can’t be cut to a part of the neck. Take the face away instead, or leave the series out.')
  const kept = across.flatMap(({ slices }) => slices).filter((slice) => isWithin(slice, extent))
  if (kept.length === 0) return err('NOTHING_LEFT', 'No slice of this series lies in the part that is to stay. Choose another part, or leave the series out.')
  const frames = new Map<PixelObject, number[]>()
  for (const { object, frame } of kept) frames.set(object, [...(frames.get(object) ?? []), frame].sort((a, b) => a - b))
  const length = Math.round(extent.toLpsZMm - extent.fromLpsZMm)
  const all = stacks.reduce((sum, { slices }) => sum + slices.length, apart.length + unplaced.length)
  return ok({
    method: 'crop', kept: [...frames].map(([object, list]) => ({ sopInstanceUid: object.sopInstanceUid, frames: list })),
    words: `Cut to ${length} mm along the patient’s axis: ${kept.length} of ${all} slices stay.`,
  })
}

/** The z of the middle of a slice. */
function isWithin({ object, plane }: VolumeSlice, { fromLpsZMm, toLpsZMm }: KeptExtent): boolean {
  const across = ((object.image.columns - 1) / 2) * (plane.columnSpacingMm ?? NaN) * plane.rowDirectionLps[2]
  const down = ((object.image.rows - 1) / 2) * (plane.rowSpacingMm ?? NaN) * plane.columnDirectionLps[2]
  const z = plane.positionLpsMm[2] + across + down
  return z >= fromLpsZMm && z <= toLpsZMm
}

/** Everything before a smooth surface behind the skin becomes air, from below the chin to the top, in every volume of the series. */
async function deface(series: PixelSeries, { keep, seed }: Extract<HideFace, { method: 'deface' }>, steps: VolumeSteps): Promise<Outcome> {
  const { stacks, apart, unplaced } = sectionsOf(series) ?? nothing
  const cuts = new Map<SliceStack, CutSurface>()
  let longestMm = 0
  for (const stack of stacks) {
    const volume = await readVolume(stack, steps)
    if (!volume.ok) return volume
    if (steps.isCalledOff()) return calledOff
    const view = viewFromFront(volume.value)
    const face = view === null ? null : findFace(view)
    if (view === null || face === null) continue
    cuts.set(stack, cutSurface(view, face, seed))
    longestMm = Math.max(longestMm, face.toZMm - face.fromZMm)
  }
  if (cuts.size === 0) return ok({ method: 'deface', removed: [], leftOut: [], words: 'No facial skin was found, so nothing was taken away.' })
  const inVolumes = new Set(stacks.flatMap(({ slices }) => slices.map(({ object }) => object)))
  const leftOut = new Set([...apart, ...unplaced].map(({ object }) => object))
  if ([...leftOut].some((object) => inVolumes.has(object))) return err('NO_VOLUME', 'An object of this series holds slices that lie apart from the others, and what they show of the face can’t be told. Leave the series out.')
  const bySlice = new Map<PixelObject, FramePixels[]>()
  for (const stack of stacks) {
    const own = cuts.get(stack)
    // A volume too thin to tell a face loses what the others show of one.
    const ofStack = own === undefined ? [...cuts.values()] : [own]
    for (const slice of stack.slices) {
      const frames = bySlice.get(slice.object) ?? Array.from({ length: slice.object.image.frames }, () => new Uint32Array(0))
      bySlice.set(slice.object, frames)
      frames[slice.frame] = cutBefore(ofStack, slice)
    }
  }
  const kept = keep === null ? '' : ' What lies behind the cut is untouched.'
  const gone = leftOut.size === 0 ? '' : ` ${leftOut.size} ${leftOut.size === 1 ? 'image that lies' : 'images that lie'} apart from the slices ${leftOut.size === 1 ? 'was' : 'were'} left out.`
  return ok({
    method: 'deface', removed: [...bySlice].map(([object, frames]) => ({ sopInstanceUid: object.sopInstanceUid, pixels: { frames, value: storedAir(object.image) } })), leftOut: [...leftOut].map(({ sopInstanceUid }) => sopInstanceUid),
    words: `The face was taken away over ${Math.round(longestMm)} mm along the patient’s axis: everything before a surface that lies 8 to 18 mm behind most of the skin nearby is air. Ears and the back of the head are as they were.${gone}${kept}`,
  })
}
