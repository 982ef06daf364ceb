import { IconCheck } from '@tabler/icons-react'
import { editCase, useCaseDocument, useOperator, writeClock } from '#renderer/features/case/index.ts'
import type { ViewWord } from '#renderer/features/fluoroscopy/index.ts'
import { Segmented } from '#renderer/ui/index.ts'
import type { TrueViewTick } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import { ticksOfView, trueViewWords, type TrueViewName } from '#shared/fluoroscopy/trueView.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunPlace } from '#shared/projection/viewPair.ts'
import { hideGuide, showGuide, useGuide } from './guide.ts'

const tickWords: Readonly<Record<TrueViewTick, string>> = {
  ramiSuperimposed: 'Both rami of the mandible in one', pillarsSuperimposed: 'C2 pillars in one',
  densCentred: 'Dens in the middle of the C1 lateral masses', spinousMidline: 'C2 spinous process in the middle', jointLinesSharp: 'Joint lines sharp',
}
const viewChoices = [{ value: 'lateral', label: 'Lateral' }, { value: 'apOpenMouth', label: 'AP open mouth' }] as const

type TrueViewTicksProps = { readonly place: RunPlace; readonly name: string; readonly view: ViewWord | null; readonly columns: number }

/** What has to be seen for a view to be a true one, ticked off by a person, with lines to judge it by. */
export function TrueViewTicks({ place, name, view, columns }: TrueViewTicksProps) {
  const { fluoroscopy } = useCaseDocument()
  const operator = useOperator() ?? ''
  const key = runKey(place.seriesUid, place.run)
  const kept = fluoroscopy.trueViews[key]
  const judged: TrueViewName | null = kept?.view ?? (view === 'lateral' ? 'lateral' : view === 'ap' ? 'apOpenMouth' : null)
  const hasGuide = useGuide((state) => state.guide?.key === key)
  const ticks = kept?.ticks ?? []
  const keep = (change: { readonly view: TrueViewName; readonly ticks: readonly TrueViewTick[] }, step: string): void => { void editCase(step, (document) => withTicks(document, key, { view: change.view, ticks: [...change.ticks], by: operator, atIso: new Date().toISOString() })) }
  const toggle = (of: TrueViewName, tick: TrueViewTick): void => { keep({ view: of, ticks: ticks.includes(tick) ? ticks.filter((each) => each !== tick) : [...ticks, tick] }, `${tickWords[tick]}: ${ticks.includes(tick) ? 'not so' : 'ticked'}`) }
  return (
    <div className="xr-true" role="group" aria-label={`True view, ${name}`}>
      <div className="xr-true-h"><b>{name}</b><span className="sub">{kept === undefined ? 'not ticked' : `${trueViewWords(kept) ?? 'not ticked'}${ticks.length === 0 ? '' : `, ${kept.by === '' ? 'no name' : kept.by}, ${writeClock(new Date(kept.atIso))}`}`}</span></div>
      {view === null && <Segmented<TrueViewName> label={`What ${name} is to be`} choices={viewChoices} value={judged} onChange={(wanted) => { hideGuide(); keep({ view: wanted, ticks: [] }, 'view to judge chosen') }} />}
      {judged !== null && ticksOfView[judged].map((tick) => (
        <button key={tick} type="button" role="checkbox" aria-checked={ticks.includes(tick)} className={`xr-tick${ticks.includes(tick) ? ' on' : ''}`} onClick={() => { toggle(judged, tick) }}>
          {ticks.includes(tick) ? <IconCheck size="1.25rem" aria-hidden /> : <span className="bx" />}{tickWords[tick]}
        </button>
      ))}
      {judged !== null && <button type="button" className="btn sm" aria-pressed={hasGuide} onClick={() => { if (hasGuide) hideGuide(); else showGuide(key, judged, columns) }}>{hasGuide ? 'Take the guide lines away' : 'Guide lines'}</button>}
      {hasGuide && <p className="sub">{judged === 'lateral' ? 'Drag one line onto the back edge of each ramus: on a true lateral they meet.' : 'Drag the middle line onto the dens, the other onto a lateral mass: its mirror must fall on the other one.'}</p>}
    </div>
  )
}

const withTicks = (document: CaseDocument, key: string, ticks: CaseDocument['fluoroscopy']['trueViews'][string]): CaseDocument => ({ ...document, fluoroscopy: { ...document.fluoroscopy, trueViews: { ...document.fluoroscopy.trueViews, [key]: ticks } } })

/** Beside a view's name: what was ticked of its run. */
export function TrueViewTag({ place }: { readonly place: RunPlace }) {
  const kept = useCaseDocument().fluoroscopy.trueViews[runKey(place.seriesUid, place.run)]
  const words = kept === undefined ? null : trueViewWords(kept)
  return words === null ? null : <span className="xr-tag" title={words}><IconCheck size="1rem" className="tick" aria-hidden /><span>{words}</span></span>
}
