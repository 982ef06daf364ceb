import { editCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { needleMarks } from '#renderer/tools/pair/overlay.ts'
import type { FrameLayer } from '#renderer/viewports/index.ts'
import type { FluoroscopicNeedle } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import { usePairState } from '../pair/pairState.ts'
import { needleAt, nextEnd, withNeedleEnd, withoutNeedleEnd } from './needleEdits.ts'

type Frames = { readonly firstFrame: number; readonly lastFrame: number }
type ShaftLayerOf = { readonly seriesUid: string; readonly run: Frames; readonly needles: readonly FluoroscopicNeedle[]; readonly outerDiameterMm: number | null; readonly operator: string; readonly viewName: string }
/** In the hand wherever it is put down. */
const NEW = 'new'
/** Right on an end, the hand means that end. */
const HELD_PX = 6
/** Without what is in the hand. */
const saved = (): readonly FluoroscopicNeedle[] => useSession.getState().document?.fluoroscopy.needles ?? []
const isEnd = (grip: string): grip is 'tip' | 'hub' => grip === 'tip' || grip === 'hub'

/** The needle as it lies on the frames of a run; on frames where it was not marked it is faint. */
export function shaftLayer({ seriesUid, run, needles, outerDiameterMm, operator, viewName }: ShaftLayerOf): FrameLayer {
  const own = needles.filter((needle) => needle.seriesUid === seriesUid && needle.frame >= run.firstFrame && needle.frame <= run.lastFrame)
  const words = { tip: 'Needle tip', hub: 'Needle hub' } as const
  const keep = (step: string, frame: number, end: 'tip' | 'hub', at: readonly [number, number]): void => {
    void editCase(step, (document) => withNeedleEnd(document, { seriesUid, frame }, end, at, operator, new Date().toISOString()))
  }
  const place = (at: readonly [number, number], frame: number): void => {
    const end = nextEnd(needleAt(saved(), { seriesUid, frame }))
    if (end === null) return tellReceipt('Tip and hub are marked on this frame. Drag them, or remove the needle first.')
    keep(`${words[end]} marked in ${viewName}`, frame, end, at)
  }
  return {
    id: 'shaft',
    tools: ['shaft'],
    draw: (view) => {
      const isHere = own.some(({ frame }) => frame === view.frame)
      return own.filter(({ frame }) => frame === view.frame || (!isHere && frame === own.at(-1)?.frame)).flatMap((needle) => needleMarks(view, { hub: needle.hubPx, tip: needle.tipPx, outerDiameterMm, isElsewhere: needle.frame !== view.frame }))
    },
    grips: (frame) => {
      const needle = needleAt(own, { seriesUid, frame })
      return [...gripOf('tip', needle?.tipPx ?? null), ...gripOf('hub', needle?.hubPx ?? null)]
    },
    strokeOf: (_tool, frame, nearestPx = Number.POSITIVE_INFINITY) => (nextEnd(needleAt(saved(), { seriesUid, frame })) !== null && nearestPx > HELD_PX ? NEW : null),
    onDrag: (grip, at, phase, frame) => {
      if (grip === NEW) {
        const end = nextEnd(needleAt(saved(), { seriesUid, frame }))
        usePairState.setState({ held: phase === 'live' && end !== null ? { kind: 'needle', seriesUid, frame, end, at } : null })
        if (phase === 'done') place(at, frame)
        return
      }
      if (!isEnd(grip)) return
      usePairState.setState({ held: phase === 'live' ? { kind: 'needle', seriesUid, frame, end: grip, at } : null })
      if (phase === 'done') keep(`${words[grip]} moved in ${viewName}`, frame, grip, at)
    },
    onRemove: (grip, frame) => { if (isEnd(grip)) void editCase(`${words[grip]} removed from ${viewName}`, (document) => withoutNeedleEnd(document, { seriesUid, frame }, grip)) },
    onPlace: place,
  }
}

const gripOf = (grip: 'tip' | 'hub', at: readonly [number, number] | null): readonly { readonly grip: string; readonly at: readonly [number, number] }[] => (at === null ? [] : [{ grip, at }])
