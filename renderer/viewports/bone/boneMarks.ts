import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween } from '#shared/geometry/vectors.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { smoothTube } from '#shared/planning/tube.ts'
import { structureLook, type DrawnStructure } from '#renderer/tools/structure/overlay.ts'
import type { FromBoneWorker } from '#renderer/workers/boneMessages.ts'
import { edgesOfAxes } from '../camera/edgeLetters.ts'
import { depthOf, pixelsPerUnit, worldToScreen, type ViewCamera } from '../camera/viewCamera.ts'
import { edgeMarks, scaleBarMarks } from '../overlay/decor.ts'
import { labelStyle, palette, type DisplayList, type Mark, type TextScale } from '../overlay/displayList.ts'

/** Whether bone lies between the viewer and a place; the picture may be coarser than the screen. */
export function isHidden(camera: ViewCamera, { depthMm, request: { columns, rows } }: FromBoneWorker, point: PatientPoint): boolean {
  const [x, y] = worldToScreen(camera, point)
  const [column, row] = [Math.floor(x / camera.sizePx[0] * columns), Math.floor(y / camera.sizePx[1] * rows)]
  if (column < 0 || row < 0 || column >= columns || row >= rows) return false
  const bone = depthMm[row * columns + column] ?? Number.NaN
  return bone > depthOf(camera, point) + 0.5
}

const HIDDEN_OPACITY = 0.3
const PATH_PIECES = 40
const ballStroke = { colour: palette.ink, widthPx: 0, dash: [], opacity: 0 }

export type BoneScene = { readonly camera: ViewCamera; readonly picture: FromBoneWorker; readonly plans: readonly VolumePlan[]; readonly activePlanId: string | null; readonly structures: readonly DrawnStructure[]; readonly crosshair: PatientPoint | null; readonly scale: TextScale }

/** Paths and structures over the bone: strong before it, faint behind it. */
export function boneDisplayList({ camera, picture, plans, activePlanId, structures, crosshair, scale }: BoneScene): DisplayList {
  const opacity = (point: PatientPoint): number => (isHidden(camera, picture, point) ? HIDDEN_OPACITY : 1)
  const unit = scale.rem / 16
  const perMm = pixelsPerUnit(camera)
  const tubes = structures.flatMap(({ points, kind }) => {
    const pieces = smoothTube(points)
    return pieces.slice(1).map((to, index): Mark => ({
      kind: 'line', points: [worldToScreen(camera, pieces[index]?.pointLpsMm ?? to.pointLpsMm), worldToScreen(camera, to.pointLpsMm)],
      stroke: { colour: structureLook(kind).colour, widthPx: Math.max(2, 2 * to.radiusMm * perMm), dash: [], opacity: 0.75 * opacity(to.pointLpsMm), bare: true },
    }))
  })
  const paths = plans.flatMap((plan): readonly Mark[] => {
    const { entryLpsMm: entry, targetLpsMm: target } = plan
    if (entry === null || target === null) return []
    const isActive = plan.planId === activePlanId
    const shaft = Array.from({ length: PATH_PIECES }, (_, piece): Mark => {
      const [from, to] = [pointBetween<'patientLps'>(entry, target, piece / PATH_PIECES), pointBetween<'patientLps'>(entry, target, (piece + 1) / PATH_PIECES)]
      return { kind: 'line', points: [worldToScreen(camera, from), worldToScreen(camera, to)], stroke: { colour: plan.colour, widthPx: (isActive ? 4 : 2) * unit, dash: [], opacity: opacity(to) } }
    })
    const [tx, ty] = worldToScreen(camera, target)
    const size = 8 * unit
    return [
      ...shaft, { kind: 'circle', centre: worldToScreen(camera, entry), radiusPx: 9 * unit, stroke: { colour: plan.colour, widthPx: 3 * unit, dash: [], opacity: opacity(entry) }, fill: null },
      { kind: 'polygon', points: [[tx, ty - size], [tx + size, ty], [tx, ty + size], [tx - size, ty]], stroke: { ...ballStroke, opacity: opacity(target) }, fill: plan.colour },
    ]
  })
  const tags = structures.flatMap(({ points, tag, kind }): readonly Mark[] => {
    const middle = points[Math.floor(points.length / 2)]
    if (middle === undefined) return []
    const [x, y] = worldToScreen(camera, middle.pointLpsMm)
    return [{ kind: 'chip', at: [x + 12 * unit, y], anchor: 'middleStart', border: structureLook(kind).colour, spans: [{ text: tag, style: { ...labelStyle(scale), colour: structureLook(kind).colour } }] }]
  })
  const cross: readonly Mark[] = crosshair === null ? [] : [{ kind: 'circle', centre: worldToScreen(camera, crosshair), radiusPx: 5 * unit, stroke: { colour: palette.accent, widthPx: 2 * unit, dash: [3, 3], opacity: opacity(crosshair) }, fill: null }]
  return {
    picture: [], figures: [...tubes, ...cross, ...paths, ...tags], corners: [],
    safety: [...edgeMarks(edgesOfAxes(camera.right, camera.down), camera.sizePx, scale), ...scaleBarMarks({ pixelsPerUnit: perMm, unit: 'mm', badge: { text: 'CT', look: 'solid', caution: false } }, camera.sizePx, scale)],
  }
}
