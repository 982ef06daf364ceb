import { create } from 'zustand'
import { useSession } from '#renderer/features/case/index.ts'
import { gripRow, guideMarks } from '#renderer/tools/pair/overlay.ts'
import type { FrameLayer } from '#renderer/viewports/index.ts'
import type { TrueViewName } from '#shared/fluoroscopy/trueView.ts'

/** Lines that are laid on the picture while it is judged; looking only, nothing of it is kept. */
type Guide = { readonly key: string; readonly view: TrueViewName; readonly first: number; readonly second: number }
export const useGuide = create<{ readonly guide: Guide | null }>(() => ({ guide: null }))
useSession.subscribe((session, before) => { if (session.caseId !== before.caseId) useGuide.setState({ guide: null }) })

/** On a lateral one line for each ramus; on an AP the middle, and two that are mirrored about it. */
const FIRST_SHARE: Readonly<Record<TrueViewName, readonly [number, number]>> = { lateral: [0.42, 0.58], apOpenMouth: [0.5, 0.62] }

export function showGuide(key: string, view: TrueViewName, columns: number): void {
  const [first, second] = FIRST_SHARE[view]
  useGuide.setState({ guide: { key, view, first: columns * first, second: columns * second } })
}
export const hideGuide = (): void => { useGuide.setState({ guide: null }) }

/** The guide over a run of `rows` rows; null where another run is judged. */
export function guideLayer(guide: Guide | null, key: string, rows: number): FrameLayer | null {
  if (guide === null || guide.key !== key) return null
  const { view, first, second } = guide
  const isMirrored = view === 'apOpenMouth'
  return {
    id: 'guide',
    tools: [],
    draw: (drawing) => {
      const { unit, perColumn } = drawing.calibration
      const apart = Math.abs(second - first) * perColumn
      const figure = unit === 'mm' ? `${apart.toFixed(1)} mm ${drawing.calibration.badge.text}` : `${apart.toFixed(0)} px`
      return guideMarks(drawing, {
        rows, words: isMirrored ? `Middle, ${figure} to each side` : `Lines ${figure} apart`,
        columns: [{ column: first, isMiddle: isMirrored, isMirror: false }, { column: second, isMiddle: false, isMirror: false }, ...(isMirrored ? [{ column: 2 * first - second, isMiddle: false, isMirror: true }] : [])],
      })
    },
    grips: () => [{ grip: 'first', at: [first, gripRow(rows)] }, { grip: 'second', at: [second, gripRow(rows)] }],
    onDrag: (grip, [column], phase) => {
      if (phase === 'cancelled') return
      // The middle takes the others along: their distance is what is compared.
      useGuide.setState({ guide: grip === 'second' ? { ...guide, second: column } : { ...guide, first: column, second: isMirrored ? second + column - first : second } })
    },
    onRemove: hideGuide,
    onPlace: () => undefined,
  }
}
