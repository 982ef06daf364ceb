import { useMemo } from 'react'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { lineMarks } from '#renderer/tools/contrastMarks/overlay.ts'
import type { FrameLayer, ImagePoint } from '#renderer/viewports/index.ts'
import type { LookHere } from '#shared/contrast/lookHere.ts'
import type { RunAnalysis } from '../runAnalysis.ts'
import { strongestOn } from './strongest.ts'
import { useLookHere } from './useLookHere.ts'

const LOOK = { colour: '#FFB84D', widthPx: 2, dash: [1, 5] } as const
/** Room between the line and its ring, so that neither covers what is to be looked at. */
const RING_ROOM_PX = 10

/** The strongest places, pointed out on the frames on which they are there. */
export function useLookLayer(run: Run, { shiftOf }: RunAnalysis): FrameLayer {
  const { places } = useLookHere(run)
  return useMemo((): FrameLayer => ({
    id: 'look',
    tools: [],
    draw(view) {
      const here = strongestOn(places ?? [], view.frame - run.firstFrame)
      const [down, across] = shiftOf(view.frame)
      return lineMarks(view, here.map(place => ({ ...LOOK, dash: [...LOOK.dash], lines: [], closed: false, label: 'Look here', ring: ringOf(place, [across, down]) })))
    },
    grips: () => [], onDrag: () => undefined, onRemove: () => undefined, onPlace: () => undefined,
  }), [places, run.firstFrame, shiftOf])
}

function ringOf({ line }: LookHere, [across, down]: ImagePoint): { readonly centre: ImagePoint; readonly radiusPx: number } {
  const [columns, rows] = [line.map(([column]) => column), line.map(([, row]) => row)]
  const [left, right, top, bottom] = [Math.min(...columns), Math.max(...columns), Math.min(...rows), Math.max(...rows)]
  return { centre: [(left + right) / 2 + across, (top + bottom) / 2 + down], radiusPx: Math.hypot(right - left, bottom - top) / 2 + RING_ROOM_PX }
}
