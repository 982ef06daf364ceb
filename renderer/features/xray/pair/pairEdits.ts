import type { ImagePoint } from '#renderer/viewports/index.ts'
import type { FluoroscopyMarks } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'
import type { PairedPoint, RunPlace, ViewPair } from '#shared/projection/viewPair.ts'
import { withEnd } from '../needle/needleEdits.ts'
import { isSameRun, type ChosenViews, type HeldMark, type PointRole } from './pairState.ts'

export const roleWords: Readonly<Record<PointRole, string>> = {
  target: 'Target', needleTip: 'Needle tip', needleHub: 'Needle hub', jointMedial: 'Joint, medial end', jointLateral: 'Joint, lateral end', other: 'Other point',
}
export const roles: readonly PointRole[] = ['target', 'needleTip', 'needleHub', 'jointMedial', 'jointLateral', 'other']

const withFluoroscopy = (document: CaseDocument, change: Partial<FluoroscopyMarks>): CaseDocument => ({ ...document, fluoroscopy: { ...document.fluoroscopy, ...change } })
export const withPair = (document: CaseDocument, pair: ViewPair): CaseDocument => {
  const { pairs } = document.fluoroscopy
  return withFluoroscopy(document, { pairs: pairs.some(({ pairId }) => pairId === pair.pairId) ? pairs.map((each) => (each.pairId === pair.pairId ? pair : each)) : [...pairs, pair] })
}
export const withoutPair = (document: CaseDocument, pairId: string): CaseDocument => withFluoroscopy(document, { pairs: document.fluoroscopy.pairs.filter((each) => each.pairId !== pairId) })

/** The pair that was made of these two runs, whichever was named first. */
export const pairOf = (pairs: readonly ViewPair[], { first, second }: ChosenViews): ViewPair | null =>
  pairs.findLast((pair) => (isSameRun(pair.first, first) && isSameRun(pair.second, second)) || (isSameRun(pair.first, second) && isSameRun(pair.second, first))) ?? null

export const slotOf = (pair: Pick<ViewPair, PairSlot>, place: RunPlace): PairSlot | null => (isSameRun(pair.first, place) ? 'first' : isSameRun(pair.second, place) ? 'second' : null)

const at = (frame: number, [column, row]: ImagePoint): NonNullable<PairedPoint['first']> => ({ frame, pointPx: [column, row] })
const freeName = (points: readonly PairedPoint[]): string => `Point ${String(1 + Math.max(0, ...points.map(({ name }) => Number(/^Point (\d+)$/.exec(name)?.[1] ?? 0))))}`

/** A pair with one place marked in one view. A place of a known role moves; another point is a new one until both views have it. */
export function withMark(pair: ViewPair, role: PointRole, slot: PairSlot, frame: number, point: ImagePoint, newId: string): ViewPair {
  const known = pair.points.findLast((each) => each.role === role && (role !== 'other' || each[slot] === null))
  if (known !== undefined) return { ...pair, points: pair.points.map((each) => (each === known ? { ...each, [slot]: at(frame, point) } : each)) }
  const fresh: PairedPoint = { pointId: newId, role, name: role === 'other' ? freeName(pair.points) : roleWords[role], first: null, second: null }
  return { ...pair, points: [...pair.points, { ...fresh, [slot]: at(frame, point) }] }
}

export const withMoved = (pair: ViewPair, pointId: string, slot: PairSlot, point: ImagePoint): ViewPair => ({
  ...pair, points: pair.points.map((each) => { const mark = each[slot]; return each.pointId === pointId && mark !== null ? { ...each, [slot]: at(mark.frame, point) } : each }),
})

/** What a click marks is not there yet in this view. */
export const isOpen = (pair: ViewPair, role: PointRole, slot: PairSlot): boolean => role === 'other' || !pair.points.some((point) => point.role === role && point[slot] !== null)

/** Takes a mark away from one view, the point itself with its last, and a reference that is gone with it. */
export function withoutMark(pair: ViewPair, pointId: string, slot: PairSlot): ViewPair {
  const points = pair.points.map((each) => (each.pointId === pointId ? { ...each, [slot]: null } : each)).filter(({ first, second }) => first !== null || second !== null)
  return { ...pair, points, tableShifted: points.some((each) => each.pointId === pair.tableShifted?.referenceId) ? pair.tableShifted : null }
}

/** Marks as they are shown: with the one that is in the hand where the hand holds it. */
export function withHeld(marks: FluoroscopyMarks, held: HeldMark | null): FluoroscopyMarks {
  if (held === null) return marks
  if (held.kind === 'point') return { ...marks, pairs: marks.pairs.map((pair) => (pair.pairId === held.pairId ? withMoved(pair, held.pointId, held.slot, held.at) : pair)) }
  if (held.kind === 'newPoint') return { ...marks, pairs: marks.pairs.map((pair) => (pair.pairId === held.pairId ? withMark(pair, held.role, held.slot, held.frame, held.at, 'held') : pair)) }
  return { ...marks, needles: withEnd(marks.needles, held, held.end, held.at, '', '') }
}
