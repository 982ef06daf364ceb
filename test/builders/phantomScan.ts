import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { stackSlices } from '#shared/geometry/volumes.ts'
import { type CtAcquisition, ctSlices } from '#sample-dicom/ct/ctSeries.ts'
import type { PhantomParameters } from '#sample-dicom/phantom/parameters.ts'
import { buildPhantom } from '#sample-dicom/phantom/rows.ts'
import { BrickPainter } from '#sample-dicom/sampling/brickPainter.ts'
import { type Grid, slabCount, voxelCount } from '#sample-dicom/sampling/grid.ts'

/** The phantom without noise on a grid, in this thread. */
export function paintPhantom(parameters: PhantomParameters, grid: Grid): Int16Array {
  const hu = new Int16Array(voxelCount(grid))
  const painter = new BrickPainter(buildPhantom(parameters), grid)
  for (let slab = 0; slab < slabCount(grid); slab += 1) painter.paintSlab(slab, hu)
  return hu
}

/** HU stored as they are on a grid along the patient's axes. */
export const volumeOf = (grid: Grid, values: Int16Array): HuVolume => ({
  values, toHu: { slope: 1, intercept: 0 },
  geometry: {
    dimensions: [...grid.size], spacingMm: [grid.spacingMm, grid.spacingMm, grid.spacingMm], originLpsMm: [...grid.first],
    directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0, grid.spacingMm],
  },
})

const triple = (v: readonly [number, number, number]): [number, number, number] => [v[0], v[1], v[2]]

/** A CT series of the phantom as a scanner would store it, put together as the app does. */
export function scanPhantom(grid: Grid, hu: Int16Array, acquisition: CtAcquisition): HuVolume {
  const slices = [...ctSlices({ grid, hu }, acquisition)]
  const stack = stackSlices(slices.map((slice) => ({
    rows: slice.rows, columns: slice.columns, frameOfReferenceUid: null,
    plane: { positionLpsMm: triple(slice.positionLpsMm), rowDirectionLps: triple(slice.rowDirection), columnDirectionLps: triple(slice.columnDirection), rowSpacingMm: grid.spacingMm, columnSpacingMm: grid.spacingMm },
  })))
  if (stack.geometry === null) throw new Error('The slices make no volume')
  const values = new Int16Array(slices.length * grid.size[0] * grid.size[1])
  for (const [place, index] of stack.order.entries()) values.set((slices[index]?.hu ?? new Int16Array(0)).map((value) => value + 1024), place * grid.size[0] * grid.size[1])
  return { geometry: stack.geometry, values, toHu: { slope: 1, intercept: -1024 } }
}

/** The same pixels under a header that has the patient turned by 180 degrees about one axis. */
export function turnHeader(volume: HuVolume, about: 'x' | 'y' | 'z'): HuVolume {
  const sign = about === 'x' ? [1, -1, -1] as const : about === 'y' ? [-1, 1, -1] as const : [-1, -1, 1] as const
  const { originLpsMm: o, directionLps: d, sliceStepLpsMm: s } = volume.geometry
  return {
    ...volume,
    geometry: {
      ...volume.geometry, originLpsMm: [o[0] * sign[0], o[1] * sign[1], o[2] * sign[2]], sliceStepLpsMm: [s[0] * sign[0], s[1] * sign[1], s[2] * sign[2]],
      directionLps: [d[0] * sign[0], d[1] * sign[1], d[2] * sign[2], d[3] * sign[0], d[4] * sign[1], d[5] * sign[2], d[6] * sign[0], d[7] * sign[1], d[8] * sign[2]],
    },
  }
}
