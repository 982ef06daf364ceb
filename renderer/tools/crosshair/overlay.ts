import type { PatientPoint } from '#shared/geometry/frames.ts'
import { worldToScreen, type ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { palette, type Mark, type Stroke, type TextScale } from '#renderer/viewports/overlay/displayList.ts'

const GAP_REM = 1

/** Two thin lines through the common point, open in the middle so that they never hide what they point at. */
export function crosshairMarks(camera: ViewCamera, point: PatientPoint, { rem }: TextScale, strong: boolean): readonly Mark[] {
  const [x, y] = worldToScreen(camera, point)
  const [width, height] = camera.sizePx
  const gap = GAP_REM * rem
  const stroke: Stroke = { colour: palette.accent, widthPx: 1, dash: [], opacity: strong ? 0.85 : 0.5, bare: true }
  const line = (from: readonly [number, number], to: readonly [number, number]): Mark => ({ kind: 'line', points: [from, to], stroke })
  return [line([0, y], [x - gap, y]), line([x + gap, y], [width, y]), line([x, 0], [x, y - gap]), line([x, y + gap], [x, height])]
}
