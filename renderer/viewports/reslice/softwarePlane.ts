import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { vectorScale } from '#shared/geometry/vectors.ts'
import { patientToGrid } from '../camera/planeAxes.ts'
import { screenToWorld, type ViewCamera } from '../camera/viewCamera.ts'
import type { HeldVolume } from '../engine/volumes.ts'
import type { PlaneLook, PlaneViewport } from '../engine/planeViewport.ts'
import type { Mark } from '../overlay/displayList.ts'
import { paintGrey, reslicePlane, type GridVector, type PlaneCut } from './reslicePlane.ts'

/** Voxels that a drawing may look up while things move; a slab that needs more is drawn coarser first. */
const QUICK_SAMPLES = 3_000_000
/** So long after the last change the slab is drawn in full. */
const FULL_AFTER_MS = 120

type Wanted = { readonly camera: ViewCamera; readonly look: PlaneLook }

/**
 * A plane cut on the processor, for machines whose WebGL is drawn in software: there, uploading a volume of 600 slices to
 * the "graphics card" takes seconds and every redraw a fifth of a second, while a cut takes a few milliseconds.
 */
export function openSoftwarePlane(element: HTMLDivElement): PlaneViewport {
  const canvas = document.createElement('canvas')
  canvas.className = 'axis-vp-plane'
  element.append(canvas)
  const now: { volume: HeldVolume | null; wanted: Wanted | null; frame: number; timer: number; waiting: (() => void)[] } = { volume: null, wanted: null, frame: 0, timer: 0, waiting: [] }
  const finish = (): void => {
    for (const go of now.waiting.splice(0)) go()
  }
  const drawNow = (isFull: boolean): void => {
    cancelAnimationFrame(now.frame)
    clearTimeout(now.timer)
    now.frame = 0
    now.timer = 0
    const { volume, wanted } = now
    if (volume === null || wanted === null) return
    const coarseness = paintCut(canvas, volume, wanted, isFull)
    if (coarseness > 1) now.timer = window.setTimeout(() => { drawNow(true) }, FULL_AFTER_MS)
    else finish()
  }
  return {
    canvas,
    settled: () => (now.frame === 0 && now.timer === 0 ? Promise.resolve() : new Promise((resolve) => {
      now.waiting.push(resolve)
      drawNow(true)
    })),
    show(volume) {
      now.volume = volume
      return Promise.resolve()
    },
    draw(camera, look) {
      now.wanted = { camera, look }
      if (now.frame === 0) now.frame = requestAnimationFrame(() => { drawNow(false) })
    },
    resize() { /* The canvas takes the size of the camera at every drawing. */ },
    close() {
      cancelAnimationFrame(now.frame)
      clearTimeout(now.timer)
      now.volume = null
      finish()
      canvas.remove()
    },
  }
}

/** Answers how much coarser than the screen it was drawn. */
function paintCut(canvas: HTMLCanvasElement, volume: HeldVolume, { camera, look }: Wanted, isFull: boolean): number {
  const ratio = window.devicePixelRatio
  const size = [Math.round(camera.sizePx[0] * ratio), Math.round(camera.sizePx[1] * ratio)] as const
  const planes = planesOf(volume.geometry, look.slabMm)
  const coarseness = isFull || planes === 1 ? 1 : Math.max(1, Math.sqrt(size[0] * size[1] * planes / QUICK_SAMPLES))
  const columns = Math.max(1, Math.round(size[0] / coarseness))
  const rows = Math.max(1, Math.round(size[1] / coarseness))
  const picture = cutPicture(volume, { camera, look }, columns, rows, planes)
  if (canvas.width !== size[0] || canvas.height !== size[1]) {
    canvas.width = size[0]
    canvas.height = size[1]
  }
  const context = canvas.getContext('2d', { alpha: false, willReadFrequently: true })
  if (context === null) return 1
  if (columns === size[0] && rows === size[1]) context.putImageData(picture, 0, 0)
  else {
    const small = new OffscreenCanvas(columns, rows)
    small.getContext('2d')?.putImageData(picture, 0, 0)
    context.drawImage(small, 0, 0, size[0], size[1])
  }
  return coarseness
}

/** The cut of a camera as a mark that fills its view: for a loupe, at the moment it is asked for. */
export function planeBitmap(volume: HeldVolume, camera: ViewCamera, look: PlaneLook): Extract<Mark, { kind: 'bitmap' }> | null {
  const [width, height] = camera.sizePx
  const [columns, rows] = [Math.max(1, Math.round(width * window.devicePixelRatio)), Math.max(1, Math.round(height * window.devicePixelRatio))]
  const canvas = new OffscreenCanvas(columns, rows)
  const context = canvas.getContext('2d')
  if (context === null) return null
  context.putImageData(cutPicture(volume, { camera, look }, columns, rows, planesOf(volume.geometry, look.slabMm)), 0, 0)
  return { kind: 'bitmap', image: canvas, columns, rows, start: [0, 0], acrossEnd: [width, 0], downEnd: [0, height], smooth: true }
}

function cutPicture(volume: HeldVolume, { camera, look }: Wanted, columns: number, rows: number, planes: number): ImageData {
  const cut = cutOf(volume.geometry, camera, columns, rows, look.slabMm, planes)
  const values = reslicePlane({ values: volume.voxels, dimensions: volume.geometry.dimensions, present: volume.isComplete() ? null : volume.present }, cut)
  return new ImageData(paintGrey(values, look), columns, rows)
}

const planesOf = ({ spacingMm }: VolumeGeometry, slabMm: number): number => (slabMm > 0 ? Math.max(2, Math.ceil(slabMm / Math.min(...spacingMm)) + 1) : 1)

/** The picture's pixels in the index coordinates of the grid: the mapping is linear, so four points make it. */
function cutOf(geometry: VolumeGeometry, camera: ViewCamera, columns: number, rows: number, slabMm: number, planes: number): PlaneCut {
  const [width, height] = camera.sizePx
  const pixel: readonly [number, number] = [width / columns, height / rows]
  const at = (column: number, row: number): GridVector => patientToGrid(geometry, screenToWorld(camera, [(column + 0.5) * pixel[0], (row + 0.5) * pixel[1]]))
  const first = at(0, 0)
  const from = (other: GridVector): GridVector => [other[0] - first[0], other[1] - first[1], other[2] - first[2]]
  const origin = patientToGrid(geometry, geometry.originLpsMm)
  const deeper = patientToGrid(geometry, [
    geometry.originLpsMm[0] + vectorScale(camera.towardsViewer, 1)[0], geometry.originLpsMm[1] + camera.towardsViewer[1], geometry.originLpsMm[2] + camera.towardsViewer[2],
  ])
  const step = planes > 1 ? slabMm / (planes - 1) : 0
  return {
    columns, rows, first, across: from(at(1, 0)), down: from(at(0, 1)), planes,
    through: [(deeper[0] - origin[0]) * step, (deeper[1] - origin[1]) * step, (deeper[2] - origin[2]) * step],
  }
}
