import { expect, it } from 'vitest'
import type { VolumeGrid } from '#shared/imageAnalysis/huVolume.ts'
import { brushMask } from '#shared/imageAnalysis/voxelMask.ts'
import { emptyPainted, maskOf, paintedShapeOf } from '#shared/planning/painted.ts'
import type { PaintedShape } from '#shared/planning/structure.ts'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { paintedProjection, paintedSection } from './paintedSection.ts'
import { joinLines, type Line } from './section.ts'

/** Ten pixels a millimetre, looking along z. */
const camera: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 20, sizePx: [400, 400] }
const grid: VolumeGrid = { dimensions: [100, 100, 60], spacingMm: [0.4, 0.4, 0.7], originLpsMm: [-20, -20, -20], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0.1, 0.7] }

function ball(radiusMm: number): PaintedShape {
  const shape = paintedShapeOf(brushMask(maskOf(emptyPainted(grid), grid), grid, { centreLpsMm: [2, 1, 0], radiusMm, mode: 'add' }), grid)
  if (!shape.ok) throw new Error(shape.error.message)
  return shape.value
}
const across = (lines: readonly Line[]): readonly [number, number] => [Math.min(...lines.flat().map(([x]) => x)) / 10 - 20, Math.max(...lines.flat().map(([x]) => x)) / 10 - 20]

it('cuts a painted ball in a circle of its size, one closed outline', () => {
  const lines = paintedSection(camera, ball(5))
  expect(joinLines(lines)).toHaveLength(1)
  for (const [end, wanted] of [[across(lines)[0], -3], [across(lines)[1], 7]] as const) expect(Math.abs(end - wanted)).toBeLessThan(0.4)
  const radii = lines.flat().map(([x, y]) => Math.hypot(x / 10 - 20 - 2, y / 10 - 20 - 1))
  expect(Math.min(...radii)).toBeGreaterThan(4.3)
  expect(Math.max(...radii)).toBeLessThan(5.5)
})

it('cuts nothing beyond it, where it is still seen through', () => {
  const beyond: ViewCamera = { ...camera, focalPoint: [0, 0, 9] }
  expect(paintedSection(beyond, ball(5))).toEqual([])
  const [from, to] = across(paintedProjection(beyond, ball(5)))
  expect(Math.abs(from + 3)).toBeLessThan(0.7)
  expect(Math.abs(to - 7)).toBeLessThan(0.7)
  expect(joinLines(paintedProjection(beyond, ball(5)))).toHaveLength(1)
})
