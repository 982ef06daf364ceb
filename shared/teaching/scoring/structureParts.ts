import type { Segment } from '#shared/geometry/segments.ts'
import { marginFor } from '#shared/planning/margins.ts'
import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { structureClearance } from '#shared/planning/structureClearance.ts'
import type { ScorePart } from '../attempt.ts'
import type { AnswerKey } from '../questions.ts'
import type { ExpertPath, PathEnds } from './corridors.ts'
import { tenth } from './words.ts'

/**
 * The needle's outer radius; without a needle the line of the path itself is measured, and the part says so.
 *
 * @units   mm
 * @source  needleGauge.ts
 */
export const measuredRadiusMm = ({ needleGauge }: AnswerKey): number => (needleGauge === undefined ? null : needleOuterRadiusMm(needleGauge)) ?? LINE_ONLY_MM
const LINE_ONLY_MM = 0
const segmentOf = ({ entryLpsMm, targetLpsMm }: PathEnds): Segment => [entryLpsMm, targetLpsMm]

/**
 * What must be left beside a structure: its caution margin; of the C2 root its stop margin, because contact with it is often
 * unavoidable medially. Where experts themselves pass nearer, their least, and never less than the stop margin.
 *
 * @units   mm, from surface to surface, less the uncertainty of the drawing
 * @source  margins.ts; the experts of the nearest corridor
 */
export function askedClearanceMm(structure: PlannedStructure, experts: readonly PathEnds[], radiusMm: number): number {
  const { stopMm, cautionMm } = marginFor(structure.kind)
  const margin = structure.kind === 'c2Root' ? stopMm : cautionMm
  const theirs = experts.map((path) => structureClearance(segmentOf(path), radiusMm, structure, [])).flatMap((state) => (state.kind === 'assessed' ? [state.leastMm] : []))
  return theirs.length === 0 ? margin : Math.max(stopMm, Math.min(margin, ...theirs))
}

/**
 * How near a path passes each structure of the key. One that it touches is never accepted, whatever anyone's limit says.
 *
 * @frame   patientLps
 * @units   mm, less the uncertainty of the drawing
 * @source  structureClearance.ts
 * @limits  a structure that cannot be measured, or whose exactness nobody stated, is not assessed: never clear. Inside the drawing it is hit all the same
 */
export function structureParts(path: PathEnds, key: AnswerKey, experts: readonly ExpertPath[]): readonly ScorePart[] {
  const radiusMm = measuredRadiusMm(key)
  return key.structures.map((structure): ScorePart => {
    const base = { group: 'structures', name: structure.name, unit: 'mm' } as const
    const asDrawn = structureClearance(segmentOf(path), radiusMm, { ...structure, uncertaintyMm: 0 }, [])
    const isTouched = asDrawn.kind === 'assessed' && asDrawn.distanceMm <= 0
    // How exact the drawing is matters to what passes beside it; what runs inside it has hit it.
    const state = isTouched ? asDrawn : structureClearance(segmentOf(path), radiusMm, structure, [])
    if (state.kind === 'notAssessed') return { ...base, value: null, towards: state.why.slice(0, 80), accepted: 'not assessed', state: 'notAssessed' }
    const askedMm = askedClearanceMm(structure, experts, radiusMm)
    const place = `at ${state.alongMm.toFixed(0)} mm depth${key.needleGauge === undefined ? ', from the line' : ''}`
    return {
      ...base, value: isTouched ? state.distanceMm : state.leastMm, towards: isTouched ? `touched ${place}` : place, accepted: `above ${tenth(askedMm)}`,
      state: isTouched ? 'never' : state.leastMm >= askedMm ? 'accepted' : 'notYet',
    }
  })
}
