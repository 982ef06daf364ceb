import { expect, it } from 'vitest'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { sectionOutline, wholeOutline } from './outline.ts'

/** Ten pixels a millimetre, looking along z. */
const camera: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 20, sizePx: [400, 400] }
const tube = (x: number) => ({ painted: null, points: [{ pointLpsMm: [x, 0, -20], radiusMm: 3 }, { pointLpsMm: [x, 0, 20], radiusMm: 3 }] satisfies { pointLpsMm: [number, number, number]; radiusMm: number }[] })
const middle = (outline: readonly (readonly (readonly [number, number])[])[]): number => {
  const xs = outline.flat().map(([x]) => x)
  return (Math.min(...xs) + Math.max(...xs)) / 2
}

it('is made once for a drawing and a view, however often that is painted', () => {
  const drawing = tube(0)
  expect(sectionOutline({ ...camera }, drawing)).toBe(sectionOutline({ ...camera }, drawing))
})

it('is made anew for a view that moved and for a drawing that was changed', () => {
  const drawing = tube(0)
  expect(middle(sectionOutline(camera, drawing))).toBeCloseTo(200, 0)
  expect(middle(sectionOutline({ ...camera, focalPoint: [2, 0, 0] }, drawing))).toBeCloseTo(180, 0)
  expect(middle(sectionOutline(camera, tube(3)))).toBeCloseTo(230, 0)
})

it('of the cut and of the whole are told apart', () => {
  const beyond = { ...camera, focalPoint: [0, 0, 40] as const }
  const drawing = tube(0)
  expect(sectionOutline(beyond, drawing)).toEqual([])
  expect(wholeOutline(beyond, drawing)).toHaveLength(1)
})
