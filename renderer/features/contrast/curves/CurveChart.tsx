import { useEffect, useMemo, useRef, useState } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { IconStarFilled } from '@tabler/icons-react'
import { useCineFrame, type Run } from '#renderer/features/fluoroscopy/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import { useSlowWords } from '../useSlowWords.ts'
import { axisTicks, chartLines, spreadApart, type ChartLine, type ChartScale } from './chartLines.ts'
import './curves.css'
import { useDrawingRegions } from './drawingRegions.ts'
import { seconds } from './figureRows.ts'
import { useCurves, type Curves } from './useCurves.ts'

const [TOP, BOTTOM] = [128, -12]
const LABEL_PX = 17

/** Opacity over time of the regions of a run, on the frame axis of the scrubber below it; nothing where no region is drawn. */
export function CurveChart({ run }: { readonly run: Run }) {
  const curves = useCurves(run)
  const [scale, setScale] = useState<ChartScale>('common')
  if (curves.regions.length === 0 || run.lastFrame === run.firstFrame) return null
  return (
    <div className="curve">
      <div className="curve-h">
        <b>Opacity over time</b>
        <span className="soft">change from {curves.isProposedMask ? 'the proposed mask' : 'the mask'}</span>
        {curves.part !== null && curves.off === null && <span className="soft" role="status">Measuring: {Math.round(100 * curves.part)}%</span>}
        {curves.regions.length > 1 && curves.off === null && <Segmented<ChartScale> label="Scale of the curves" className="modes curve-s" value={scale} choices={scales} onChange={setScale} />}
      </div>
      {curves.off === null ? <Plot run={run} curves={curves} scale={scale} /> : <p className="caution-line">{curves.off}</p>}
      <Slow run={run} />
    </div>
  )
}

const scales = [{ value: 'common', label: 'One scale' }, { value: 'own', label: 'Each its own' }] as const

/** Stands beside every statement about vessels. */
function Slow({ run }: { readonly run: Run }) {
  const words = useSlowWords(run)
  return words === null ? null : <p className="caution-line">{words}</p>
}

function Plot({ run, curves, scale }: { readonly run: Run; readonly curves: Curves; readonly scale: ChartScale }) {
  const { firstFrame, lastFrame, cine } = run
  const frames = lastFrame - firstFrame + 1
  const chosenId = useDrawingRegions(state => state.chosenId)
  const lines = useMemo(() => chartLines(curves.regions, curves.maskFrames, scale), [curves, scale])
  const timesMs = curves.regions.find(({ curve }) => curve !== null)?.curve?.timesMs ?? []
  const { place, height } = usePlot(lines, frames)
  const shown = lines.find(({ regionId, measures, isLow }) => regionId === chosenId && measures.peakFrame.value !== null && !isLow) ?? lines.find(({ measures, isLow }) => measures.peakFrame.value !== null && !isLow) ?? null
  const seek = (event: React.PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect()
    cine.seek(firstFrame + Math.round(Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * (frames - 1)))
  }
  const at = (frame: number): string => `${String((100 * frame) / (frames - 1))}%`
  const ends = spreadApart(lines.map(({ values }) => (height * (TOP - (values.findLast(Number.isFinite) ?? 0))) / (TOP - BOTTOM) + 2), LABEL_PX, Math.max(0, height - LABEL_PX))
  return (
    <>
      <div
        ref={place} className="curve-p" role="img" aria-label={spoken(lines, shown)}
        onPointerDown={event => { event.currentTarget.setPointerCapture(event.pointerId); seek(event) }} onPointerMove={event => { if (event.currentTarget.hasPointerCapture(event.pointerId)) seek(event) }}
      >
        {curves.maskFrames.length > 0 && <i className="curve-m" style={{ insetInlineStart: at(Math.min(...curves.maskFrames)), width: at(Math.max(1, Math.max(...curves.maskFrames) - Math.min(...curves.maskFrames))) }}><span>Mask</span></i>}
        {[100, 50].map(level => <i key={level} className="curve-g" style={{ top: `${String((100 * (TOP - level)) / (TOP - BOTTOM))}%` }}><span>{level}%</span></i>)}
        {shown !== null && <Marks line={shown} timesMs={timesMs} at={at} frames={frames} />}
        {lines.map(({ regionId, look, endLabel }, n) => <span key={regionId} className="curve-e" style={{ color: look.colour, top: ends[n] }}>{endLabel}</span>)}
        <Now run={run} at={at} />
      </div>
      <div className="curve-x" aria-hidden>{axisTicks(timesMs, frames).map(tick => <span key={tick.label} style={{ insetInlineStart: at(tick.at) }}>{tick.label}</span>)}</div>
    </>
  )
}

