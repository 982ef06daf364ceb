import type { CArm } from '#shared/projection/cArm.ts'
import type { SampleCase } from '../case-definitions/sampleCase.ts'
import { views } from '../fluoroscopy/views.ts'
import type { PhantomParameters } from '../phantom/parameters.ts'
import { type Grid, slabCount, voxelCount } from '../sampling/grid.ts'
import type { Workforce } from './workforce.ts'

/** Rows of a projection that one task computes. */
const rowsPerTask = 64
/** A projection weighs as much in the progress as so many slabs. */
const unitsPerProjection = 4

/** Volumes and projections that several cases need: each is made once. */
export class SharedVolumes {
  private readonly workforce: Workforce
  private readonly report: (units: number, doing: string) => void
  private readonly made = new Map<string, Promise<SharedArrayBuffer>>()

  constructor(workforce: Workforce, report: (units: number, doing: string) => void) {
    this.workforce = workforce
    this.report = report
  }

  unitsFor(cases: readonly SampleCase[], grids: { readonly ct: Grid; readonly fluoroscopy: Grid }): number {
    const slabs = new Map<string, number>()
    for (const { parameters: ofCt, xaParameters: parameters = ofCt, ct, xa } of cases) {
      if (ct.length > 0) slabs.set(JSON.stringify([ofCt, 'ct']), slabCount(grids.ct))
      for (const image of xa.flatMap(series => series.images)) {
        slabs.set(JSON.stringify([parameters, 'xa']), slabCount(grids.fluoroscopy))
        slabs.set(JSON.stringify([parameters, views[image.view]]), unitsPerProjection)
      }
    }
    return [...slabs.values()].reduce((sum, units) => sum + units, 0)
  }

  /** The noise-free phantom on a grid, HU as 16-bit integers. */
  volume(parameters: PhantomParameters, grid: Grid): Promise<SharedArrayBuffer> {
    return this.once({ parameters, grid }, async () => {
      const volume = new SharedArrayBuffer(voxelCount(grid) * 2)
      await Promise.all(Array.from({ length: slabCount(grid) }, async (_, slab) => {
        await this.workforce.run({ kind: 'paint', parameters, grid, slab, volume })
        this.report(1, 'sampling the phantom')
      }))
      return volume
    })
  }

  /** Line integrals of the patient alone in one view, 32-bit floats. */
  projection(parameters: PhantomParameters, grid: Grid, carm: CArm): Promise<SharedArrayBuffer> {
    return this.once({ parameters, grid, carm }, async () => {
      const volume = await this.volume(parameters, grid)
      const { rows, columns } = carm.detector
      const image = new SharedArrayBuffer(rows * columns * 4)
      const starts = Array.from({ length: Math.ceil(rows / rowsPerTask) }, (_, n) => n * rowsPerTask)
      await Promise.all(starts.map(async fromRow => {
        await this.workforce.run({ kind: 'project', grid, volume, carm, fromRow, toRow: Math.min(fromRow + rowsPerTask, rows), image })
        this.report(unitsPerProjection / starts.length, 'projecting the phantom')
      }))
      return image
    })
  }

  private once(key: unknown, make: () => Promise<SharedArrayBuffer>): Promise<SharedArrayBuffer> {
    const text = JSON.stringify(key)
    const known = this.made.get(text) ?? make()
    this.made.set(text, known)
    return known
  }
}
