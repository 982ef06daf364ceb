/** A grid of voxels along the patient axes; `first` is the centre of voxel (0, 0, 0) in LPS mm. */
export type Grid = {
  readonly size: readonly [number, number, number]
  readonly spacingMm: number
  readonly first: readonly [number, number, number]
  /** Edge of the bricks that rows are culled for, voxels: about 4 mm whatever the spacing. */
  readonly brickEdge: 4 | 8
}

export const ctGrid: Grid = { size: [400, 400, 280], spacingMm: 0.5, first: [-99.75, -113.75, -74.75], brickEdge: 8 }
/** Taller than the CT: a volume that ends 75 mm below the joint shows its cut end in tilted views. */
export const fluoroGrid: Grid = { size: [340, 350, 320], spacingMm: 0.6, first: [-101.7, -122, -102], brickEdge: 8 }
/** Coarse and fast, for tests. */
export const quickGrid: Grid = { size: [200, 210, 190], spacingMm: 1, first: [-99.5, -122, -102], brickEdge: 4 }

export const voxelCount = (grid: Grid): number => grid.size[0] * grid.size[1] * grid.size[2]
export const slabCount = (grid: Grid): number => Math.ceil(grid.size[2] / grid.brickEdge)

/** Voxel centres along one axis, mm. */
export const axisCoordinates = (grid: Grid, axis: 0 | 1 | 2): Float64Array =>
  Float64Array.from({ length: grid.size[axis] }, (_, index) => grid.first[axis] + index * grid.spacingMm)
