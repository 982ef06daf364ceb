import { useEffect, useMemo, useState } from 'react'
import { IconTrash } from '@tabler/icons-react'
import { useCaseDocument, useSeriesDescription, writeSeries } from '#renderer/features/case/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import { FrameView, useViewing, type ImagePoint, type PlanChange } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PixelBox } from '#shared/teaching/deidentification/findings.ts'
import type { DraftDocument } from '#shared/teaching/draft.ts'
import { boxesOnFrame, boxFrom, boxWords, drawnBox, nextOtherBox } from './boxes.ts'
import { coverLayer } from './coverLayer.ts'
import type { DraftEdit } from './draftStore.ts'

type PicturesPageProps = { readonly document: DraftDocument; readonly onEdit: DraftEdit }

const noPlans: readonly never[] = []
const ignorePlanChange: PlanChange = () => undefined

/** What is blacked out in the stored pixels, frame by frame. */
export function PicturesPage({ document, onEdit }: PicturesPageProps) {
  const pictured = document.series.filter(({ taken, kind }) => taken && kind !== 'document')
  const [wanted, want] = useState<string | null>(null)
  const shownUid = pictured.find(({ seriesUid }) => seriesUid === wanted)?.seriesUid ?? pictured[0]?.seriesUid ?? null
  const { series, fault } = useSeriesDescription(shownUid)
  return (
    <section className="tch-p" aria-label="Pictures">
      <ul className="tch-s" aria-label="Series of the copy">
        {document.series.filter(({ kind }) => kind !== 'document').map(({ seriesUid, modality, description, frames, taken }) => {
          const count = document.boxes.filter((box) => box.seriesUid === seriesUid && box.state !== 'dismissed').length
          const toggle = (): void => { onEdit(taken ? 'series left out' : 'series taken', (now) => ({ kind: 'seriesTaken', seriesUids: now.series.filter((one) => (one.seriesUid === seriesUid) !== one.taken).map((one) => one.seriesUid) })) }
          return (
            <li key={seriesUid}>
              <button type="button" className={seriesUid === shownUid ? 'tile on' : 'tile'} aria-pressed={seriesUid === shownUid} aria-disabled={!taken} onClick={() => { if (taken) want(seriesUid) }}><span><b>{modality} {description}</b><small>{frames} {frames === 1 ? 'frame' : 'frames'}{taken ? `, ${String(count)} ${count === 1 ? 'box' : 'boxes'}` : ', left out'}</small></span></button>
              <label className="tch-k"><input type="checkbox" checked={taken} onChange={toggle} />Take</label>
            </li>
          )
        })}
      </ul>
      {series === null ? <div className="empty"><p>{fault ?? (shownUid === null ? 'No series is taken.' : 'Reading the series.')}</p></div> : <Cover key={series.summary.seriesUid} series={series} boxes={document.boxes} onEdit={onEdit} />}
    </section>
  )
}

type CoverProps = { readonly series: SeriesDescription; readonly boxes: readonly PixelBox[]; readonly onEdit: PicturesPageProps['onEdit'] }

