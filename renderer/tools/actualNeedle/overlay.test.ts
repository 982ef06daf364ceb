import { describe, expect, it } from 'vitest'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { actualEndAt, actualShaftMarks, actualTipMarks } from './overlay.ts'

// 2 px a mm; the middle is at 200, 200.
const axial: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 100, sizePx: [400, 400] }
const scale = { rem: 16, large: false }
const needle = { hubSide: [0, 50, 0], tip: [0, 0, 0] } as const

describe('the needle of a check scan in a plane', () => {
  it('is solid and white, with a filled triangle that points where the needle does', () => {
    expect(actualShaftMarks(axial, needle, scale)[0]).toMatchObject({ kind: 'line', points: [[200, 300], [200, 200]], stroke: { colour: '#FFFFFF', widthPx: 3, dash: [] } })
    const [triangle, ...label] = actualTipMarks(axial, needle, scale, [])
    if (triangle?.kind !== 'polygon') throw new Error('The tip is no polygon.')
    expect(triangle.fill).toBe('#FFFFFF')
    expect(triangle.points[0]).toEqual([200, 200])
    expect(triangle.points.slice(1).every(([, y]) => y > 200)).toBe(true)
    expect(label.some((mark) => mark.kind === 'chip' && mark.spans.some(({ text }) => text === 'Tip'))).toBe(true)
  })

  it('shows what is marked so far', () => {
    expect(actualTipMarks(axial, { hubSide: [0, 50, 0], tip: null }, scale, [])).toEqual([])
    expect(actualShaftMarks(axial, { hubSide: [0, 50, 0], tip: null }, scale).map(({ kind }) => kind)).toEqual(['circle'])
    expect(actualShaftMarks(axial, { hubSide: null, tip: [0, 0, 0] }, scale)).toEqual([])
  })

  it('is grasped at the nearer end within the hit disc, and nowhere else', () => {
    expect(actualEndAt(axial, needle, [210, 205], 16)).toBe('tip')
    expect(actualEndAt(axial, needle, [195, 290], 16)).toBe('hubSide')
    expect(actualEndAt(axial, needle, [200, 250], 16)).toBeNull()
    expect(actualEndAt(axial, { hubSide: null, tip: [0, 0, 0] }, [200, 300], 16)).toBeNull()
    expect(actualEndAt(axial, null, [200, 200], 16)).toBeNull()
  })
})
