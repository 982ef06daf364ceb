import { useState } from 'react'
import { editCase, tellReceipt, useOperator, writeDecimal } from '#renderer/features/case/index.ts'
import { wayLooks } from '#renderer/tools/waysIn/overlay.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import type { WaysIn } from '#renderer/workers/volumeAnalysisMessages.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { evaluatePath } from '#shared/planning/evaluatePlan.ts'
import type { NeedlePlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import { FAR_MM, lengthSpan, wayLevels, type WayLevel } from '#shared/planning/safePaths.ts'
import { approachWords } from '../approachWords.ts'
import { addPlan, withPlan } from '../planEdits.ts'
import { BullsEye, entryOf } from './BullsEye.tsx'
import { useWaysMap, type WaysState } from './useWaysIn.ts'

const levelWords: Readonly<Record<Exclude<WayLevel, 'notOffered'>, string>> = { above: 'above all margins', caution: 'below a caution margin', stop: 'below a stop margin', bone: 'through bone', notAssessed: 'above the margins drawn, others not assessed' }

type WaysInSectionProps = { readonly series: SeriesDescription; readonly plan: VolumePlan | null; readonly plans: readonly NeedlePlan[]; readonly state: WaysState }

/** Where on the skin a needle may begin: a map, and three proposals to look at. Nothing is chosen by itself. */
export function WaysInSection({ series, plan, plans, state: { search, ways, fault, isOld, hasArtery } }: WaysInSectionProps) {
  const isShown = useWaysMap(state => state.isShown)
  const operator = useOperator() ?? ''
  const [picked, setPicked] = useState<{ readonly of: WaysIn; readonly point: number } | null>(null)
  const target = plan?.targetLpsMm ?? null
  if (plan === null || target === null) return <Section title="Ways in to the target"><Notice kind="info">Set the target first: point at the joint and press T.</Notice></Section>
  if (search === null) return <Section title="Ways in to the target"><Notice kind="info">Choose the needle first: its width and its length count.</Notice></Section>
  const take = (entry: PatientPoint, name: string): void => {
    const added = addPlan(series, 0, plans)
    if (added.kind !== 'volume') return
    const taken: VolumePlan = { ...added, entryLpsMm: [entry[0], entry[1], entry[2]], targetLpsMm: [target[0], target[1], target[2]], needle: plan.needle, ...(operator === '' ? {} : { madeBy: operator }) }
    void editCase(`${taken.name} from ${name}`, document => withPlan(document, taken))
    tellReceipt(`${taken.name} is a new path, from ${name}`)
  }
  return (
    <Section title="Ways in to the target" end={isOld ? 'updating …' : 'aids, for you to judge'}>
      {fault !== null && <Notice kind="caution">{fault}</Notice>}
      {search.notAssessed > 0 && <Notice kind="caution">{search.notAssessed} {search.notAssessed === 1 ? 'structure is' : 'structures are'} not assessed, so no way in is called above all margins.</Notice>}
      <div className="row"><button type="button" className={isShown ? 'btn sm on' : 'btn sm'} aria-pressed={isShown} onClick={() => { useWaysMap.setState({ isShown: !isShown }) }}>Show on the skin in the planes</button></div>
      {ways !== null && (
        <>
          <BullsEye ways={ways} target={target} entry={plan.entryLpsMm} colour={plan.colour} isOld={isOld} areProposed={hasArtery} words={countWords(ways)} onPick={point => { setPicked({ of: ways, point }) }} />
          <Legend ways={ways} />
          {picked?.of === ways && <Picked ways={ways} point={picked.point} search={search} onTake={() => { take(entryOf(ways, picked.point), 'the map') }} />}
          {!hasArtery && <Notice kind="info">Draw the vertebral artery first: without it no way in is proposed.</Notice>}
          {hasArtery && ways.suggestions.length === 0 && <Notice kind="caution">{whyNone(ways)}</Notice>}
          <ol className="ways">
            {(hasArtery ? ways.suggestions : []).map((suggestion, index) => (
              <li key={suggestion.point}>
                <b className="way-n">{index + 1}</b>
                <WayWords entry={suggestion.entryLpsMm} target={target} leastMm={suggestion.leastMm} name={search.structures[suggestion.nearest]?.name ?? null} level={suggestion.level} />
                <button type="button" className="btn sm" disabled={isOld} onClick={() => { take(suggestion.entryLpsMm, `way ${String(index + 1)}`) }}>Take as new path</button>
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  )
}

const shares = ({ map: { levels } }: WaysIn): Readonly<Record<WayLevel, number>> => {
  const counts = { above: 0, caution: 0, stop: 0, bone: 0, notOffered: 0, notAssessed: 0 }
  for (const index of levels) {
    const level = wayLevels[index]
    if (level !== undefined) counts[level] += 1
  }
  return counts
}

/** Why nothing is proposed: what stands in the way decides what can be done about it. */
function whyNone(ways: WaysIn): string {
  const { stop, bone } = shares(ways)
  if (bone === 0) return 'No way in within reach keeps all stop margins. Choose a longer needle, another target, or check the drawings.'
  return stop === 0 ? 'Every way in within reach goes through bone. Move the target into the joint space, or choose a longer needle.' : 'Every way in within reach goes through bone or below a stop margin. Move the target into the joint space, choose a longer needle, or check the drawings.'
}

function countWords(ways: WaysIn): string {
  const counts = shares(ways)
  const offered = ways.map.levels.length - counts.notOffered
  return `Bull’s-eye map of ${String(offered)} skin points, seen from behind: ${Object.entries(levelWords).map(([level, words]) => `${String(counts[level as keyof typeof levelWords])} ${words}`).join(', ')}.`
}

function Legend({ ways }: { readonly ways: WaysIn }) {
  const counts = shares(ways)
  const offered = Math.max(1, ways.map.levels.length - counts.notOffered)
  const { shortestMm, longestMm } = lengthSpan(ways.map)
  return (
    <ul className="ways-l">
      {(['above', 'notAssessed', 'caution', 'stop', 'bone'] as const).filter(level => counts[level] > 0).map(level => (
        <li key={level}><Shape level={level} />{levelWords[level]}<span>{Math.round(100 * counts[level] / offered)} %</span></li>
      ))}
      <li>Fainter: a longer path<span>{Math.round(shortestMm)} to {Math.round(longestMm)} mm</span></li>
    </ul>
  )
}

function Shape({ level }: { readonly level: Exclude<WayLevel, 'notOffered'> }) {
  const { colour, shape } = wayLooks[level]
  return (
    <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden>
      {shape === 'dot' && <circle r="4.5" fill={colour} />}
      {shape === 'ring' && <circle r="4" fill="none" stroke={colour} strokeWidth="2" />}
      {shape === 'triangle' && <path d="M0 -5 L5 4 L-5 4 Z" fill={colour} />}
      {shape === 'square' && <rect x="-4.5" y="-4.5" width="9" height="9" fill={colour} />}
      {shape === 'cross' && <path d="M-4 -4 L4 4 M-4 4 L4 -4" stroke={colour} strokeWidth="2" />}
    </svg>
  )
}

type PickedProps = { readonly ways: WaysIn; readonly point: number; readonly search: NonNullable<WaysState['search']>; readonly onTake: () => void }

function Picked({ ways, point, search, onTake }: PickedProps) {
  const level = wayLevels[ways.map.levels[point] ?? -1]
  if (level === undefined || level === 'notOffered') return null
  const isForbidden = level === 'stop' || level === 'bone'
  return (
    <div className="way-p" role="status">
      <WayWords entry={entryOf(ways, point)} target={search.target} leastMm={ways.map.leastMm[point] ?? Number.NaN} name={search.structures[ways.map.nearest[point] ?? -1]?.name ?? null} level={level} />
      {!isForbidden && <button type="button" className="btn sm" onClick={onTake}>Take as new path</button>}
    </div>
  )
}

type WayWordsProps = { readonly entry: PatientPoint; readonly target: PatientPoint; readonly leastMm: number; readonly name: string | null; readonly level: Exclude<WayLevel, 'notOffered'> }

function WayWords({ entry, target, leastMm, name, level }: WayWordsProps) {
  const path = evaluatePath(entry, target)
  const approach = approachWords({ entryLpsMm: [entry[0], entry[1], entry[2]], targetLpsMm: [target[0], target[1], target[2]] })
  if (!path.ok) return null
  const { lengthMm, inPlaneDeg, inPlaneTowards, craniocaudalDeg } = path.value
  const near = level === 'bone' ? 'through bone' : name === null ? `over ${String(FAR_MM)} mm from all that is drawn` : `${writeDecimal(leastMm)} mm at worst to: ${name}`
  return (
    <span className="way-w">
      <b className="cap">{approach}, {writeDecimal(lengthMm)} mm</b>
      <small>{writeDecimal(inPlaneDeg)}°{inPlaneTowards === 'NEITHER' ? '' : ` tip to ${inPlaneTowards}`}, {writeDecimal(Math.abs(craniocaudalDeg))}°{Math.abs(craniocaudalDeg) < 0.05 ? '' : craniocaudalDeg > 0 ? ' to head' : ' to feet'}</small>
      <small>{near}{level === 'notAssessed' ? '; others not assessed' : level === 'caution' ? ', below its caution margin' : ''}</small>
    </span>
  )
}
