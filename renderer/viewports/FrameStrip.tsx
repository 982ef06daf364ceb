import { useEffect, useRef } from 'react'
import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { compose, turnEdges, type ViewOrientation } from './camera/orientation.ts'
import { frameLayoutTurn } from './camera/viewLayout.ts'
import { acquiredEdges } from './frames/acquiredEdges.ts'
import { stripFrames } from './frames/stripFrames.ts'
import { openStripPainter } from './frameStripPainter.ts'
import { useStableSeries } from './useStableSeries.ts'
import type { FrameViewProps } from './viewProps.ts'
import { useViewing } from './viewing.ts'
import './viewports.css'

type FrameStripProps = Pick<FrameViewProps, 'leftOnScreen' | 'anteriorOnScreen' | 'saidView'> & {
  readonly series: SeriesDescription
  readonly subtraction: RunSubtraction
  readonly faint: boolean
  readonly shownFrame: number
  readonly turn: ViewOrientation
  readonly onChoose: (frame: number) => void
}

/** Differences of frames spread over a run, beside each other; a click goes to one of them. */
export function FrameStrip({ series: given, subtraction, faint, shownFrame, turn, onChoose, ...sides }: FrameStripProps) {
  const series = useStableSeries(given)
  const layout = useViewing(state => state.layout)
  const acquired = acquiredEdges(series, subtraction.firstFrame, sides)
  const orientation = compose(frameLayoutTurn(acquired, layout).turn, turn)
  const edges = turnEdges(acquired, orientation)
  const cells = useRef(new Map<number, HTMLCanvasElement>())
  useEffect(() => openStripPainter(series, subtraction, faint, new Map(cells.current)), [series, subtraction, faint])
  const frames = stripFrames(subtraction.firstFrame, subtraction.frames)
  const nearest = frames.reduce<number | null>((best, frame) => (best === null || Math.abs(frame - shownFrame) < Math.abs(best - shownFrame) ? frame : best), null)
  return (
    <div className="axis-strip" role="list" aria-label="Differences along the run">
      {frames.map(frame => (
        <div role="listitem" key={frame}><button type="button" className={frame === nearest ? 'on' : ''} aria-label={`Difference of frame ${String(frame - subtraction.firstFrame + 1)}`} onClick={() => { onChoose(frame) }}>
          <canvas
            style={{ transform: `${orientation.flipped ? 'scaleX(-1) ' : ''}rotate(${String(orientation.rotationDeg)}deg)` }}
            ref={canvas => {
              if (canvas === null) cells.current.delete(frame)
              else cells.current.set(frame, canvas)
            }}
          />
          {edges.start !== null && <b className="start">{edges.start.letter}</b>}{edges.end !== null && <b className="end">{edges.end.letter}</b>}
          <i>{frame - subtraction.firstFrame + 1}</i>
        </button></div>
      ))}
    </div>
  )
}
