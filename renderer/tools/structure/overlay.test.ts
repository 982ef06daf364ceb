import { describe, expect, it } from 'vitest'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { palette, type Mark } from '#renderer/viewports/overlay/displayList.ts'
import { structureMarks, type DrawnStructure } from './overlay.ts'

// Ten pixels a millimetre, looking along z.
const camera: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 20, sizePx: [400, 400] }
const tube = (fromZ: number, toZ: number): DrawnStructure => ({
  structureId: 'a', kind: 'vertebralArtery', name: 'Vertebral artery', tag: 'VA', figure: '7.4 mm', painted: null, points: [{ pointLpsMm: [5, 0, fromZ], radiusMm: 2 }, { pointLpsMm: [5, 0, toZ], radiusMm: 2 }],
})
const drawn = (structure: DrawnStructure, isSeenThrough: boolean): readonly Mark[] => structureMarks(camera, structure, { chosen: null, isSeenThrough }, { rem: 16, large: false }, [])
const words = (marks: readonly Mark[]): readonly string[] => marks.flatMap((mark) => (mark.kind === 'chip' ? [mark.spans.map(({ text }) => text).join(' ')] : []))
const outlines = (marks: readonly Mark[]): readonly number[] => marks.flatMap((mark) => (mark.kind === 'line' && mark.points.length > 2 ? [mark.stroke.opacity] : []))

describe('a structure beside the path', () => {
  it('at another depth is seen only through the view, faint, and says so', () => {
    expect(drawn(tube(10, 30), false)).toEqual([])
    const marks = drawn(tube(10, 30), true)
    expect(outlines(marks)).toEqual([0.85])
    expect(words(marks)).toEqual(['VA at another depth'])
  })

  it('goes by its tag alone in a small view, where there is no room for figures', () => {
    expect(words(structureMarks(camera, tube(-10, 30), { chosen: null, isSeenThrough: false }, { rem: 16, large: false, small: true }, []))).toEqual(['VA'])
  })

  it('at another depth goes by a faint tag in a small view', () => {
    const marks = structureMarks(camera, tube(10, 30), { chosen: null, isSeenThrough: true }, { rem: 16, large: false, small: true }, [])
    expect(words(marks)).toEqual(['VA'])
    const colours = marks.flatMap((mark) => (mark.kind === 'chip' ? mark.spans.map(({ style }) => style.colour) : []))
    expect(colours).toEqual([palette.soft])
  })

  it('that the plane cuts keeps its section and its figure', () => {
    expect(words(drawn(tube(-10, 30), false))).toEqual(['VA 7.4 mm'])
    const marks = drawn(tube(-10, 30), true)
    expect(outlines(marks)).toEqual([0.85, 1])
    expect(words(marks)).toEqual(['VA 7.4 mm'])
  })
})
