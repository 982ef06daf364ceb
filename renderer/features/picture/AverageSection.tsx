import { useState } from 'react'
import { Section } from '#renderer/ui/index.ts'
import { averageWords, useSeriesViewing, useViewing } from '#renderer/viewports/index.ts'

/** More are the work of a second, and hardly less noise. */
const MOST_FRAMES = 64
const USUAL_FRAMES = 8

type AverageSectionProps = { readonly seriesUid: string; readonly frame: number; readonly firstFrame: number; readonly lastFrame: number; readonly onShow: (frame: number) => void }

/** A still with less noise from frames in which nothing moved. */
export function AverageSection({ seriesUid, frame, firstFrame, lastFrame, onShow }: AverageSectionProps) {
  const { averaged } = useSeriesViewing(seriesUid).looks
  const { setLooks } = useViewing.getState()
  const [typed, setTyped] = useState<readonly [number, number] | null>(null)
  if (lastFrame === firstFrame) return null
  const begin = Math.min(frame, Math.max(firstFrame, lastFrame - USUAL_FRAMES + 1))
  const [from, to] = averaged ?? typed ?? [begin, Math.min(lastFrame, begin + USUAL_FRAMES - 1)]
  const isRange = from >= firstFrame && to <= lastFrame && to > from && to - from < MOST_FRAMES
  const change = (next: readonly [number, number]): void => {
    setTyped(next)
    if (averaged !== null) setLooks(seriesUid, { averaged: null })
  }
  const numberField = (label: string, value: number, onNumber: (value: number) => void) => (
    <input className="field num" type="number" aria-label={label} min={1} max={lastFrame - firstFrame + 1} value={value - firstFrame + 1} onChange={event => { if (Number.isInteger(event.currentTarget.valueAsNumber)) onNumber(event.currentTarget.valueAsNumber + firstFrame - 1) }} />
  )
  return (
    <Section title="Average of frames" end="less noise, for a still">
      <div className="avg">
        {numberField('First frame of the average', from, value => { change([value, to]) })}<span>to</span>{numberField('Last frame of the average', to, value => { change([from, value]) })}
        {averaged === null
          ? <button type="button" className="btn sm" disabled={!isRange} onClick={() => { setLooks(seriesUid, { averaged: [from, to] }); if (frame < from || frame > to) onShow(from) }}>Average</button>
          : <button type="button" className="btn sm" onClick={() => { setLooks(seriesUid, { averaged: null }) }}>End average</button>}
      </div>
      <p className="sub">{averaged !== null ? `${averageWords(averaged, firstFrame)} is shown while the run stands on one of them. A key image names them all.` : isRange ? 'What moves between the frames is blurred: choose frames in which nothing moves.' : `Choose two to ${String(MOST_FRAMES)} frames of the run.`}</p>
    </Section>
  )
}
