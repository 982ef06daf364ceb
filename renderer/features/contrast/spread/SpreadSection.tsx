import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { useCineFrame } from '#renderer/features/fluoroscopy/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { useViewing } from '#renderer/viewports/index.ts'
import { useSlowWords } from '../useSlowWords.ts'
import './spread.css'
import { spreadFigures } from './spreadFigures.ts'
import { keepOutlines, keepThreshold, takeSpreadTool, useSpreadState } from './spreadState.ts'
import { useSpread, type Spread } from './useSpread.ts'

/** How far contrast has gone on one picture of the run. */
export function SpreadSection({ run }: { readonly run: Run }) {
  const spread = useSpread(run)
  const { outlines: { of }, fault, part } = spread
  return (
    <Section title="Spread" end={of === null ? undefined : part !== null && fault === null ? `Measuring: ${String(Math.round(100 * part))}%` : of === 'peak' ? 'peak of the run' : `frame ${String(of - run.firstFrame + 1)}`}>
      <div className="draws">
        <OutlineHere run={run} of={of} />
        <button type="button" className={of === 'peak' ? 'btn sm on' : 'btn sm'} aria-pressed={of === 'peak'} onClick={() => { keepOutlines(run.key, 'spread outlined on the peak picture', { of: 'peak', spread: null, threshold: null }) }}>Outline the peak</button>
      </div>
      {of === null && <p className="sub">Outlines what is opaque and measures how far it has gone. Thin or dilute contrast below the threshold is not in it.</p>}
      {fault !== null && <p className="caution-line">{fault}</p>}
      {of !== null && fault === null && <Outlined run={run} spread={spread} />}
    </Section>
  )
}

/** Follows every frame, so it is small. */
function OutlineHere({ run, of }: { readonly run: Run; readonly of: Spread['outlines']['of'] }) {
  const frame = useCineFrame(run.cine)
  const number = String(frame - run.firstFrame + 1)
  return <button type="button" className={of === frame ? 'btn sm on' : 'btn sm'} aria-pressed={of === frame} onClick={() => { run.cine.pause(); keepOutlines(run.key, `spread outlined on frame ${number}`, { of: frame, spread: null, threshold: null }) }}>Outline frame {number}</button>
}

function Outlined({ run, spread }: { readonly run: Run; readonly spread: Spread }) {
  const { outlines, answer, calibration, hasOrigin } = spread
  const { edits } = useSpreadState()
  const activeTool = useViewing(state => state.activeTool)
  const slow = useSlowWords(run)
  const figures = answer === null ? [] : spreadFigures(answer, hasOrigin)
  return (
    <>
      {answer !== null && <Threshold run={run} spread={spread} />}
      <div className="draws">
        <button type="button" className={edits ? 'btn sm on' : 'btn sm'} aria-pressed={edits} onClick={() => { useSpreadState.setState({ edits: !edits }) }}>Change outline</button>
        {outlines.spread !== null && <button type="button" className="btn sm" onClick={() => { keepOutlines(run.key, 'outline of the spread as found', { spread: null }) }}>As found</button>}
        <button type="button" className={activeTool === 'jointOutline' ? 'btn sm on' : 'btn sm'} aria-pressed={activeTool === 'jointOutline'} onClick={() => { takeSpreadTool('jointOutline') }}>Joint outline</button>
        <button type="button" className={activeTool === 'midline' ? 'btn sm on' : 'btn sm'} aria-pressed={activeTool === 'midline'} onClick={() => { takeSpreadTool('midline') }}>Midline</button>
      </div>
      {activeTool === 'jointOutline' && <p className="sub">Draw around the joint on the run in one stroke, or click its middle.</p>}
      {activeTool === 'midline' && <p className="sub">Drag along the patient’s midline, or click on it.</p>}
      {edits && <p className="sub">Drag the rings on the run; Delete takes the chosen one away.</p>}
      <dl className="spread-f">
        {figures.map(({ name, value, reason, needsBadge }) => (
          <div key={name}><dt>{name}</dt><dd className={value === null ? 'no' : undefined}>{value ?? reason}{needsBadge && <> <span className={`cal ${calibration.badge.look}${calibration.badge.caution ? ' caution' : ''}`}>{calibration.badge.text}</span></>}</dd></div>
        ))}
      </dl>
      {outlines.spread !== null && <p className="sub">The outline was changed by hand.</p>}
      {answer !== null && <p className="sub">An aid to look, not a finding.{answer.vesselLike.length === 0 && ' That no line is marked does not mean that there is none.'}</p>}
      {slow !== null && <p className="caution-line">{slow}</p>}
    </>
  )
}

const STEPS = 200

function Threshold({ run, spread: { outlines, answer } }: { readonly run: Run; readonly spread: Spread }) {
  const draft = useSpreadState(state => (state.draft?.key === run.key ? state.draft.threshold : null))
  if (answer === null) return null
  const { thresholds: [least, most], proposedThreshold } = answer
  const value = draft ?? outlines.threshold ?? proposedThreshold
  const commit = (): void => { if (draft !== null) keepThreshold(run.key, draft) }
  return (
    <div className="spread-t">
      <label>Threshold <output>{outlines.threshold === null && draft === null ? 'as proposed' : `${String(Math.round((100 * (value - least)) / (most - least)))}%`}</output>
        <input
          type="range" aria-label="Threshold of the spread" min={0} max={STEPS} step={1} value={Math.round((STEPS * (value - least)) / (most - least))} aria-valuetext={`opacity ${value.toFixed(3)}`}
          onChange={event => { useSpreadState.setState({ draft: { key: run.key, threshold: least + (Number(event.currentTarget.value) / STEPS) * (most - least) } }) }}
          onPointerUp={commit} onKeyUp={commit} onBlur={commit}
        />
      </label>
      {outlines.threshold !== null && <button type="button" className="btn sm" onClick={() => { keepThreshold(run.key, null) }}>As proposed</button>}
    </div>
  )
}