/** uPlot paints the lines; all words are the page's own, so that they scale and can be read aloud. */
function usePlot(lines: readonly ChartLine[], frames: number): { readonly place: React.RefObject<HTMLDivElement | null>; readonly height: number } {
  const place = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState<readonly [number, number]>([0, 0])
  useEffect(() => {
    const element = place.current
    if (element === null) return
    const watch = new ResizeObserver(([entry]) => { if (entry !== undefined) setSize([Math.round(entry.contentRect.width), Math.round(entry.contentRect.height)]) })
    watch.observe(element)
    return () => { watch.disconnect() }
  }, [])
  useEffect(() => {
    const element = place.current
    if (element === null || size[0] === 0 || size[1] === 0) return
    const plot = new uPlot({
      width: size[0], height: size[1], padding: [0, 0, 0, 0], legend: { show: false }, cursor: { show: false }, axes: [{ show: false }, { show: false }],
      scales: { x: { time: false, range: [0, frames - 1] }, y: { range: [BOTTOM, TOP] } },
      series: [{}, ...lines.map(({ look, name }) => ({ label: name, stroke: look.colour, width: 2.25, dash: [...look.dash], points: { show: false } }))],
    }, [Array.from({ length: frames }, (_, frame) => frame), ...lines.map(({ values }) => values.map(value => (Number.isFinite(value) ? value : null)))], element)
    return () => { plot.destroy() }
  }, [lines, frames, size])
  return { place, height: size[1] }
}

type MarksProps = { readonly line: ChartLine; readonly timesMs: readonly number[]; readonly at: (frame: number) => string; readonly frames: number }

function Marks({ line: { measures, name, look }, timesMs, at, frames }: MarksProps) {
  const onset = measures.onsetFrame.value
  const peak = measures.peakFrame.value
  const when = (frame: number): string => (timesMs[frame] === undefined ? `frame ${String(frame + 1)}` : `${(timesMs[frame] / 1000).toFixed(1)} s, frame ${String(frame + 1)}`)
  // Where both lie close, each has its own side; near the end of the run the words stand before their line.
  const side = (frame: number, towards: 'start' | 'end'): string => (frame > 0.72 * frames ? 'start' : frame < 0.12 * frames ? 'end' : towards)
  return (
    <>
      {onset !== null && <i className={`curve-o ${side(onset, peak !== null && peak - onset < 0.3 * frames ? 'start' : 'end')}`} style={{ insetInlineStart: at(onset) }}><span>Onset {timesMs[onset] === undefined ? when(onset) : seconds(timesMs[onset])}</span></i>}
      {peak !== null && <i className={`curve-k ${side(peak, 'end')}`} style={{ insetInlineStart: at(peak) }}><IconStarFilled size=".8rem" aria-hidden /><span>Peak <em style={{ color: look.colour }}>{name}</em> {when(peak)}</span></i>}
    </>
  )
}

function Now({ run, at }: { readonly run: Run; readonly at: (frame: number) => string }) {
  return <i className="curve-n" style={{ insetInlineStart: at(useCineFrame(run.cine) - run.firstFrame) }} />
}

function spoken(lines: readonly ChartLine[], shown: ChartLine | null): string {
  const peak = shown?.measures.peakFrame.value
  return ['Opacity over time', ...lines.map(({ endLabel }) => endLabel), ...(shown === null || peak === null || peak === undefined ? [] : [`peak of ${shown.name} at frame ${String(peak + 1)}`])].join('. ')
}
