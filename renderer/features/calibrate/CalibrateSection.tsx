import { useCaseDocument, useCaseSeries, useSeriesDescription, useSeriesDescriptions, useSession } from '#renderer/features/case/index.ts'
import { calibrationBadge, useViewing } from '#renderer/viewports/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { calibrationOfFrame, isSlice, type FramePixel } from '#shared/calibration/frameCalibration.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { beginCalibrating, useCalibrating } from './calibrating.ts'
import { CalibrateForm } from './CalibrateForm.tsx'
import { runAt, runWord } from './runNames.ts'
import { StatedList } from './StatedList.tsx'
import { errorWords } from './words.ts'
import './calibrate.css'

const looks: Readonly<Record<FramePixel['basis'], string>> = { calibrated: 'cal', isocentre: 'cal est', detector: 'cal est', unknown: 'cal px' }

/** What the millimetres of the shown frame rest on, how they are calibrated, and what was calibrated in this case. */
export function CalibrateSection({ shownUid, frame }: { readonly shownUid: string | null; readonly frame: number }) {
  const { series } = useSeriesDescription(shownUid)
  const caseId = useSession(state => state.caseId)
  const uids = useCaseSeries(caseId).series.filter(({ kind }) => kind === 'cine' || kind === 'stills').map(({ seriesUid }) => seriesUid)
  const all = useSeriesDescriptions(uids)
  if (series === null || isSlice(series, frame) || series.frames[frame] === undefined) return null
  return <SizeOfPixel series={series} frame={frame} all={all} />
}

function SizeOfPixel({ series, frame, all }: { readonly series: SeriesDescription; readonly frame: number; readonly all: readonly SeriesDescription[] }) {
  const { calibrations } = useCaseDocument().fluoroscopy
  const inHand = useViewing(state => state.activeTool === 'calibrate')
  const isMarking = useCalibrating(state => state.marks.kind !== 'none')
  // The form stands where the verdict was: both do not fit a small screen.
  const isOpen = inHand || isMarking
  const pixel = calibrationOfFrame(series, frame, calibrations)
  const word = runWord(series, runAt(series, frame))
  const size = pixel.rowSpacingMm === null || pixel.columnSpacingMm === null ? null : [pixel.columnSpacingMm, pixel.rowSpacingMm] as const
  return (
    <Section title="Size of a pixel" className="calib">
      <p className="fig">
        {size === null ? <span className="mid">Not known</span> : <span className="mid">{size[0].toFixed(3)}{Math.abs(size[0] / size[1] - 1) > 1e-3 && ` × ${size[1].toFixed(3)}`} mm</span>}
        {' '}<span className={looks[pixel.basis]}>{calibrationBadge(pixel).text}</span>
      </p>
      {size === null && <p>{word} has no pixel size. Lengths are in px.</p>}
      {!isOpen && <p className="sub">{pixel.note}</p>}
      {!isOpen && pixel.errorNote !== '' && <p className="sub">{errorWords(pixel)}</p>}
      {isOpen
        ? <CalibrateForm series={series} frame={frame} />
        : <div className="row"><button type="button" className="btn sm" onClick={beginCalibrating}>Calibrate<kbd>C</kbd></button></div>}
      <StatedList calibrations={calibrations} all={all} shown={{ series, frame }} />
    </Section>
  )
}
