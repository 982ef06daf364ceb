import { useEffect, useRef, useState } from 'react'
import { IconX } from '@tabler/icons-react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { frameLayoutTurn, layoutWords } from './camera/viewLayout.ts'
import { compose, orientationWords, turnEdges, upright, type ViewOrientation } from './camera/orientation.ts'
import { sideIsKnown } from './camera/edgeLetters.ts'
import { openGridPainter, type GridPainter } from './frameGridPainter.ts'
import { acquiredEdges } from './frames/acquiredEdges.ts'
import { useViewing } from './viewing.ts'
import type { FrameViewProps } from './viewProps.ts'

type FrameGridProps = Pick<FrameViewProps, 'viewId' | 'title' | 'leftOnScreen' | 'anteriorOnScreen' | 'saidView'> & {
  readonly series: SeriesDescription
  readonly firstFrame: number
  readonly lastFrame: number
  readonly shownFrame: number
  readonly turn: ViewOrientation
  readonly turnable: boolean
  readonly onChoose: (frame: number) => void
  readonly onClose: () => void
}

const steps = [1, 2, 4, 8, 16] as const
/** As many as can be told apart on one screen. */
const COMFORTABLE = 48

/** Every n-th frame of a run beside each other; a click goes to one of them. */
export function FrameGrid({ title, series, firstFrame, lastFrame, shownFrame, turn, turnable, onChoose, onClose, ...sides }: FrameGridProps) {
  const count = lastFrame - firstFrame + 1
  const [step, setStep] = useState<number>(steps.find(each => count / each <= COMFORTABLE) ?? 16)
  const [problem, setProblem] = useState<string | null>(null)
  const layout = useViewing(state => state.layout)
  const cells = useRef(new Map<number, HTMLCanvasElement>())
  const painter = useRef<GridPainter | null>(null)
  const frames = Array.from({ length: Math.ceil(count / step) }, (_, at) => firstFrame + at * step)
  const acquired = acquiredEdges(series, firstFrame, sides)
  const { turn: layoutTurn, why } = turnable ? frameLayoutTurn(acquired, layout) : { turn: upright, why: 'Shown as acquired' }
  const orientation = compose(layoutTurn, turn)
  const edges = turnEdges(acquired, orientation)
  useEffect(() => {
    const opened = openGridPainter(series, message => { queueMicrotask(() => { setProblem(message) }) })
    painter.current = opened
    opened.want(new Map(cells.current))
    return () => {
      painter.current = null
      opened.close()
    }
  }, [series])
  useEffect(() => { painter.current?.want(new Map(cells.current)) }, [step, firstFrame, lastFrame])
  const said = [layoutWords(layout, layoutTurn, why)?.text, ...orientationWords(turn)].filter(words => words !== undefined)
  return (
    <figure className="axis-vp" aria-label={`${title}, grid of frames`}>
      <figcaption className="axis-vp-h">
        <b>{title}</b><span className="soft">{`Frames 1 to ${String(count)}${step === 1 ? '' : `, every ${step === 2 ? '2nd' : `${String(step)}th`}`}`}</span>
        <span className="axis-vp-notlive">NOT LIVE</span>
        {said.length > 0 && <span className="caution">{said.join(', ')}</span>}
        {!sideIsKnown(edges) && <span className="caution">Side not set</span>}
        <span className="end">
          <span className="seg modes" role="radiogroup" aria-label="Which frames">
            {steps.filter(each => each === 1 || count / each >= 4).map(each => <button key={each} type="button" role="radio" aria-checked={each === step} className={each === step ? 'on' : ''} onClick={() => { setStep(each) }}>{each === 1 ? 'All' : `1 in ${String(each)}`}</button>)}
          </span>
          <button type="button" className="axis-vp-x" aria-label="Close the grid" onClick={onClose}><IconX size="1.1rem" aria-hidden /></button>
        </span>
      </figcaption>
      <div className="axis-grid" role="list">
        {problem !== null && <p role="alert">{problem}</p>}
        {frames.map(frame => (
          <div role="listitem" key={frame}>
            <button type="button" className={frame <= shownFrame && shownFrame < frame + step ? 'on' : ''} aria-label={`Frame ${String(frame - firstFrame + 1)}`} onClick={() => { onChoose(frame) }}>
              <canvas
                style={{ transform: `${orientation.flipped ? 'scaleX(-1) ' : ''}rotate(${String(orientation.rotationDeg)}deg)` }}
                ref={canvas => {
                  if (canvas === null) cells.current.delete(frame)
                  else cells.current.set(frame, canvas)
                }}
              />
              <i>{frame - firstFrame + 1}</i>
              {edges.start !== null && <b className="start">{edges.start.letter}</b>}{edges.end !== null && <b className="end">{edges.end.letter}</b>}
            </button>
          </div>
        ))}
      </div>
    </figure>
  )
}
