import type { BodyMask } from './bodyMask.ts'
import { cappedDistanceSquared } from './distanceMap.ts'
import { gridFrame, stepLengthsMm, type HuVolume, type Triple } from './huVolume.ts'

/** The mask is known to about 2 mm: bone that lies right under the skin is never cut off with the air. */
const MARGIN_MM = 4

/** The body and the few millimetres around it, asked with the voxels of the volume it was found in. */
export class NearBody {
  private readonly near: Uint8Array
  private readonly size: Triple
  /** Cells of the mask for each voxel. */
  private readonly share: Triple

  constructor(volume: HuVolume, { frame, mask }: BodyMask) {
    const spacing = stepLengthsMm(frame)
    this.size = frame.size
    const toBody = cappedDistanceSquared(mask, 1, frame.size, spacing, MARGIN_MM + 2 * Math.max(...spacing))
    this.near = new Uint8Array(mask.length)
    for (let cell = 0; cell < mask.length; cell += 1) this.near[cell] = (toBody[cell] ?? NaN) <= MARGIN_MM * MARGIN_MM ? 1 : 0
    const [i, j, k] = stepLengthsMm(gridFrame(volume.geometry))
    this.share = [i / spacing[0], j / spacing[1], k / spacing[2]]
  }

  /**
   * Whether a place of the volume lies in or next to the body.
   *
   * @frame   voxelIndex of the volume, fractions allowed
   * @units   voxels; the margin is 4 mm
   * @limits  exact to a cell of the mask, about 2 mm
   */
  holds(i: number, j: number, k: number): boolean {
    const { size, share } = this
    const cell = (index: number, axis: 0 | 1 | 2): number => Math.min(size[axis] - 1, Math.max(0, Math.floor((index + 0.5) * share[axis])))
    return this.near[(cell(k, 2) * size[1] + cell(j, 1)) * size[0] + cell(i, 0)] === 1
  }
}
