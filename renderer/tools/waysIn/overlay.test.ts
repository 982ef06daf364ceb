import { describe, expect, it } from 'vitest'
import { wayLevels, type SkinMap } from '#shared/planning/safePaths.ts'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { wayMarks, wayStrengths } from './overlay.ts'

const map = (levels: readonly (typeof wayLevels)[number][], lengthMm: readonly number[]): SkinMap => ({
  levels: Uint8Array.from(levels.map((level) => wayLevels.indexOf(level))), lengthMm: Float32Array.from(lengthMm), leastMm: new Float32Array(levels.length), nearest: new Int16Array(levels.length),
})
const camera: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 100, sizePx: [400, 400] }

describe('the map of ways on the skin', () => {
  it('is strongest where the path is shortest, and still seen where it is longest', () => {
    const strength = wayStrengths(map(['above', 'stop', 'above', 'notOffered'], [40, 60, 80, 300]))
    expect([0, 1, 2].map((at) => strength(at))).toEqual([1, expect.closeTo(0.7), expect.closeTo(0.4)])
  })

  it('draws each level with a shape of its own, those in the slice only, and what is being made anew faintly', () => {
    const ways = { positions: Float32Array.from([0, 60, 0, 10, 60, 0, 20, 60, 0, 0, 60, 30]), map: map(['above', 'caution', 'bone', 'above'], [40, 60, 80, 50]), isOld: false }
    const marks = wayMarks(camera, ways, 16)
    expect(marks.map(({ kind }) => kind)).toEqual(['circle', 'polygon', 'line', 'line'])
    expect(wayMarks(camera, { ...ways, isOld: true }, 16).map((mark) => ('stroke' in mark ? mark.stroke?.opacity : null))).toEqual([0.3, 0.3, 0.3, 0.3])
  })
})
