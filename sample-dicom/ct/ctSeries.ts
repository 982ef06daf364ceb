import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import type { Needle } from '../needle/needlePath.ts'
import { contrastPattern, type SpreadName } from '../contrast/patterns.ts'
import type { PhantomParameters, Side } from '../phantom/parameters.ts'
import { cosSin } from '../phantom/rotation.ts'
import type { Grid } from '../sampling/grid.ts'
import type { SampledVolume } from '../fluoroscopy/projector.ts'
import { CtContrast } from './ctContrast.ts'
import { addNeedleToSlice } from './ctNeedle.ts'
import { CtNoise, type KernelName } from './ctNoise.ts'
import { addStreaks } from './streaks.ts'

/** How the patient lay: prone, the same anatomy is stored with rows and columns the other way round, back up. */
export type CtPosition = 'HFS' | 'HFP'

export type CtAcquisition = {
  readonly position: CtPosition
  readonly kernel: KernelName
  readonly seed: number
  /** Height of the lowest and of the highest slice, mm; of the axis of the gantry when it is tilted. */
  readonly fromZMm: number
  readonly toZMm: number
  readonly gantryTiltDeg: number
  readonly parameters: PhantomParameters
  readonly needle: Needle | null
  readonly contrast: { readonly spread: SpreadName; readonly side: Side; readonly seconds: number; readonly dilution: number } | null
}

export type CtSlice = {
  readonly positionLpsMm: PatientPoint
  readonly rowDirection: PatientVector
  readonly columnDirection: PatientVector
  readonly columns: number
  readonly rows: number
  readonly hu: Int16Array
}

/** Thickness and distance of the slices; the samples of the finer volume within one are averaged. */
export const sliceStepMm = 1
const lowestHu = -1024
const highestHu = 3071

/** The slices of one series from feet to head, noise and all. */
export function* ctSlices(volume: SampledVolume, acquisition: CtAcquisition): Generator<CtSlice> {
  const [columns, rows] = volume.grid.size
  const noise = new CtNoise(acquisition.kernel, acquisition.seed, columns, rows, volume.grid.spacingMm)
  const image = new Float32Array(columns * rows)
  const source = acquisition.gantryTiltDeg === 0 ? new AxialSource(volume, acquisition) : new TiltedSource(volume, acquisition.gantryTiltDeg)
  const count = Math.round((acquisition.toZMm - acquisition.fromZMm) / sliceStepMm) + 1
  for (let n = 0; n < count; n++) {
    const z = acquisition.fromZMm + n * sliceStepMm
    source.fill(z, image)
    noise.addToSlice(image)
    yield storedSlice(image, volume.grid, acquisition, z)
  }
}

function storedSlice(image: Float32Array, grid: Grid, acquisition: CtAcquisition, z: number): CtSlice {
  const [columns, rows] = grid.size
  const isProne = acquisition.position === 'HFP'
  const hu = new Int16Array(image.length)
  for (let i = 0; i < image.length; i++) {
    const value = Math.max(lowestHu, Math.min(highestHu, Math.round(image[i] ?? lowestHu)))
    hu[isProne ? image.length - 1 - i : i] = value
  }
  const [cos, sin] = cosSin(acquisition.gantryTiltDeg)
  const last = (axis: 0 | 1) => grid.first[axis] + (grid.size[axis] - 1) * grid.spacingMm
  return {
    columns, rows, hu,
    positionLpsMm: isProne ? [last(0), last(1), z] : [grid.first[0], grid.first[1] * cos, z - grid.first[1] * sin],
    rowDirection: isProne ? [-1, 0, 0] : [1, 0, 0],
    columnDirection: isProne ? [0, -1, 0] : [0, cos, -sin],
  }
}

/** Slices across the patient: needle and contrast are added to the fine samples, which are then averaged. */
class AxialSource {
  private readonly volume: SampledVolume
  private readonly acquisition: CtAcquisition
  private readonly contrast: CtContrast | null
  private readonly fine: Float32Array

  constructor(volume: SampledVolume, acquisition: CtAcquisition) {
    this.volume = volume
    this.acquisition = acquisition
    this.fine = new Float32Array(volume.grid.size[0] * volume.grid.size[1])
    const { contrast, parameters } = acquisition
    this.contrast = contrast === null ? null
      : new CtContrast(contrastPattern(contrast.spread, contrast.side, parameters), contrast.seconds, contrast.dilution, volume.grid)
  }

  fill(z: number, image: Float32Array): void {
    const { grid, hu } = this.volume
    const samplesPerSlice = Math.max(1, Math.round(sliceStepMm / grid.spacingMm))
    const lowest = Math.round((z - sliceStepMm / 2 + grid.spacingMm / 2 - grid.first[2]) / grid.spacingMm)
    image.fill(0)
    for (let k = lowest; k < lowest + samplesPerSlice; k++) {
      const start = k * this.fine.length
      for (let i = 0; i < this.fine.length; i++) this.fine[i] = hu[start + i] ?? lowestHu
      this.contrast?.addToSlice(k, grid.size[0], this.fine)
      const sampleZ = grid.first[2] + k * grid.spacingMm
      if (this.acquisition.parameters.fillings) addStreaks(this.acquisition.parameters, grid, sampleZ, this.fine)
      if (this.acquisition.needle !== null) addNeedleToSlice(this.acquisition.needle, grid, sampleZ, this.fine)
      for (let i = 0; i < image.length; i++) image[i] = (image[i] ?? 0) + Math.min(highestHu, this.fine[i] ?? 0) / samplesPerSlice
    }
  }
}

/** Slices of a tilted gantry: rows run back and down, while the table still moves along z, so the stack is sheared. */
class TiltedSource {
  private readonly volume: SampledVolume
  private readonly cos: number
  private readonly sin: number

  constructor(volume: SampledVolume, tiltDeg: number) {
    this.volume = volume
    const [cos, sin] = cosSin(tiltDeg)
    this.cos = cos
    this.sin = sin
  }

  fill(z: number, image: Float32Array): void {
    const { grid, hu } = this.volume
    const [columns, rows, slices] = grid.size
    const plane = columns * rows
    for (let row = 0; row < rows; row++) {
      const along = grid.first[1] + row * grid.spacingMm
      const y = (along * this.cos - grid.first[1]) / grid.spacingMm
      const k = (z - along * this.sin - grid.first[2]) / grid.spacingMm
      const j = Math.floor(y), n = Math.floor(k)
      const g = y - j, h = k - n
      for (let column = 0; column < columns; column++) {
        const at = n * plane + j * columns + column
        const isInside = n >= 0 && n < slices - 1 && j >= 0 && j < rows - 1
        image[row * columns + column] = !isInside ? lowestHu
          : ((hu[at] ?? 0) * (1 - g) + (hu[at + columns] ?? 0) * g) * (1 - h) + ((hu[at + plane] ?? 0) * (1 - g) + (hu[at + plane + columns] ?? 0) * g) * h
      }
    }
  }
}
