import { editCase, tellReceipt } from '#renderer/features/case/index.ts'
import { epipolarMarks, pointMarks, type DrawnLine } from '#renderer/tools/pair/overlay.ts'
import type { FrameLayer, ImagePoint } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { epipolarLine, type PairSlot } from '#shared/projection/twoViews.ts'
import type { PairedPoint, ViewPair } from '#shared/projection/viewPair.ts'
import { isOpen, roleWords, withMark, withMoved, withoutMark, withPair } from './pairEdits.ts'
import { usePairState } from './pairState.ts'
import { viewsAt } from './pairViewsOf.ts'

export const otherSlot = (slot: PairSlot): PairSlot => (slot === 'first' ? 'second' : 'first')
/** Known roles by their name, others by their number: a grip is named alike in every view. */
const gripOf = ({ role, pointId, name }: PairedPoint): string => (role === 'other' ? `${name} ${pointId.slice(0, 8)}` : role)

/** In the hand wherever it is put down: tip and target lie nearer to each other than a hand reaches. */
const NEW = 'new'
/** Right on a point, the hand means that point. */
const HELD_PX = 6

type PairLayerOf = { readonly pair: ViewPair; readonly slot: PairSlot; readonly described: readonly SeriesDescription[]; readonly viewName: string }

/** The points of a pair over one of its views, and the lines that the other view's points draw here. */
export function pairLayer({ pair, slot, described, viewName }: PairLayerOf): FrameLayer {
  const here = (frame: number): readonly PairedPoint[] => pair.points.filter((point) => point[slot]?.frame === frame)
  const find = (grip: string): PairedPoint | undefined => pair.points.find((point) => gripOf(point) === grip)
  const edit = (step: string, change: (pair: ViewPair) => ViewPair): void => {
    void editCase(step, (document) => {
      const now = document.fluoroscopy.pairs.find(({ pairId }) => pairId === pair.pairId)
      return now === undefined ? document : withPair(document, change(now))
    })
  }
  const place = (at: ImagePoint, frame: number): void => {
    const { role } = usePairState.getState()
    const newId = crypto.randomUUID()
    edit(`${roleWords[role]} marked in ${viewName}`, (now) => withMark(now, role, slot, frame, at, newId))
  }
  return {
    id: 'pair',
    tools: ['pair'],
    draw: (view) => [
      ...epipolarMarks(view, linesOf(pair, slot, described, view.frame)),
      ...pointMarks(view, here(view.frame).flatMap((point) => { const mark = point[slot]; return mark === null ? [] : [{ name: point.name, at: mark.pointPx, isReference: pair.tableShifted?.referenceId === point.pointId }] })),
    ],
    grips: (frame) => here(frame).flatMap((point) => { const mark = point[slot]; return mark === null ? [] : [{ grip: gripOf(point), at: mark.pointPx }] }),
    strokeOf: (_tool, _frame, nearestPx = Number.POSITIVE_INFINITY) => (isOpen(pair, usePairState.getState().role, slot) && nearestPx > HELD_PX ? NEW : null),
    onDrag: (grip, at, phase, frame) => {
      if (grip === NEW) {
        usePairState.setState({ held: phase === 'live' ? { kind: 'newPoint', pairId: pair.pairId, role: usePairState.getState().role, slot, frame, at } : null })
        if (phase === 'done') place(at, frame)
        return
      }
      const point = find(grip)
      if (point === undefined) return
      usePairState.setState({ held: phase === 'live' ? { kind: 'point', pairId: pair.pairId, pointId: point.pointId, slot, at } : null })
      if (phase === 'done') edit(`${point.name} moved in ${viewName}`, (now) => withMoved(now, point.pointId, slot, at))
    },
    onRemove: (grip) => {
      const point = find(grip)
      if (point !== undefined) edit(`${point.name} removed from ${viewName}`, (now) => withoutMark(now, point.pointId, slot))
    },
    onPlace: place,
  }
}

function linesOf(pair: ViewPair, slot: PairSlot, described: readonly SeriesDescription[], frame: number): readonly DrawnLine[] {
  const from = otherSlot(slot)
  return pair.points.flatMap((point): readonly DrawnLine[] => {
    const marked = point[from]
    const own = point[slot]
    // A reference makes its own rays meet: its line tells nothing.
    if (marked === null || pair.tableShifted?.referenceId === point.pointId) return []
    const views = viewsAt(described, pair, slot === 'first' ? { first: own?.frame ?? frame, second: marked.frame } : { first: marked.frame, second: own?.frame ?? frame })
    const line = views.ok ? epipolarLine(views.value, from, marked.pointPx) : null
    return line === null ? [] : [{ name: point.name, from: line[0], to: line[1], isMarkedHere: own !== null }]
  })
}

/** The Pair tool over a run that belongs to no pair: nothing can be marked there, and the hand is told why. */
export const noPairLayer: FrameLayer = {
  id: 'noPair', tools: ['pair'], draw: () => [], grips: () => [], onDrag: () => undefined, onRemove: () => undefined,
  onPlace: () => { tellReceipt('Pair the two views first: then mark the same point in both.') },
}
