import { NumberInput, Select } from '@mantine/core'
import { useCaseDocument, useOperator } from '#renderer/features/case/index.ts'
import { bandText } from '#shared/calibration/errorBand.ts'
import { calibrationOfHeader, contradiction, sizeFor } from '#shared/calibration/frameCalibration.ts'
import { spacingOfFrame } from '#shared/calibration/spacingOfFrame.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import { proposedCatalogue } from '#shared/planning/needleCatalogue.ts'
import { Notice, Segmented } from '#renderer/ui/index.ts'
import { useViewing, viewById } from '#renderer/viewports/index.ts'
import { cancelCalibrating, keepCalibration, methodOf, offJointOf, putCalibrateAway, sendMarks, useCalibrating, type Depth, type MethodKind } from './calibrating.ts'
import { MarkFields } from './MarkFields.tsx'
import { depthWords, errorWords, howToMark, kindWords } from './words.ts'

const kinds = (['marker', 'length', 'needleGauge'] as const).map(value => ({ value, label: kindWords[value] }))
const depths = (['10', '30', '50', 'unknown'] as const).map((value: Depth) => ({ value, label: depthWords[value] }))

/** Two marks, what lies between them, and how far from the joint: nothing is preset. */
export function CalibrateForm({ series, frame }: { readonly series: SeriesDescription; readonly frame: number }) {
  const operator = useOperator() ?? ''
  const { marks, kind, sizeMm, gauge, depth } = useCalibrating()
  const method = methodOf({ marks, kind, sizeMm, gauge })
  const isHere = marks.kind !== 'none' && marks.place.seriesUid === series.summary.seriesUid
  const markedAt = isHere ? marks.place.frame : frame
  const missing = [
    ...(marks.kind === 'two' && isHere ? [] : [marks.kind === 'one' && isHere ? 'second mark' : 'two marks']),
    ...(kind === null ? ['what was marked'] : kind === 'needleGauge' ? (gauge === null ? ['gauge'] : []) : sizeMm === null ? ['size'] : []),
    ...(depth === null ? ['depth'] : []),
  ]
  const size = method === null || !isHere ? null : sizeFor(series, markedAt, method, depth === null ? null : offJointOf(depth))
  const isReady = missing.length === 0 && size?.ok === true
  const set = (change: Partial<{ kind: MethodKind; sizeMm: number | null; gauge: number | null; depth: Depth }>): void => { useCalibrating.setState(change) }
  return (
    <div className="calib-f" role="group" aria-label="Calibrate">
      <Segmented label="What do you mark?" choices={kinds} value={kind} onChange={value => { set({ kind: value, sizeMm: null }) }} />
      <p className="sub" role="status">{kind === null ? 'Choose what you mark, then mark it on the image.' : howToMark[kind]}{marks.kind === 'one' && isHere ? ' One mark lies: now the other.' : ''}</p>
      {kind !== null && <SizeField key={kind} kind={kind} sizeMm={sizeMm} gauge={gauge} onChange={set} />}
      <div className="lbl">From the depth of the joint, at most</div>
      <Segmented label="How far from the depth of the joint, at most?" choices={depths} value={depth} onChange={value => { set({ depth: value }) }} />
      {isHere && marks.kind === 'two' ? <MarkFields series={series} marks={marks} /> : <div className="row"><button type="button" className="btn sm ghost" onClick={() => { putInMiddle(series, frame) }}>Marks in the middle of the view</button></div>}
      {size !== null && <Outcome series={series} frame={markedAt} size={size} isWhole={missing.length === 0} />}
      <div className="row">
        <button type="button" className={isReady ? 'btn sm pri' : 'btn sm'} disabled={!isReady} onClick={() => { keepCalibration(series, operator) }}>Use this size</button>
        <button type="button" className="btn sm ghost" onClick={() => { cancelCalibrating(); putCalibrateAway() }}>Cancel</button>
        {missing.length > 0 && <span className="sub">To do: {missing.join(', ')}</span>}
      </div>
    </div>
  )
}

