import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { patientToGrid } from './camera/planeAxes.ts'
import { screenToWorld, type ViewCamera } from './camera/viewCamera.ts'
import type { Mark } from './overlay/displayList.ts'
import { reslicePlane, type GridVector } from './reslice/reslicePlane.ts'

/** Another scan laid over the one that is shown; `share` 0 to 1, how much of it is seen. */
export type Blend = { readonly volume: HuVolume; readonly toOther: (point: PatientPoint) => PatientPoint; readonly share: number; /** What the view says about it. */ readonly words: string }

/** Screen pixels in one of the overlay's: it is looked at for edges that lie beside each other, not for detail. */
const COARSE_PX = 2
/** Amber over grey: where both agree the picture is even, where not one sees two edges in two colours. */
const AMBER = [255, 184, 77] as const

/** The other scan in the plane that is shown, in amber, so that it is never taken for the scan itself. */
export function blendMark(camera: ViewCamera, { volume, toOther, share }: Blend, window: { readonly centre: number; readonly width: number }): Mark {
  const [columns, rows] = [Math.max(1, Math.round(camera.sizePx[0] / COARSE_PX)), Math.max(1, Math.round(camera.sizePx[1] / COARSE_PX))]
  const [across, down] = [camera.sizePx[0] / columns, camera.sizePx[1] / rows]
  const at = (column: number, row: number): GridVector => patientToGrid(volume.geometry, toOther(screenToWorld(camera, [(column + 0.5) * across, (row + 0.5) * down])))
  const first = at(0, 0)
  const from = (other: GridVector): GridVector => [other[0] - first[0], other[1] - first[1], other[2] - first[2]]
  const values = reslicePlane({ values: volume.values, dimensions: volume.geometry.dimensions, present: null }, { columns, rows, first, across: from(at(1, 0)), down: from(at(0, 1)), through: [0, 0, 0], planes: 1 })
  const picture = new ImageData(columns, rows)
  const lower = window.centre - window.width / 2
  for (const [pixel, value] of values.entries()) {
    if (!Number.isFinite(value)) continue
    const bright = Math.min(1, Math.max(0, (value - lower) / window.width))
    picture.data.set([AMBER[0] * bright, AMBER[1] * bright, AMBER[2] * bright, 255 * share], pixel * 4)
  }
  const canvas = new OffscreenCanvas(columns, rows)
  canvas.getContext('2d')?.putImageData(picture, 0, 0)
  return { kind: 'bitmap', image: canvas, columns, rows, start: [0, 0], acrossEnd: [camera.sizePx[0], 0], downEnd: [0, camera.sizePx[1]] }
}
