import type { Rotation } from './rotation.ts'
import type { FocusLevel, Solid, Triple } from './solid.ts'

/** Nothing to prepare: the distance costs the same everywhere. */
abstract class PlainSolid implements Solid {
  abstract distance(x: number, y: number, z: number): number
  focus(_level: FocusLevel, _x: number, _y: number, _z: number, _radius: number): void {}
}

/** The ellipse's or ellipsoid's bound k0 (k0 - 1) / k1; near the centre, where it has no direction, the least semi-axis. */
const ellipticDistance = (k0: number, k1: number, leastAxis: number): number =>
  k0 < 0.05 ? -leastAxis : (k0 * (k0 - 1)) / k1

export class Ellipsoid extends PlainSolid {
  private readonly c: Triple
  private readonly m: Rotation
  private readonly inverse: Triple
  private readonly least: number

  constructor(centre: Triple, semiAxes: Triple, rotation: Rotation) {
    super()
    this.c = centre
    this.m = rotation
    this.inverse = [1 / semiAxes[0], 1 / semiAxes[1], 1 / semiAxes[2]]
    this.least = Math.min(...semiAxes)
  }

  distance(x: number, y: number, z: number): number {
    const { c, m, inverse: i } = this
    const px = x - c[0], py = y - c[1], pz = z - c[2]
    const ax = (m[0] * px + m[3] * py + m[6] * pz) * i[0]
    const ay = (m[1] * px + m[4] * py + m[7] * pz) * i[1]
    const az = (m[2] * px + m[5] * py + m[8] * pz) * i[2]
    const bx = ax * i[0], by = ay * i[1], bz = az * i[2]
    return ellipticDistance(Math.sqrt(ax * ax + ay * ay + az * az), Math.sqrt(bx * bx + by * by + bz * bz), this.least)
  }
}

export class RoundedBox extends PlainSolid {
  private readonly c: Triple
  private readonly m: Rotation
  private readonly half: Triple
  private readonly rounding: number

  constructor(centre: Triple, halfSizes: Triple, rounding: number, rotation: Rotation) {
    super()
    this.c = centre
    this.m = rotation
    this.half = [halfSizes[0] - rounding, halfSizes[1] - rounding, halfSizes[2] - rounding]
    this.rounding = rounding
  }

  distance(x: number, y: number, z: number): number {
    const { c, m, half } = this
    const px = x - c[0], py = y - c[1], pz = z - c[2]
    const qx = Math.abs(m[0] * px + m[3] * py + m[6] * pz) - half[0]
    const qy = Math.abs(m[1] * px + m[4] * py + m[7] * pz) - half[1]
    const qz = Math.abs(m[2] * px + m[5] * py + m[8] * pz) - half[2]
    const ox = qx > 0 ? qx : 0, oy = qy > 0 ? qy : 0, oz = qz > 0 ? qz : 0
    const most = qx > qy ? (qx > qz ? qx : qz) : qy > qz ? qy : qz
    return Math.sqrt(ox * ox + oy * oy + oz * oz) + (most < 0 ? most : 0) - this.rounding
  }
}

/** Elliptic cylinder along its local z, rounded at the rims. */
export class RoundedCylinder extends PlainSolid {
  private readonly c: Triple
  private readonly m: Rotation
  private readonly ia: number
  private readonly ib: number
  private readonly least: number
  private readonly halfHeight: number
  private readonly rounding: number

  constructor(centre: Triple, sizes: Triple, rounding: number, rotation: Rotation) {
    super()
    this.c = centre
    this.m = rotation
    this.ia = 1 / (sizes[0] - rounding)
    this.ib = 1 / (sizes[1] - rounding)
    this.least = Math.min(sizes[0], sizes[1]) - rounding
    this.halfHeight = sizes[2] - rounding
    this.rounding = rounding
  }

  distance(x: number, y: number, z: number): number {
    const { c, m, ia, ib } = this
    const px = x - c[0], py = y - c[1], pz = z - c[2]
    const ax = (m[0] * px + m[3] * py + m[6] * pz) * ia
    const ay = (m[1] * px + m[4] * py + m[7] * pz) * ib
    const s = Math.abs(m[2] * px + m[5] * py + m[8] * pz) - this.halfHeight
    const bx = ax * ia, by = ay * ib
    const e = ellipticDistance(Math.sqrt(ax * ax + ay * ay), Math.sqrt(bx * bx + by * by), this.least)
    const oe = e > 0 ? e : 0, os = s > 0 ? s : 0
    const most = e > s ? e : s
    return (most < 0 ? most : 0) + Math.sqrt(oe * oe + os * os) - this.rounding
  }
}

/** Inside where n (p - o) < 0. */
export class HalfSpace extends PlainSolid {
  private readonly n: Triple
  private readonly offset: number

  constructor(normal: Triple, through: Triple) {
    super()
    const length = Math.hypot(...normal)
    this.n = [normal[0] / length, normal[1] / length, normal[2] / length]
    this.offset = this.n[0] * through[0] + this.n[1] * through[1] + this.n[2] * through[2]
  }

  distance(x: number, y: number, z: number): number {
    return this.n[0] * x + this.n[1] * y + this.n[2] * z - this.offset
  }
}