type SizeFieldProps = { readonly kind: MethodKind; readonly sizeMm: number | null; readonly gauge: number | null; readonly onChange: (change: { sizeMm?: number | null; gauge?: number | null }) => void }

function SizeField({ kind, sizeMm, gauge, onChange }: SizeFieldProps) {
  const catalogue = useCaseDocument().planning.catalogue ?? proposedCatalogue
  if (kind === 'needleGauge') {
    const gauges = [...new Set([...catalogue.map(each => each.gauge), ...(gauge === null ? [] : [gauge])])].toSorted((a, b) => a - b)
    const data = gauges.flatMap(each => { const radiusMm = needleOuterRadiusMm(each); return radiusMm === null ? [] : [{ value: String(each), label: `${String(each)} G, ${(radiusMm * 2).toFixed(3)} mm wide` }] })
    return (
      <>
        <Select aria-label="Gauge of the needle" placeholder="Gauge of the needle" data={data} value={gauge === null ? null : String(gauge)} onChange={value => { onChange({ gauge: value === null ? null : Number(value) }) }} />
        <p className="sub">A needle is three to five pixels wide: lengths by its width may be off by 20 to 30%. A marker or a length is better.</p>
      </>
    )
  }
  const label = kind === 'marker' ? 'Diameter of the marker' : 'Length between the marks'
  return (
    <div className="cset">
      <span>{label}</span>
      <NumberInput className="num" aria-label={`${label}, mm`} placeholder="mm" suffix=" mm" min={0.1} max={kind === 'marker' ? 200 : 500} decimalScale={2} hideControls value={sizeMm ?? ''} onChange={value => { onChange({ sizeMm: typeof value === 'number' && value > 0 ? value : null }) }} />
    </div>
  )
}

type OutcomeProps = { readonly series: SeriesDescription; readonly frame: number; readonly size: ReturnType<typeof sizeFor>; readonly isWhole: boolean }

/** What the marks would make of a pixel, with its error and with what speaks against it. */
function Outcome({ series, frame, size, isWhole }: OutcomeProps) {
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  if (described === undefined || image === undefined) return null
  if (!size.ok) return <Notice kind="caution" action={<button type="button" className="btn sm" onClick={() => { sendMarks({ kind: 'clear' }) }}>Move the marks</button>}>{size.error.message}</Notice>
  const against = contradiction(calibrationOfHeader(series, frame), spacingOfFrame(image, described.frameNumber), size.value)
  return (
    <>
      <p className="fig"><span className="mid">{size.value.columnSpacingMm.toFixed(3)} mm</span> <span className="sub">a pixel</span> {isWhole && <span className="cal">CAL {bandText(size.value)}</span>}</p>
      {isWhole && <p className="sub">{errorWords(size.value)}</p>}
      {against !== null && <Notice kind="caution">{against}</Notice>}
    </>
  )
}

/** Without a pointer: both marks about the middle of what is seen, to be moved by numbers or by Alt and the arrows. */
function putInMiddle(series: SeriesDescription, frame: number): void {
  const { activeViewId } = useViewing.getState()
  const view = activeViewId === null ? null : viewById(activeViewId)
  const state = view?.seriesUid === series.summary.seriesUid ? view.viewState() : null
  const image = series.images[series.frames[frame]?.image ?? -1]
  if (image === undefined) return
  const [x, y] = state?.kind === 'frame' ? state.centrePx : [image.columns / 2, image.rows / 2]
  const half = Math.max(12, Math.round(image.columns / 16 / (state?.kind === 'frame' ? state.zoom : 1)))
  sendMarks({ kind: 'putBoth', place: { seriesUid: series.summary.seriesUid, frame: state?.kind === 'frame' ? state.frame : frame }, first: [Math.round(x) - half, Math.round(y)], second: [Math.round(x) + half, Math.round(y)] })
}
