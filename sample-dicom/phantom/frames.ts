import { cosSin } from './rotation.ts'
import type { FocusLevel, Solid } from './solid.ts'

/** A solid described on one side, present on both. */
export class Mirrored implements Solid {
  private readonly inner: Solid

  constructor(inner: Solid) {
    this.inner = inner
  }

  distance(x: number, y: number, z: number): number {
    return this.inner.distance(Math.abs(x), y, z)
  }

  focus(level: FocusLevel, x: number, y: number, z: number, radius: number): void {
    this.inner.focus(level, Math.abs(x), y, z, radius)
  }
}

/** A solid of C1 turned with it about the vertical line through the dens. */
export class TurnedAtlas implements Solid {
  private readonly inner: Solid
  private readonly cos: number
  private readonly sin: number

  constructor(inner: Solid, degrees: number) {
    this.inner = inner
    const [cos, sin] = cosSin(degrees)
    this.cos = cos
    this.sin = sin
  }

  distance(x: number, y: number, z: number): number {
    return this.inner.distance(x * this.cos + (y + 3) * this.sin, (y + 3) * this.cos - x * this.sin - 3, z)
  }

  focus(level: FocusLevel, x: number, y: number, z: number, radius: number): void {
    this.inner.focus(level, x * this.cos + (y + 3) * this.sin, (y + 3) * this.cos - x * this.sin - 3, z, radius)
  }
}
