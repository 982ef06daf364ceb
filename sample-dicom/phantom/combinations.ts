import type { JawFrame } from './jawFrame.ts'
import { type FocusLevel, type Solid, smoothMax, smoothMin } from './solid.ts'

/** Several solids as one, melted over k mm where they meet. */
export class Combination implements Solid {
  private readonly parts: readonly Solid[]
  private readonly k: number
  private readonly isUnion: boolean

  constructor(kind: 'and' | 'or', k: number, parts: readonly Solid[]) {
    this.parts = parts
    this.k = k
    this.isUnion = kind === 'or'
  }

  distance(x: number, y: number, z: number): number {
    let d = this.isUnion ? Infinity : -Infinity
    for (const part of this.parts) {
      const v = part.distance(x, y, z)
      d = this.isUnion ? smoothMin(d, v, this.k) : smoothMax(d, v, this.k)
    }
    return d
  }

  focus(level: FocusLevel, x: number, y: number, z: number, radius: number): void {
    for (const part of this.parts) part.focus(level, x, y, z, radius)
  }
}

/** The inner solid turned inside out (`not`), grown by some mm, or reduced to a shell of half thickness `amount`. */
export class Changed implements Solid {
  private readonly inner: Solid
  private readonly change: 'not' | 'grow' | 'shell'
  private readonly amount: number

  constructor(change: 'not' | 'grow' | 'shell', inner: Solid, amount: number) {
    this.inner = inner
    this.change = change
    this.amount = amount
  }

  distance(x: number, y: number, z: number): number {
    const d = this.inner.distance(x, y, z)
    if (this.change === 'not') return -d
    return (this.change === 'grow' ? d : Math.abs(d)) - this.amount
  }

  focus(level: FocusLevel, x: number, y: number, z: number, radius: number): void {
    this.inner.focus(level, x, y, z, radius)
  }
}

/** A solid described with the jaw closed, asked about with the jaw as it is. */
export class InJaw implements Solid {
  private readonly inner: Solid
  private readonly jaw: JawFrame

  constructor(inner: Solid, jaw: JawFrame) {
    this.inner = inner
    this.jaw = jaw
  }

  distance(x: number, y: number, z: number): number {
    return this.inner.distance(x, this.jaw.closedY(y, z), this.jaw.closedZ(y, z))
  }

  focus(level: FocusLevel, x: number, y: number, z: number, radius: number): void {
    this.inner.focus(level, x, this.jaw.closedY(y, z), this.jaw.closedZ(y, z), radius)
  }
}
