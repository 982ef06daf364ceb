import { cosSin } from './rotation.ts'
import type { Triple } from './solid.ts'

const hingeY = -20
const hingeZ = 36
/** The condyle glides forward and down while the jaw turns, mm per degree. */
const glideY = -0.3
const glideZ = -0.2
/** Height of the occlusal plane with the jaw closed, mm. */
const occlusalZ = -7.5

/** The jaw turned by so many degrees: where its points go, and where a point of the room was with the jaw closed. */
export class JawFrame {
  readonly isOpen: boolean
  private readonly cos: number
  private readonly sin: number
  private readonly shiftY: number
  private readonly shiftZ: number

  constructor(jawDeg: number) {
    this.isOpen = jawDeg > 6
    const [cos, sin] = cosSin(jawDeg)
    this.cos = cos
    this.sin = sin
    this.shiftY = glideY * jawDeg
    this.shiftZ = glideZ * jawDeg
  }

  closedY(y: number, z: number): number {
    return hingeY + (y - this.shiftY - hingeY) * this.cos + (z - this.shiftZ - hingeZ) * this.sin
  }

  closedZ(y: number, z: number): number {
    return hingeZ + (z - this.shiftZ - hingeZ) * this.cos - (y - this.shiftY - hingeY) * this.sin
  }

  opened(p: Triple): Triple {
    const y = p[1] - hingeY, z = p[2] - hingeZ
    return [p[0], hingeY + y * this.cos - z * this.sin + this.shiftY, hingeZ + z * this.cos + y * this.sin + this.shiftZ]
  }

  /** Middle and half height of the gap between the teeth, mm: the `mz` and `mh` of the rows. */
  mouth(): { readonly mz: number; readonly mh: number } {
    const incisal = this.opened([0, -96, occlusalZ])[2]
    return { mz: (incisal + occlusalZ) / 2, mh: Math.max(0.1, (occlusalZ - incisal) / 2 - 1.5) }
  }
}