function Cover({ series, boxes, onEdit }: CoverProps) {
  const [frame, showFrame] = useState(series.summary.kind === 'volume' ? Math.floor(series.frames.length / 2) : 0)
  const [draft, setDraft] = useState<readonly [ImagePoint, ImagePoint] | null>(null)
  const [chosen, choose] = useState<string | null>(null)
  const [place, setPlace] = useState<'all' | 'one'>('all')
  const { activeTool, setActiveTool } = useViewing()
  const { study } = useCaseDocument()
  const here = useMemo(() => boxesOnFrame(boxes, series, frame), [boxes, series, frame])
  useEffect(() => () => { if (useViewing.getState().activeTool === 'cover') useViewing.getState().setActiveTool('crosshair') }, [])
  const keep = (corners: readonly [ImagePoint, ImagePoint]): void => {
    const box = drawnBox(corners, series, frame, place === 'all', crypto.randomUUID())
    if (box === null) return
    choose(box.boxId)
    onEdit('box drawn', () => ({ kind: 'boxes', put: [box], removed: [] }))
  }
  const layers = [coverLayer({ boxes: here, chosen, draft, onDraft: setDraft, onDone: keep })]
  const put = (box: PixelBox, state: PixelBox['state']): void => { onEdit(state === 'dismissed' ? 'box not covered' : 'box covered', () => ({ kind: 'boxes', put: [{ ...box, state }], removed: [] })) }
  const range = (box: PixelBox, which: 'first' | 'last' | 'all'): void => { onEdit(which === 'all' ? 'box on all frames' : which === 'first' ? `box from frame ${String(frame + 1)}` : `box up to frame ${String(frame + 1)}`, () => ({ kind: 'boxes', put: [boxFrom(box, series, frame, which)], removed: [] })) }
  const last = series.frames.length - 1
  const isRun = series.images.length === 1 && series.frames.length > 1
  const other = useMemo(() => nextOtherBox(boxes, series, frame), [boxes, series, frame])
  return (
    <>
      <div className="views one">
        <FrameView
          viewId="cover" title={series.summary.kind === 'volume' ? 'Slice' : 'Frame'} subtitle={`${writeSeries(series.summary)}, ${String(frame + 1)} of ${String(last + 1)}`} series={series} frame={frame} onFrameChange={(next) => { showFrame(Math.min(last, Math.max(0, next))) }}
          mode="native" subtraction={null} plans={noPlans} activePlanId={null} onPlanChange={ignorePlanChange} leftOnScreen={study.projectionLeft[series.summary.seriesUid] ?? null} anteriorOnScreen={study.projectionAnterior[series.summary.seriesUid] ?? null} side={study.side} turnable={false} layers={layers} large
        />
      </div>
      <div className="tch-x">
        <div className="tch-xr">
          <button type="button" className={activeTool === 'cover' ? 'btn sm on' : 'btn sm'} aria-pressed={activeTool === 'cover'} onClick={() => { setActiveTool(activeTool === 'cover' ? 'crosshair' : 'cover') }}>Draw a box</button>
          <Segmented label="A new box covers" value={place} onChange={setPlace} choices={[{ value: 'all', label: 'All frames' }, { value: 'one', label: 'This frame' }]} />
          <input type="range" aria-label="Frame" min={0} max={last} value={frame} onChange={({ currentTarget }) => { showFrame(currentTarget.valueAsNumber) }} />
        </div>
        <ul className="tch-l" aria-label="Boxes on this frame">
          {here.length === 0 && <li className="soft">No box on this frame. Look at the corners and edges.</li>}
          {here.map((box, at) => (
            <li key={box.boxId} className={box.boxId === chosen ? 'open' : ''}>
              <button type="button" className="tch-w" aria-pressed={box.boxId === chosen} onClick={() => { choose(box.boxId) }}><b>Box {at + 1}</b><small>{boxWords(box)}</small></button>
              <Segmented label={`Box ${String(at + 1)}`} value={box.state === 'dismissed' ? 'dismissed' : 'kept'} onChange={(state) => { put(box, state) }} choices={[{ value: 'kept', label: 'Covered' }, { value: 'dismissed', label: 'Not covered' }]} />
              {box.foundBy === 'hand' && isRun && (
                <div className="row tch-fr">
                  <button type="button" className="btn sm" onClick={() => { range(box, 'first') }}>From here</button>
                  <button type="button" className="btn sm" onClick={() => { range(box, 'last') }}>Up to here</button>
                  {box.frames !== null && <button type="button" className="btn sm" onClick={() => { range(box, 'all') }}>All frames</button>}
                </div>
              )}
              {box.foundBy === 'hand' && <button type="button" className="vp-x" aria-label={`Take box ${String(at + 1)} away`} onClick={() => { onEdit('box removed', () => ({ kind: 'boxes', put: [], removed: [box.boxId] })) }}><IconTrash size="1.1rem" aria-hidden /></button>}
            </li>
          ))}
        </ul>
        {other !== null && <button type="button" className="btn sm" onClick={() => { showFrame(other) }}>Boxes on other frames: go to frame {other + 1}</button>}
      </div>
    </>
  )
}
