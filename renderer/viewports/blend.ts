import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { patientToGrid } from './camera/planeAxes.ts'
import { screenToWorld, type ViewCamera } from './camera/viewCamera.ts'
import type { Mark } from './overlay/displayList.ts'
import { reslicePlane, type GridVector } from './reslice/reslicePlane.ts'

/** Another scan laid over the one that is shown; `share` 0 to 1, how much of it is seen. */
export type Blend = {
  readonly volume: HuVolume
  readonly toOther: (point: PatientPoint) => PatientPoint
  readonly share: number
  /** What the view says about it. */
  readonly words: string
  /** It is a difference: grey in a window of its own, and what lies above `opaqueHu` in the colour of contrast, whatever the share. */
  readonly difference?: { readonly centreHu: number; readonly widthHu: number; readonly opaqueHu: number }
}

/** Screen pixels in one of the overlay's: it is looked at for edges that lie beside each other, not for detail. */
const COARSE_PX = 2
/** Amber over grey: where both agree the picture is even, where not one sees two edges in two colours. */
const AMBER = [255, 184, 77] as const
const GREY = [255, 255, 255] as const
/** Contrast spread, as everywhere. */
const SPREAD = [225, 145, 160] as const
const SPREAD_SHARE = 0.6

/** The other scan in the plane that is shown, in amber, so that it is never taken for the scan itself. */
export function blendMark(camera: ViewCamera, { volume, toOther, share, difference }: Blend, window: { readonly centre: number; readonly width: number }): Mark {
  const [columns, rows] = [Math.max(1, Math.round(camera.sizePx[0] / COARSE_PX)), Math.max(1, Math.round(camera.sizePx[1] / COARSE_PX))]
  const [across, down] = [camera.sizePx[0] / columns, camera.sizePx[1] / rows]
  const at = (column: number, row: number): GridVector => patientToGrid(volume.geometry, toOther(screenToWorld(camera, [(column + 0.5) * across, (row + 0.5) * down])))
  const first = at(0, 0)
  const from = (other: GridVector): GridVector => [other[0] - first[0], other[1] - first[1], other[2] - first[2]]
  const values = reslicePlane({ values: volume.values, dimensions: volume.geometry.dimensions, present: null }, { columns, rows, first, across: from(at(1, 0)), down: from(at(0, 1)), through: [0, 0, 0], planes: 1 })
  const picture = new ImageData(columns, rows)
  const [centre, width] = difference === undefined ? [window.centre, window.width] : [difference.centreHu, difference.widthHu]
  const lower = centre - width / 2
  const tint = difference === undefined ? AMBER : GREY
  for (const [pixel, value] of values.entries()) {
    if (!Number.isFinite(value)) continue
    if (difference !== undefined && value > difference.opaqueHu) {
      picture.data.set([...SPREAD, 255 * Math.max(share, SPREAD_SHARE)], pixel * 4)
      continue
    }
    const bright = Math.min(1, Math.max(0, (value - lower) / width))
    picture.data.set([tint[0] * bright, tint[1] * bright, tint[2] * bright, 255 * share], pixel * 4)
  }
  const canvas = new OffscreenCanvas(columns, rows)
  canvas.getContext('2d')?.putImageData(picture, 0, 0)
  return { kind: 'bitmap', image: canvas, columns, rows, start: [0, 0], acrossEnd: [camera.sizePx[0], 0], downEnd: [0, camera.sizePx[1]] }
}
