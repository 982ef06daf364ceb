import { Changed, Combination, InJaw } from './combinations.ts'
import type { JawFrame } from './jawFrame.ts'
import type { Material } from './material.ts'
import { Ellipsoid, HalfSpace, RoundedBox, RoundedCylinder } from './primitives.ts'
import { identityRotation, type Rotation, rotationFromDegrees } from './rotation.ts'
import type { Solid, Triple } from './solid.ts'
import { splinePoints, type TubePoint } from './spline.ts'
import { Tube } from './tube.ts'

/**
 * The notation of the rows, mm and degrees:
 *   E(c)(a b c) R        ellipsoid                    B(c)(half sizes) r1 R   rounded box
 *   C(c)(a b h) r1 R     elliptic cylinder            H(n)@(o)                half-space, inside where n (p - o) < 0
 *   T3*(s)[(x y z r)..]  tube, 3 pieces a span, stretched by s; T1 straight
 *   R(ax ay az), R_F     rotation Rz Ry Rx; the frame of the C1-2 facets
 *   and2{A & B} or2{A | B} not A grow(A, t) shell(A, t) J<A>; a name; a number may be mz, mh, mz+4
 * An operation is U (union), S (subtraction) or I (intersection), the mm over which it melts, and a solid.
 */
export type NotationContext = {
  readonly jaw: JawFrame
  readonly facetRotation: Rotation
  readonly solids: Readonly<Record<string, Solid>>
  readonly numbers: Readonly<Record<string, number>>
}

export type Operation = { readonly kind: 'U' | 'S' | 'I'; readonly blendMm: number; readonly solid: Solid }

export function parseOperation(text: string, context: NotationContext): Operation {
  const match = /^([USI])([\d.]*) (.+)$/.exec(text)
  const [, letter, blend, rest] = match ?? []
  if ((letter !== 'U' && letter !== 'S' && letter !== 'I') || rest === undefined) throw new Error(`Not an operation: ${text}`)
  return { kind: letter, blendMm: blend === '' ? 0 : Number(blend), solid: parseSolid(rest, context) }
}

export function parseSolid(text: string, context: NotationContext): Solid {
  const reader = new NotationReader(text, context)
  const solid = reader.solid()
  reader.end()
  return solid
}

