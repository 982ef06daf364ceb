import { describe, expect, it } from 'vitest'
import { fillColumn, type Atom } from './paperColumns.ts'

const atom = (height: number, more: Partial<Atom> = {}): Atom => ({ height, keepsWithNext: false, draw: () => undefined, ...more })
const title = atom(10, { keepsWithNext: true })
const gap = atom(9, { isGap: true })

describe('a column of pieces', () => {
  it('holds what has room', () => { expect(fillColumn([atom(10), atom(10), atom(10)], 0, 25)).toBe(2) })
  it('leaves no title at its end', () => { expect(fillColumn([atom(10), title, atom(10)], 0, 25)).toBe(1) })
  it('takes the white after a section along, so that the next column begins with words', () => { expect(fillColumn([atom(10), atom(10), gap, title, atom(10)], 0, 22)).toBe(3) })
  it('holds one piece that has no room anywhere, rather than none', () => { expect(fillColumn([atom(100), atom(10)], 0, 50)).toBe(1) })
})
