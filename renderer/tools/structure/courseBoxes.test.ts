import { describe, expect, it } from 'vitest'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { courseBoxes } from './courseBoxes.ts'
import type { DrawnStructure } from './overlay.ts'

// Ten pixels a millimetre, looking along z.
const camera: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 20, sizePx: [400, 400] }
const tube = (kind: string, from: [number, number, number], to: [number, number, number]): DrawnStructure => ({ structureId: kind, kind, name: kind, tag: kind, figure: null, painted: null, points: [{ pointLpsMm: from, radiusMm: 2 }, { pointLpsMm: to, radiusMm: 2 }] })

describe('the course of the vertebral artery', () => {
  it('is the disc that the plane cuts out of it, and nothing at another depth or of another structure', () => {
    const boxes = courseBoxes(camera, [tube('vertebralArtery', [5, 0, -10], [5, 0, 10]), tube('thecalSac', [0, 0, -10], [0, 0, 10])], false)
    const reach = [Math.min(...boxes.map(({ x }) => x)), Math.max(...boxes.map(({ x, width }) => x + width)), Math.min(...boxes.map(({ y }) => y)), Math.max(...boxes.map(({ y, height }) => y + height))]
    expect(reach).toEqual([230, 270, 180, 220].map((value) => expect.closeTo(value, 0)))
    expect(courseBoxes(camera, [tube('vertebralArtery', [5, 0, 4], [5, 0, 10])], false)).toEqual([])
  })

  it('is covered along its whole length where it runs in the plane, and where it is seen through', () => {
    for (const [to, isSeenThrough] of [[[15, 0, 0], false], [[15, 0, 12], true]] as const) {
      const boxes = courseBoxes(camera, [tube('vertebralArtery', [-15, 0, 0], [...to])], isSeenThrough)
      expect(boxes.length).toBeGreaterThan(8)
      for (let x = 40; x <= 360; x += 5) expect(boxes.some((box) => box.x <= x && x <= box.x + box.width)).toBe(true)
    }
  })
})