export function parseMaterial(text: string): Material {
  const number = (pattern: RegExp): number => {
    const found = pattern.exec(text)?.[1]
    if (found === undefined) throw new Error(`Not a material: ${text}`)
    return Number(found)
  }
  const kind = text.split(' ')[0]
  if (kind === 'air' || kind === 'cells' || kind === 'skin') return { kind }
  if (kind === 'bone') {
    return { kind, cortexMm: number(/ t([\d.]+)/), cortexHu: number(/ c(\d+)/), spongyHu: number(/ s(\d+)/), grainHu: number(/ x(\d+)/) }
  }
  const hu = number(/^\w+ (-?\d+)/)
  if (kind === 'fat') return { kind, hu, grainHu: number(/ x(\d+)/) }
  if (kind !== 'soft') throw new Error(`Not a material: ${text}`)
  const hasRim = text.includes(' rim ')
  return {
    kind, hu, grainHu: / x\d/.test(text) ? number(/ x(\d+)/) : 0, isMuscle: text.endsWith(' mus'),
    rimMm: hasRim ? number(/ rim ([\d.]+)\//) : 0, rimHu: hasRim ? number(/ rim [\d.]+\/(-?\d+)/) : 0,
  }
}

class NotationReader {
  private readonly text: string
  private readonly context: NotationContext
  private place = 0

  constructor(text: string, context: NotationContext) {
    this.text = text
    this.context = context
  }

  end(): void {
    if (this.place !== this.text.length) this.fail()
  }

  solid(): Solid {
    const word = this.take(/(?:and|or)[\d.]*(?=\{)|not |grow(?=\()|shell(?=\()|J<|[EBCH](?=\()|T\d+|[A-Z]+/y)
    const joined = /^(and|or)([\d.]*)$/.exec(word)
    if (joined !== null) return this.combination(joined[1] === 'or' ? 'or' : 'and', Number(joined[2] || '0'))
    if (word === 'not ') return new Changed('not', this.solid(), 0)
    if (word === 'grow' || word === 'shell') return this.changed(word)
    if (word === 'J<') return this.inJaw()
    if (/^T\d/.test(word)) return this.tube(Number(word.slice(1)))
    if (/^[EBCH]$/.test(word)) return this.primitive(word)
    return this.context.solids[word] ?? this.fail()
  }

  private combination(kind: 'and' | 'or', blendMm: number): Solid {
    const parts: Solid[] = []
    this.take(/\{/y)
    do parts.push(this.solid())
    while (this.maybe(kind === 'and' ? / & /y : / \| /y) !== null)
    this.take(/\}/y)
    return new Combination(kind, blendMm, parts)
  }

  private changed(change: 'grow' | 'shell'): Solid {
    this.take(/\(/y)
    const inner = this.solid()
    this.take(/, /y)
    const amount = this.number()
    this.take(/\)/y)
    return new Changed(change, inner, amount)
  }

  private inJaw(): Solid {
    const inner = this.solid()
    this.take(/>/y)
    return new InJaw(inner, this.context.jaw)
  }

  private tube(pieces: number): Solid {
    const scale = this.maybe(/\*/y) === null ? ([1, 1, 1] as const) : this.triple()
    const points: TubePoint[] = []
    this.take(/\[/y)
    while (this.maybe(/\]/y) === null) points.push(this.tubePoint())
    return new Tube(splinePoints(points, pieces), scale)
  }

  private primitive(letter: string): Solid {
    const first = this.triple()
    if (letter === 'H') {
      this.take(/@/y)
      return new HalfSpace(first, this.triple())
    }
    const sizes = this.triple()
    const rounding = this.maybe(/ r(?=[\d.])/y) === null ? 0 : this.number()
    const rotation = this.rotation()
    if (letter === 'E') return new Ellipsoid(first, sizes, rotation)
    return letter === 'B' ? new RoundedBox(first, sizes, rounding, rotation) : new RoundedCylinder(first, sizes, rounding, rotation)
  }

  private rotation(): Rotation {
    if (this.maybe(/ R_F/y) !== null) return this.context.facetRotation
    if (this.maybe(/ R(?=\()/y) === null) return identityRotation
    return rotationFromDegrees(...this.triple())
  }

  private triple(): Triple {
    const [x, y, z] = this.list(3)
    return x === undefined || y === undefined || z === undefined ? this.fail() : [x, y, z]
  }

  private tubePoint(): TubePoint {
    const [x, y, z, r] = this.list(4)
    return x === undefined || y === undefined || z === undefined || r === undefined ? this.fail() : [x, y, z, r]
  }

  private list(length: number): number[] {
    this.take(/\(/y)
    const numbers: number[] = []
    while (numbers.length < length) {
      numbers.push(this.number())
      this.maybe(/ /y)
    }
    this.take(/\)/y)
    return numbers
  }

  private number(): number {
    const name = this.maybe(/m[zh]/y)
    if (name === null) return Number(this.take(/-?[\d.]+(?:e-?\d+)?/y))
    const value = this.context.numbers[name] ?? this.fail()
    return this.maybe(/\+/y) === null ? value : value + Number(this.take(/[\d.]+/y))
  }

  private maybe(pattern: RegExp): string | null {
    pattern.lastIndex = this.place
    const found = pattern.exec(this.text)?.[0]
    if (found === undefined) return null
    this.place += found.length
    return found
  }

  private take(pattern: RegExp): string {
    return this.maybe(pattern) ?? this.fail()
  }

  private fail(): never {
    throw new Error(`Cannot read "${this.text}" at ${this.place}`)
  }
}
