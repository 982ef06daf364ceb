import { IconAlertTriangle, IconBoxModel2, IconTrash } from '@tabler/icons-react'
import { editCase, useCaseDocument, useSeriesDescription } from '#renderer/features/case/index.ts'
import { useKeyedRun } from '#renderer/features/fluoroscopy/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { useContrastAnswer, useViewing } from '#renderer/viewports/index.ts'
import { recipeOfFrame, type RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { showMode, type RunChoice, type Slot } from '../contrastView.ts'
import { answersOf, framesInWords, setMask } from '../runEdits.ts'
import { takeMask } from '../views/lookModes.ts'
import { Landmark } from './Landmark.tsx'
import './subtraction.css'
import { MaskMover } from './MaskMover.tsx'
import { layAutomatically, useShiftTools } from './shiftTools.ts'
import { layAsShot, removeBox, shiftsOf, shiftWords, subtractionOf } from './subtractionEdits.ts'
import { maskInRun, useAnalysis, useMaskOffers } from './useSubtraction.ts'

type SubtractionSectionProps = { readonly slot: Slot; readonly choice: RunChoice }

/** The mask of the run in the active view: which frames, where it lies, and what is wrong with it. */
export function SubtractionSection({ slot, choice }: SubtractionSectionProps) {
  const { series } = useSeriesDescription(choice.seriesUid)
  const part = series?.runs[choice.run]
  return series === null || part === undefined || part.frames < 2 ? null : <Subtraction slot={slot} choice={choice} series={series} />
}

function Subtraction({ slot, choice, series }: SubtractionSectionProps & { readonly series: SeriesDescription }) {
  const answers = answersOf(useCaseDocument(), choice)
  const { offers, isAsked, broken } = useMaskOffers(series, choice.run)
  const subtraction = subtractionOf(answers, series, choice.run)
  const part = series.runs[choice.run]
  if (part === undefined) return null
  const others = offers.filter((offer) => subtraction === null || offer.source !== answers.maskSource)
  return (
    <Section title="Subtraction" end={subtraction === null ? 'no mask' : null} className="sub-sec">
      {subtraction !== null && <p className="sub-line">Mask <b>{answers.maskFrames.length === 0 ? 'of the header, frame by frame' : framesInWords(answers.maskFrames, part.firstFrame)}</b>{answers.maskSource === 'proposal' && <span className="soft">, proposed</span>}{answers.maskSource === 'header' && answers.maskFrames.length > 0 && <span className="soft">, of the header</span>}</p>}
      {others.map((offer) => (
        <button key={offer.source} type="button" className="btn sm offer" onClick={() => { takeMask(choice, offer); showMode(slot, 'subtracted') }}>
          <b>{offer.source === 'header' ? 'Use the header' : 'Use as mask'}</b><span>{offer.words}</span>
        </button>
      ))}
      {subtraction === null && isAsked && <p className="soft">Looking for the frames before the contrast.</p>}
      {broken !== null && <Problem>{broken}</Problem>}
      {subtraction !== null && <Moving slot={slot} choice={choice} series={series} subtraction={subtraction} />}
      <Problems slot={slot} choice={choice} series={series} subtraction={subtraction} />
    </Section>
  )
}

type Moved = SubtractionSectionProps & { readonly series: SeriesDescription; readonly subtraction: RunSubtraction }

function Moving({ slot, choice, series, subtraction }: Moved) {
  const { chosenBox, laying } = useShiftTools()
  const { activeTool, setActiveTool } = useViewing()
  const frame = useKeyedRun(({ run }) => run?.cine.stillFrame ?? null)
  const recipe = frame === null ? null : recipeOfFrame(subtraction, frame)
  const boxes = subtraction.shiftRegions
  const isLaying = laying?.key === runKey(choice.seriesUid, choice.run)
  const isMoved = subtraction.frameShiftsPx.length > 0 || subtraction.shiftPx[0] !== 0 || subtraction.shiftPx[1] !== 0
  return (
    <>
      <p className="sub-line">Shift <b>{recipe === null || !recipe.ok ? shiftWords(subtraction.shiftPx) : shiftWords(recipe.value.shiftPx)}</b>{subtraction.frameShiftsPx.length > 0 && <span className="soft">, automatic{recipe === null ? ' frame by frame' : ''}</span>}</p>
      <div className="shift-row">
        <MaskMover choice={choice} name={boxes.some(({ regionId }) => regionId === chosenBox) ? `box ${String(boxes.findIndex(({ regionId }) => regionId === chosenBox) + 1)}` : 'mask'} />
        <button type="button" className={subtraction.frameShiftsPx.length > 0 ? 'btn sm on' : 'btn sm'} disabled={isLaying} onClick={() => { void layAutomatically(series, choice, subtraction, null) }}>{isLaying && laying.boxId === null ? `Automatic ${String(Math.round(100 * laying.part))}%` : 'Automatic'}</button>
        {isMoved && <button type="button" className="btn sm" onClick={() => { void editCase('mask as shot', layAsShot(choice)) }}>No shift</button>}
        <button type="button" className={activeTool === 'shiftBox' ? 'btn sm on' : 'btn sm'} aria-pressed={activeTool === 'shiftBox'} onClick={() => { setActiveTool(activeTool === 'shiftBox' ? 'crosshair' : 'shiftBox'); showMode(slot, 'subtracted') }}><IconBoxModel2 size="1.1rem" aria-hidden />Box</button>
      </div>
      {boxes.length > 0 && (
        <ul className="sub-boxes">
          {boxes.map((box, at) => (
            <li key={box.regionId}>
              <button type="button" className={box.regionId === chosenBox ? 'btn sm on' : 'btn sm'} aria-pressed={box.regionId === chosenBox} onClick={() => { useShiftTools.setState({ chosenBox: box.regionId === chosenBox ? null : box.regionId }) }}>Box {at + 1}</button>
              <span className="soft">{shiftWords(box.shiftPx)}{box.frameShiftsPx.length > 0 ? ', automatic' : ''}{laying?.boxId === box.regionId ? ` ${String(Math.round(100 * laying.part))}%` : ''}</span>
              <button type="button" className="btn sm" aria-label={`Remove box ${String(at + 1)}`} onClick={() => { void editCase('box removed', removeBox(choice, box.regionId)) }}><IconTrash size="1.1rem" aria-hidden /></button>
            </li>
          ))}
        </ul>
      )}
      <Landmark choice={choice} share={subtraction.landmark} />
    </>
  )
}

/** What RunNotes says of the header already. */
const saidElsewhere: ReadonlySet<string> = new Set(['DISPLAY_VALUES', 'NO_FRAME_TIMES', 'SLOW'])

/** Of the run, and of its mask where it has one for all frames. */
function Problems({ slot, choice, series, subtraction }: SubtractionSectionProps & { readonly series: SeriesDescription; readonly subtraction: RunSubtraction | null }) {
  const analysis = useAnalysis(series, choice.run)
  const { answer } = useContrastAnswer(analysis, 'problems', subtraction === null ? { maskFrames: [], shiftsPx: null } : { maskFrames: [...maskInRun(subtraction)], shiftsPx: [...shiftsOf(subtraction)] }, true)
  const run = useKeyedRun((state) => state.run)
  return (answer ?? []).filter(({ code }) => !saidElsewhere.has(code)).map(({ code, message }) => (
    <Problem key={code}>
      {message}{' '}
      {code === 'MOVED' && subtraction !== null && <>
        <button type="button" className="link" onClick={() => { void layAutomatically(series, choice, subtraction, null) }}>Shift automatically</button>{' or '}
        <button type="button" className="link" onClick={() => { if (run !== null) { void editCase('mask here', setMask(choice, [run.cine.frame])); showMode(slot, 'subtracted') } }}>Mask here</button>
      </>}
    </Problem>
  ))
}

const Problem = ({ children }: { readonly children: React.ReactNode }) => <p className="todo sub-problem"><IconAlertTriangle className="caution" size="1.25rem" aria-hidden /><span>{children}</span></p>
